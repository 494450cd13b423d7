import { beforeAll, describe, expect, test } from "vitest";
import { Bench } from "./support/workbench.ts";

/** One deployed stack, changed step by step; each test stands on the one before it. */
describe("a deployed stack", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open({ name: "life", stack: "sandbox" });
    await bench.up();
    return () => bench.sandbox.stop();
  });

  /** Statements by which a step changed something, in the order of their text. */
  async function statementsOf(step: () => Promise<unknown>): Promise<readonly string[]> {
    return (await bench.statementsOf(step)).filter((sql) => !sql.startsWith("DESCRIBE")).toSorted();
  }

  test("an edited property is the only change in the preview, and one ALTER TABLE in the up", async () => {
    bench.edit(
      "tables/gold/dim_course.ts",
      "properties: optimizedWrites",
      'properties: { ...optimizedWrites, "delta.autoOptimize.optimizeWrite": false }',
    );
    expect(await bench.changes()).toEqual([
      {
        op: "update",
        name: "gold.dim_course",
        type: "lakewright:index:TableLayout",
        diff: { 'properties["delta.autoOptimize.optimizeWrite"]': "update" },
      },
    ]);
    expect(await statementsOf(() => bench.up())).toEqual([
      "ALTER TABLE `sandbox`.`gold`.`dim_course` SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'false')",
    ]);
    await bench.ok("preview", "--expect-no-changes");
  });

  test("an edited clustering is one CLUSTER BY, and the job of a table that is no longer Z-ordered changes with it", async () => {
    bench.edit(
      "tables/gold/dim_user.ts",
      'layout: { zorder: ["user_id", "organization_id", "manager_id"] }',
      'layout: { cluster: ["user_id"] }',
    );
    const changes = await bench.changes();
    expect(changes.map(({ op, name }) => [op, name])).toEqual([
      ["update", "gold.dim_user"],
      ["update", "kineo-weekly-small"],
    ]);
    expect(await statementsOf(() => bench.up())).toEqual([
      "ALTER TABLE `sandbox`.`gold`.`dim_user` CLUSTER BY (`user_id`)",
    ]);
  });

  test("a property removed from the table file is gone from the live table", async () => {
    bench.edit(
      "tables/gold/dim_course.ts",
      'properties: { ...optimizedWrites, "delta.autoOptimize.optimizeWrite": false }',
      'properties: { "delta.autoOptimize.autoCompact": true }',
    );
    expect(await statementsOf(() => bench.up())).toEqual([
      "ALTER TABLE `sandbox`.`gold`.`dim_course` UNSET TBLPROPERTIES IF EXISTS ('delta.autoOptimize.optimizeWrite', 'delta.targetFileSize')",
    ]);
    const live = await bench.sandbox.properties("gold.dim_course");
    expect(live["delta.autoOptimize.autoCompact"]).toBe("true");
    expect(live).not.toHaveProperty("delta.autoOptimize.optimizeWrite");
    expect(live).not.toHaveProperty("delta.targetFileSize");
  });

  test("a property changed by hand shows in a refreshing preview with old and new, and up --refresh reverts it", async () => {
    await bench.sandbox.sql(
      "ALTER TABLE sandbox.gold.fact_course_progress SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'false', 'pipeline.owner' = 'etl')",
    );
    const text = await bench.ok("preview", "--refresh", "--diff");
    expect(text).toMatch(/delta\.autoOptimize\.autoCompact\s*: "false" => "true"/);
    expect(text).not.toContain("pipeline.owner");
    expect(
      (await bench.changes("--refresh")).filter(({ op }) => op === "update").map(({ name }) => name),
    ).toEqual(["gold.fact_course_progress"]);
    expect(await statementsOf(() => bench.up("--refresh"))).toEqual([
      "ALTER TABLE `sandbox`.`gold`.`fact_course_progress` SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'true')",
    ]);
    expect(await bench.sandbox.properties("gold.fact_course_progress")).toMatchObject({
      "delta.autoOptimize.autoCompact": "true",
      "pipeline.owner": "etl",
    });
  });

  test("a table that its pipeline recreated has drifted, and up --refresh restores the layout", async () => {
    await bench.sandbox.sql(
      "CREATE OR REPLACE TABLE sandbox.silver.cert_overview USING DELTA AS SELECT * FROM sandbox.silver.cert_overview LIMIT 500",
    );
    const drifted = (await bench.changes("--refresh")).filter(({ op }) => op === "update");
    expect(drifted.map(({ name }) => name)).toEqual(["silver.cert_overview"]);
    expect(await statementsOf(() => bench.up("--refresh"))).toEqual([
      "ALTER TABLE `sandbox`.`silver`.`cert_overview` CLUSTER BY (`user_id`, `cert_id`)",
      "ALTER TABLE `sandbox`.`silver`.`cert_overview` SET TBLPROPERTIES ('lakewright.managedBy' = 'kineo/sandbox/silver.cert_overview on sandbox.silver.cert_overview')",
    ]);
    expect(await bench.sandbox.rows("silver.cert_overview")).toBe(500);
    await bench.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("a table that its pipeline dropped is waited for, and laid out by the next up after it appears", async () => {
    await bench.sandbox.sql("DROP TABLE sandbox.gold.dim_fy_began");
    await bench.up("--refresh");
    await bench.ok("preview", "--expect-no-changes");
    await bench.sandbox.sql(
      "CREATE TABLE sandbox.gold.dim_fy_began USING DELTA AS SELECT * FROM sandbox.gold.dim_fy_completed",
    );
    expect(await statementsOf(() => bench.up())).toHaveLength(1);
    expect(await bench.sandbox.properties("gold.dim_fy_began")).toMatchObject({
      "delta.targetFileSize": "128mb",
    });
  });

  test("destroy takes every job and compute object away, and leaves every table and row", async () => {
    const rows = await bench.sandbox.rows("gold.dim_certification_progress");
    const tables = async () => (await bench.sandbox.sql("SHOW TABLES IN sandbox.gold")).length;
    const before = await tables();
    const { "lakewright.managedBy": mark, ...layout } = await bench.sandbox.properties("gold.dim_user");
    expect(mark).toBe("kineo/sandbox/gold.dim_user on sandbox.gold.dim_user");
    await bench.ok("destroy", "--yes", "--skip-preview");
    const { clusters = [] } = await bench.sandbox.send<{ clusters?: unknown[] }>(
      "GET",
      "/api/2.1/clusters/list",
    );
    const { jobs = [] } = await bench.sandbox.send<{ jobs?: unknown[] }>("GET", "/api/2.2/jobs/list");
    const { warehouses = [] } = await bench.sandbox.send<{ warehouses?: { name: string }[] }>(
      "GET",
      "/api/2.0/sql/warehouses",
    );
    expect([clusters, jobs, warehouses.map(({ name }) => name).sort()]).toEqual([
      [],
      [],
      ["ingest", "manual"],
    ]);
    expect(await tables()).toBe(before);
    expect(await bench.sandbox.rows("gold.dim_certification_progress")).toBe(rows);
    expect(await bench.sandbox.properties("gold.dim_user")).toEqual(layout);
  });
});
