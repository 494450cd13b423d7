import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LayoutProgram } from "./support/layouts.ts";

/** Table layouts alone, from the first declaration to the last; each test stands on the one before it. */
describe("a table's layout", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("table-layout");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    await program.sandbox.sql("CREATE TABLE dev.gold.t (id BIGINT, day DATE, name STRING) USING DELTA");
    await program.sandbox.sql("INSERT INTO dev.gold.t VALUES (1, DATE'2026-01-01', 'a')");
    await program.sandbox.sql(
      "CREATE TABLE dev.gold.daily (id BIGINT, day DATE) USING DELTA PARTITIONED BY (day)",
    );
  });

  afterAll(async () => {
    await program.sandbox.stop();
  });

  const t = { table: "dev.gold.t", clustering: { kind: "columns", columns: ["id"] } } as const;
  const written = { "delta.autoOptimize.optimizeWrite": "true", "delta.checkpointInterval": "20" };
  const created = {
    t: { ...t, properties: written, partitionedBy: [] },
    late: { table: "dev.gold.late", properties: { "delta.checkpointInterval": "30" } },
  };

  test("a preview shows the statements that an up would send, and which table is still to come", async () => {
    program.declare(created);
    const text = await program.ok("preview");
    expect(text).toContain(
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true', 'delta.checkpointInterval' = '20', 'lakewright.managedBy' = 'layouts/test/t on dev.gold.t')",
    );
    expect(text).toContain("ALTER TABLE `dev`.`gold`.`t` CLUSTER BY (`id`)");
    expect(text).toContain("files already there keep their order until OPTIMIZE `dev`.`gold`.`t` FULL");
    expect(text).toContain("dev.gold.late does not exist yet; its layout waits");
  });

  test("an up sends exactly these, and a second preview is empty, waiting table included", async () => {
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true', 'delta.checkpointInterval' = '20', 'lakewright.managedBy' = 'layouts/test/t on dev.gold.t')",
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY (`id`)",
    ]);
    expect(await program.sandbox.properties("gold.t")).toMatchObject(written);
    await program.ok("preview", "--expect-no-changes");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect(await program.recorded("late")).toMatchObject({ status: "waiting" });
  });

  test("a waiting layout is applied by the first up after its table appears", async () => {
    await program.sandbox.sql("CREATE TABLE dev.gold.late (id BIGINT) USING DELTA");
    expect(await program.preview()).toEqual([{ op: "update", name: "late", diff: { status: "update" } }]);
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`late` SET TBLPROPERTIES ('delta.checkpointInterval' = '30', 'lakewright.managedBy' = 'layouts/test/late on dev.gold.late')",
    ]);
    await program.ok("preview", "--expect-no-changes");
  });

  test("a change names each property, unsets what is no longer declared and leaves what others set", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.t SET TBLPROPERTIES ('pipeline.owner' = 'etl')");
    program.declare({
      ...created,
      t: { ...created.t, properties: { "delta.checkpointInterval": "25", "delta.appendOnly": "false" } },
    });
    expect(await program.preview()).toEqual([
      {
        op: "update",
        name: "t",
        diff: {
          'properties["delta.appendOnly"]': "add",
          'properties["delta.autoOptimize.optimizeWrite"]': "delete",
          'properties["delta.checkpointInterval"]': "update",
        },
      },
    ]);
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('delta.autoOptimize.optimizeWrite')",
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.appendOnly' = 'false', 'delta.checkpointInterval' = '25')",
    ]);
    const live = await program.sandbox.properties("gold.t");
    expect(live).toMatchObject({ "delta.checkpointInterval": "25", "pipeline.owner": "etl" });
    expect(live).not.toHaveProperty("delta.autoOptimize.optimizeWrite");
  });

  test("drift of properties and clustering shows on refresh and is reverted by up --refresh", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.t UNSET TBLPROPERTIES ('delta.checkpointInterval')");
    await program.sandbox.sql("ALTER TABLE dev.gold.t CLUSTER BY (name)");
    const update = (await program.preview("--refresh")).find(({ op }) => op === "update");
    expect(update).toEqual({
      op: "update",
      name: "t",
      diff: { 'properties["delta.checkpointInterval"]': "add", "clustering.columns": "update" },
    });
    expect(await program.statementsOf(() => program.up("--refresh"))).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.checkpointInterval' = '25')",
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY (`id`)",
    ]);
  });

  test("a change that fails half-way names statement and error class, and the next up goes on from there", async () => {
    // What was set goes first, and then comes a property that the engine does not know.
    const right = { "delta.appendOnly": "false", "delta.enableExpiredLogCleanup": "false" };
    const declare = (properties: Readonly<Record<string, string>>) => {
      program.declare({ ...created, t: { ...created.t, properties } });
    };
    declare({ ...right, "delta.noSuchProperty": "1" });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    const text = stdout + stderr;
    expect(code).not.toBe(0);
    expect(text).toMatch(/dev\.gold\.t: a statement failed with [A-Z_.]+ on warehouse/);
    expect(text).toContain("'delta.noSuchProperty' = '1'");
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(await program.recorded("t")).toMatchObject({
      properties: { "delta.appendOnly": "false" },
      clustering: { kind: "columns", columns: ["id"] },
    });
    declare(right);
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.enableExpiredLogCleanup' = 'false')",
    ]);
    await program.ok("preview", "--expect-no-changes");
    declare({ "delta.appendOnly": "false" });
    await program.up();
  });

  test("partitions that differ stop the preview, and nothing is sent", async () => {
    const daily = { table: "dev.gold.daily", properties: { "delta.appendOnly": "true" }, partitionedBy: [] };
    program.declare({ ...created, t: { ...t, properties: {} }, daily });
    const { code, stdout, stderr } = await program.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("dev.gold.daily is partitioned by (day) and declared not partitioned.");
    expect(stdout + stderr).toContain("writes all of it anew (0 rows, 0 bytes in 0 files)");
    expect(await program.sandbox.properties("gold.daily")).not.toHaveProperty("delta.appendOnly");
  });

  test("another table's name is an update that leaves the old table as it is", async () => {
    const moved = { ...created.late, table: "dev.gold.daily" };
    program.declare({ t: { ...created.t, properties: { "delta.appendOnly": "false" } }, late: moved });
    expect(await program.preview()).toEqual([{ op: "update", name: "late", diff: { table: "update" } }]);
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`late` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')",
      "ALTER TABLE `dev`.`gold`.`daily` SET TBLPROPERTIES ('delta.checkpointInterval' = '30', 'lakewright.managedBy' = 'layouts/test/late on dev.gold.daily')",
    ]);
    expect(await program.sandbox.properties("gold.late")).toMatchObject({ "delta.checkpointInterval": "30" });
  });

  test("a table that was dropped keeps its resource and what it had, and every preview says so", async () => {
    await program.sandbox.sql("DROP TABLE dev.gold.daily");
    await program.up("--refresh");
    expect(await program.recorded("late")).toMatchObject({ table: "dev.gold.daily", status: "deleted" });
    expect(await program.ok("preview", "--expect-no-changes")).toContain("dev.gold.daily was deleted;");
  });

  test("a schema that does not exist fails the preview, once for all that is declared in it", async () => {
    const lost = (name: string) => ({ table: `dev.glod.${name}`, properties: {} });
    program.declare({ ...created, one: lost("one"), two: lost("two") });
    const { code, stdout, stderr } = await program.pulumi("preview");
    expect(code).not.toBe(0);
    // Pulumi itself prints an error beside the resource and below, each with the reason.
    const told = (stdout + stderr).match(
      /dev\.glod\.\w+: the schema dev\.glod does not exist\. Did you mean gold\?/g,
    );
    expect(new Set(told).size).toBe(1);
    program.declare({ ...created, late: { ...created.late, table: "dve.gold.daily" } });
    expect((await program.pulumi("preview")).stdout).toContain(
      "the catalog dve does not exist. Did you mean dev?",
    );
  });

  test("an import writes the table down as it is, and leaves nothing to do where it is declared so", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.late CLUSTER BY (id)");
    await program.sandbox.sql("COMMENT ON TABLE dev.gold.late IS 'by the pipeline'");
    const clustering = { kind: "columns", columns: ["id"] } as const;
    const comment = "by the pipeline";
    const ended = await program.pulumi(
      "import",
      "lakewright:index:TableLayout",
      "imported",
      "dev.gold.late",
      "--yes",
      "--protect=false",
      "--generate-code=false",
    );
    expect(ended.stdout + ended.stderr).not.toContain("bug in the");
    expect(await program.recorded("imported")).toEqual({
      table: "dev.gold.late",
      properties: { "delta.checkpointInterval": "30" },
      clustering,
      partitionedBy: [],
      comment,
      status: "applied",
    });
    expect(ended.code).toBe(0);
    await program.sandbox.sql("ALTER TABLE dev.gold.late SET TAGS ('team' = 'bi')");
    const asItIs = {
      ...created.late,
      clustering,
      partitionedBy: [],
      comment,
      columns: { id: { position: 0, type: "BIGINT" } },
      tags: { team: "bi" },
    } as const;
    const t = { ...created.t, properties: { "delta.appendOnly": "false" } };
    const late = { ...created.late, table: "dev.gold.daily" };
    program.declare({ t, late, imported: { ...created.late, clustering, partitionedBy: [] } });
    await program.ok("preview", "--expect-no-changes");
    program.declare({ t, late, imported: asItIs });
    await program.ok("preview", "--expect-no-changes");
    program.declare({ t, late, imported: { ...asItIs, tags: { team: "data" } } });
    expect(await program.preview()).toEqual([
      { op: "update", name: "imported", diff: { 'tags["team"]': "update" } },
    ]);
    program.declare({ t, late, imported: asItIs });
    expect(await program.statementsOf(() => program.up())).toEqual([
      "SELECT table_name, tag_name, tag_value FROM `dev`.information_schema.table_tags WHERE schema_name = 'gold'",
    ]);
  });

  test("destroy takes our mark off and nothing else: layout, table and rows stay", async () => {
    expect(await program.statementsOf(() => program.ok("destroy", "--yes", "--skip-preview"))).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')",
    ]);
    expect((await program.sandbox.properties("gold.t"))["clusteringColumns"]).toBe('[["id"]]');
    expect(await program.sandbox.rows("gold.t")).toBe(1);
  });
});
