import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packPolicyPack } from "../../../dev/release/policy-pack.ts";
import { runJob } from "./maintenance.ts";
import { Bench, type BenchOptions } from "./workbench.ts";
import { materializedViews, planOf, tables } from "../../../dev/start/kineo.ts";

/** Deploys one stack file to an empty workspace; each file of `environments/` is one stack, so that they run side by side. */
export function environmentTests(stack: BenchOptions["stack"]): void {
  const plan = planOf(stack);

  describe(`stack ${stack} on an empty state`, () => {
    let bench: Bench;

    beforeAll(async () => {
      bench = await Bench.open({ name: `environment-${stack}`, stack });
      return () => bench.sandbox.stop();
    });

    test("a preview needs nothing to exist, and creates what the plan names", async () => {
      const changes = await bench.changes();
      expect(new Set(changes.map(({ op }) => op))).toEqual(new Set(["create"]));
      const declared: readonly string[] = [...tables, ...materializedViews].map(({ name }) => name);
      const planned = changes.map(({ name }) => name).filter((name) => declared.includes(name));
      expect(planned.sort()).toEqual(declared.toSorted());
    });

    test("up deploys it, a second up changes nothing, and neither a refresh nor the policy pack finds anything", async () => {
      await bench.up();
      const statements = await bench.sandbox.lastStatement();
      expect(await bench.up("--expect-no-changes")).toMatch(/\d+ unchanged/);
      const { program } = await packPolicyPack(join(bench.directory, "dist"));
      const judged = ["--policy-pack", program, "--color", "never"];
      const preview = await bench.ok("preview", "--refresh", "--expect-no-changes", ...judged);
      expect(preview).toMatch(/^Policies:\n {4}✅ lakewright@v[\d.]+ [^\n]*\n\n/m);
      // The engine tells a view's schedule to those only who ask for it.
      const asked = materializedViews.map(
        ({ name }) => `DESCRIBE TABLE EXTENDED \`${stack}\`.\`${name.replace(".", "`.`")}\``,
      );
      const sent = await bench.sandbox.statementsSince(statements);
      expect(sent.map(({ statement }) => statement).sort()).toEqual(asked.sort());
    });

    test("drift detection finds none, has read everything, and knows every field that the workspace shows", async () => {
      const { resources, unreadable, notes, settled, checked, exit } = await bench.drift();
      expect({ resources, unreadable, notes, settled, exit }).toEqual({
        ...{ resources: [], unreadable: [], notes: [], settled: [] },
        exit: 0,
      });
      expect(checked).toBeGreaterThan(tables.length + 8);
    });

    test("the outputs are those a person looks for, and name what exists", async () => {
      expect(await bench.output("catalog")).toBe(stack);
      const name = async (path: string, field: string) =>
        (await bench.sandbox.send<Record<string, unknown>>("GET", path))[field];
      const cluster = await bench.output<string>("clusterId");
      const warehouse = await bench.output<string>("warehouseId");
      expect(await name(`/api/2.1/clusters/get?cluster_id=${cluster}`, "cluster_name")).toBe(
        plan.compute.cluster.name,
      );
      expect(await name(`/api/2.0/sql/warehouses/${warehouse}`, "name")).toBe(plan.compute.warehouse.name);
      const jobs = await bench.output<Record<string, string>>("jobIds");
      expect(Object.keys(jobs)).toEqual(["warm-up", "weekly-small"]);
      for (const job of plan.maintenance.jobs) {
        const settings = await name(`/api/2.2/jobs/get?job_id=${jobs[job.key] ?? ""}`, "settings");
        expect(settings).toMatchObject({ name: job.name });
      }
    });

    // On the warehouse in prod and sandbox, on a cluster of its own in dev.
    test("a table's maintenance runs as it was deployed", async () => {
      const kinds = ["optimize", "analyze", "vacuum"].map((kind) => `gold-dim_course-${kind}`);
      const { result, tasks: ran } = await runJob(bench, "weekly-small", kinds);
      expect([result, ran.map(({ key }) => key)]).toEqual(["SUCCESS", kinds.toSorted()]);
      expect(await bench.sandbox.files("gold.dim_course")).toBe(1);
    });

    test("a materialized view holds what its query gives, clustered as declared", async () => {
      const view = `${stack}.gold.mv_certification_status`;
      const assignments = await bench.sandbox.sql(`SELECT sum(assignments), count(*) > 1 FROM ${view}`);
      expect(assignments).toEqual([["92000", "true"]]);
      const { clusteringColumns } = await bench.sandbox.properties("gold.mv_certification_status");
      expect(clusteringColumns).toBe('[["organization_id"],["cert_id"]]');
      const said = await bench.sandbox.sql(`DESCRIBE TABLE EXTENDED ${view}`);
      expect(said.find(([name]) => name === "Refresh Schedule")?.[1]).toBe(
        stack === "dev" ? "MANUAL" : "TRIGGER ON UPDATE AT MOST EVERY INTERVAL 3600 SECOND",
      );
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
