import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { REPOSITORY } from "./support/sandbox.ts";
import { run } from "./support/process.ts";
import { Bench } from "./support/workbench.ts";
import { tables } from "../../dev/start/kineo.ts";

describe("an up that is killed", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open({ name: "interrupted", stack: "sandbox" });
    return () => bench.sandbox.stop();
  });

  /** Starts an up and kills the engine with everything it started, when `due` says so. */
  async function killedUp(due: () => Promise<void>): Promise<void> {
    const child = spawn(bench.program, ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: bench.directory,
      env: { ...process.env, ...bench.env },
      stdio: "ignore",
      detached: true,
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    await Promise.race([due(), ended]);
    if (child.pid !== undefined && child.exitCode === null) {
      await killLanguageHosts(child.pid);
      process.kill(-child.pid, "SIGKILL");
    }
    await ended;
    await bench.pulumi("cancel", bench.stack, "--yes");
  }

  /** Kills an up at a random moment of the later half of each time, in milliseconds, one after the other. */
  async function killedWithin(...times: readonly number[]): Promise<void> {
    for (const most of times) await killedUp(() => pause(most * (0.5 + Math.random() / 2)));
  }

  async function lakewright(...args: readonly string[]) {
    return await run(
      process.execPath,
      [join(REPOSITORY, "src", "cli", "lakewright.js"), ...args, "--stack", bench.stack],
      {
        cwd: bench.directory,
        env: bench.env,
      },
    );
  }

  async function takeOver(): Promise<void> {
    const { code, stdout, stderr } = await lakewright("recover", "--import");
    expect([code, stderr], stdout).toEqual([0, ""]);
  }

  async function ids(): Promise<Record<"jobs" | "clusters" | "warehouses" | "policies", readonly string[]>> {
    const list = async (path: string, field: string, name: (item: never) => string) =>
      ((await bench.sandbox.send<Record<string, never[]>>("GET", path))[field] ?? []).map(name).sort();
    return {
      jobs: await list(
        "/api/2.2/jobs/list",
        "jobs",
        (job: { settings: { name: string } }) => job.settings.name,
      ),
      clusters: await list(
        "/api/2.1/clusters/list",
        "clusters",
        (c: { cluster_name: string }) => c.cluster_name,
      ),
      warehouses: await list("/api/2.0/sql/warehouses", "warehouses", (w: { name: string }) => w.name),
      policies: await list("/api/2.0/policies/clusters/list", "policies", (p: { name: string }) => p.name),
    };
  }

  test("leaves a job that the state does not know; the next up does not double it, and recover takes it over", async () => {
    await killedUp(async () => {
      while ((await ids()).jobs.length === 0) await pause(5);
    });
    const { code, stdout, stderr } = await bench.pulumi("up", "--yes", "--skip-preview");
    const after = await ids();
    expect(new Set(after.jobs).size, `${stdout}${stderr}`).toBe(after.jobs.length);
    if (code !== 0) {
      expect(stdout + stderr).toMatch(
        /job "kineo-sandbox-(?:warm-up|weekly-small)" \(\d+\)\n.*Not creating a second one/s,
      );
      const found = await lakewright("recover", "--json");
      expect(found.code).toBe(2);
      const orphans = JSON.parse(found.stdout) as { kind: string; name: string }[];
      expect(orphans.map(({ kind }) => kind)).toContain("job");
      await takeOver();
    }
    await bench.up();
    expect((await ids()).jobs).toEqual(["kineo-sandbox-warm-up", "kineo-sandbox-weekly-small"]);
    await bench.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("at random moments, several times, leaves nothing that the next up does not finish", async () => {
    await bench.ok("destroy", "--yes", "--skip-preview");
    // What the first kills left is deleted, what the later ones left is taken over.
    await killedWithin(3_000, 5_000);
    expect((await lakewright("recover", "--delete")).code).toBe(0);
    const left = await lakewright("recover", "--json");
    expect([left.code, left.stdout]).toEqual([0, "[]\n"]);
    await killedWithin(7_000, 10_000);
    await takeOver();
    await bench.up();
    expect(await ids()).toEqual({
      jobs: ["kineo-sandbox-warm-up", "kineo-sandbox-weekly-small"],
      clusters: ["kineo-sandbox-analytics"],
      warehouses: ["ingest", "kineo-sandbox-dashboards"],
      policies: ["kineo-sandbox-bounds"],
    });
    await bench.ok("preview", "--refresh", "--expect-no-changes");
    const counts = await bench.sandbox.sql(
      tables.map(({ name }) => `SELECT '${name}', count(*) FROM sandbox.${name}`).join(" UNION ALL "),
    );
    expect(Object.fromEntries(counts.map(([name, rows]) => [name, Number(rows)]))).toEqual(
      Object.fromEntries(tables.map(({ name, size }) => [name, size.rows])),
    );
  });
});

/** The engine starts its language host in a group of its own, which would outlive it. */
async function killLanguageHosts(engine: number): Promise<void> {
  const { stdout } = await run("ps", ["-o", "pid=", "--ppid", String(engine)], { cwd: REPOSITORY });
  for (const pid of stdout.split("\n").map(Number).filter(Boolean)) {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // Not the leader of a group: the engine's own group is killed next.
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
