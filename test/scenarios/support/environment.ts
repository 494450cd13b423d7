import { beforeAll, describe, expect, test } from "vitest";
import { planFor } from "../../../cli/plan.ts";
import { tables } from "../../../tables/index.ts";
import { Bench, type BenchOptions } from "./workbench.ts";

/** Deploys one stack file to an empty workspace; each file of `environments/` is one stack, so that they run side by side. */
export function environmentTests(stack: BenchOptions["stack"]): void {
  const plan = planFor(stack);

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

    test("the outputs are those a person looks for, and name what exists", async () => {
      expect(await bench.output("catalog")).toBe(stack);
      expect(await bench.output("tables")).toEqual(plan.tables.map(({ layout }) => layout.table));
      const name = async (path: string, field: string) =>
        (await bench.sandbox.send<Record<string, unknown>>("GET", path))[field];
      const cluster = await bench.output<string>("clusterId");
      const warehouse = await bench.output<string>("warehouseId");
      expect(await name(`/api/2.1/clusters/get?cluster_id=${cluster}`, "cluster_name")).toBe(
        plan.compute.cluster.name,
      );
      expect(await name(`/api/2.0/sql/warehouses/${warehouse}`, "name")).toBe(plan.compute.warehouse.name);
      const jobs = await bench.output<Record<string, string>>("jobIds");
      const nextRuns = await bench.output<Record<string, string>>("nextRuns");
      for (const job of plan.maintenance.jobs) {
        const settings = await name(`/api/2.2/jobs/get?job_id=${jobs[job.key] ?? ""}`, "settings");
        expect(settings).toMatchObject({ name: job.name });
        expect(nextRuns[job.key]).toMatch(stack === "dev" ? /^paused$/ : /^20\d\d-.*Z$/);
      }
    });

    test("every declared property, clustering and partition is on the live table, and its rows are there", async () => {
      const declared = plan.tables.map(({ layout }) => ({
        table: layout.table,
        properties: layout.properties,
        clustering: layout.clustering?.kind === "columns" ? layout.clustering.columns : [],
        partitions: layout.partitionedBy ?? [],
      }));
      const live = await Promise.all(
        declared.map(async ({ table, properties }) => {
          const found = await bench.sandbox.send<LiveTable>("GET", `/api/2.1/unity-catalog/tables/${table}`);
          const { clusteringColumns = "[]", ...all } = found.properties;
          return {
            table: found.full_name,
            properties: Object.fromEntries(Object.keys(properties).map((key) => [key, all[key]])),
            clustering: (JSON.parse(clusteringColumns) as string[][]).flat(),
            partitions: found.columns
              .filter(({ partition_index }) => partition_index !== undefined)
              .sort((a, b) => (a.partition_index ?? 0) - (b.partition_index ?? 0))
              .map(({ name }) => name),
          };
        }),
      );
      expect(live).toEqual(declared);
      expect(await bench.sandbox.rows("gold.dim_certification_progress")).toBe(92_000);
      const years = `SELECT min(fiscal_year), max(fiscal_year), count(DISTINCT fiscal_year) FROM ${stack}.gold.fact_course_history`;
      expect(await bench.sandbox.sql(years)).toEqual([["2012", "2036", "25"]]);
    });
  });
}

/** A table as the workspace shows it, as far as a layout goes. */
interface LiveTable {
  readonly full_name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly columns: readonly { readonly name: string; readonly partition_index?: number }[];
}
