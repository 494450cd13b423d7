import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Campaign, type Victim } from "./support/kills.ts";
import { testFolder } from "./support/workspace.ts";

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
