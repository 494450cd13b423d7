import { beforeAll, describe, expect, test } from "vitest";
import { tables } from "../../../tables/index.ts";
import { Bench, type BenchOptions } from "./workbench.ts";

/** Deploys one stack file to an empty workspace; each file of `environments/` is one stack, so that they run side by side. */
export function environmentTests(stack: BenchOptions["stack"]): void {
  describe(`stack ${stack} on an empty state`, () => {
    let bench: Bench;

    beforeAll(async () => {
      bench = await Bench.open({ name: `environment-${stack}`, stack });
      return () => bench.sandbox.stop();
    });

    test("a preview needs nothing to exist, and creates what the plan names", async () => {
      const changes = await bench.changes();
      expect(new Set(changes.map(({ op }) => op))).toEqual(new Set(["create"]));
      const layouts = changes.filter(({ name }) => tables.some((table) => table.name === name));
      expect(layouts).toHaveLength(tables.length);
    });

    test("up deploys it, a second up changes nothing, and a refreshing preview finds nothing", async () => {
      await bench.up();
      const statements = await bench.sandbox.lastStatement();
      expect(await bench.up("--expect-no-changes")).toMatch(/\d+ unchanged/);
      await bench.ok("preview", "--refresh", "--expect-no-changes");
      expect(await bench.sandbox.statementsSince(statements)).toEqual([]);
    });

    test("a look for drift finds none, has seen everything, and knows every field that the workspace shows", async () => {
      const { resources, unseen, notes, settled, looked, exit } = await bench.drift();
      expect({ resources, unseen, notes, settled, exit }).toEqual({
        ...{ resources: [], unseen: [], notes: [], settled: [] },
        exit: 0,
      });
      expect(looked).toBeGreaterThan(tables.length + 8);
    });

    test("the outputs are those a person looks for", async () => {
      expect(await bench.output("catalog")).toBe(stack);
      expect(await bench.output<readonly string[]>("tables")).toContain(`${stack}.gold.dim_user`);
      const jobs = await bench.output<Record<string, string>>("jobIds");
      expect(Object.keys(jobs)).toEqual(["analyze", "optimize"]);
      const nextRuns = await bench.output<Record<string, string>>("nextRuns");
      expect(nextRuns["optimize"]).toMatch(stack === "dev" ? /^paused$/ : /^20\d\d-.*Z$/);
    });

    test("every declared property and clustering is on the live table", async () => {
      const user = await bench.sandbox.properties("gold.dim_user");
      expect(user).toMatchObject({
        "delta.autoOptimize.autoCompact": "true",
        "delta.autoOptimize.optimizeWrite": "true",
        "delta.targetFileSize": "128mb",
      });
      expect(
        JSON.parse((await bench.sandbox.properties("silver.cert_overview"))["clusteringColumns"] ?? "null"),
      ).toEqual([["user_id"], ["cert_id"]]);
      expect(await bench.sandbox.rows("gold.dim_certification_progress")).toBe(92_000);
    });
  });
}
