import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { Campaign, type Victim } from "./support/kills.ts";
import { startWorkspace, testFolder } from "./support/workspace.ts";

const folder = testFolder("kills");
const campaign = new Campaign(join(folder, "home"), 20);

afterAll(async () => {
  await campaign.stop();
  rmSync(folder, { recursive: true });
});

const VICTIMS: readonly Victim[] = ["jvm", "worker", "server"];

// npm run bench:kills is the long form.
test("a kill of each process at a random moment loses no row that was acknowledged, and leaves nothing half-made", async () => {
  await campaign.start();
  for (const victim of VICTIMS) expect(await campaign.kill(victim)).toMatchObject({ victim, faults: [] });
}, 600_000);

test("a DROP within which Spark dies is ended by the next start: no table is left with half its files", async () => {
  const home = join(folder, "drop");
  const workspace = await startWorkspace(home, "dev");
  await workspace.rows("CREATE SCHEMA dev.kills");
  await workspace.rows("CREATE TABLE dev.kills.t AS SELECT id FROM range(10)");
  const files = join(home, "warehouse", "kills.db", "t");
  // They take Spark the better part of a second to remove, which is when it dies.
  for (let at = 0; at < 20_000; at += 1) writeFileSync(join(files, `part-${at}`), "");
  const all = readdirSync(files).length;
  const { body } = await workspace.call("GET", "/sandbox/health");
  const dropped = workspace.sql("DROP TABLE dev.kills.t").catch(() => undefined);
  while (filesIn(files) === all) await new Promise((resolve) => setTimeout(resolve, 1));
  process.kill((body["spark"] as { pid: number }).pid, "SIGKILL");
  expect(filesIn(files)).toBeGreaterThan(0);
  expect((await dropped)?.status.state).not.toBe("SUCCEEDED");
  await workspace.stop();

  const again = await startWorkspace(home, "dev");
  onTestFinished(() => again.stop());
  expect((await again.call("GET", "/api/2.1/unity-catalog/tables/dev.kills.t")).status).toBe(404);
  expect(existsSync(files)).toBe(false);
  await again.rows("CREATE TABLE dev.kills.t AS SELECT id FROM range(3)");
  expect(await again.rows("SELECT count(*) FROM dev.kills.t")).toEqual([["3"]]);
}, 600_000);

function filesIn(folder: string): number {
  return existsSync(folder) ? readdirSync(folder).length : 0;
}
