import { beforeAll, describe, expect, test } from "vitest";
import { LayoutProgram } from "./support/layouts.ts";

/** What a layout can say, on the real engine; each test has a table of its own. */
describe("a layout in full", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("layout-in-full");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    return () => program.sandbox.stop();
  });

  const create = (name: string, rest = "") =>
    program.sandbox.sql(`CREATE TABLE dev.gold.${name} (id BIGINT, day DATE) USING DELTA ${rest}`);

  test("two spellings of one value are no difference, neither to a preview nor to a refresh", async () => {
    await create("spelled");
    const spelled = (properties: Readonly<Record<string, string>>) => {
      program.declare({ spelled: { table: "dev.gold.spelled", properties } });
    };
    spelled({ "delta.appendOnly": "true", "delta.setTransactionRetentionDuration": "interval 14 days" });
    await program.up();
    spelled({ "delta.appendOnly": "TRUE", "delta.setTransactionRetentionDuration": "2 weeks" });
    await program.ok("preview", "--expect-no-changes");
    await program.sandbox.sql(
      "ALTER TABLE dev.gold.spelled SET TBLPROPERTIES ('delta.setTransactionRetentionDuration' = '336 hours')",
    );
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("the two retention durations travel together", async () => {
    await create("kept");
    const both = {
      "delta.deletedFileRetentionDuration": "interval 60 days",
      "delta.logRetentionDuration": "interval 90 days",
    };
    program.declare({ kept: { table: "dev.gold.kept", properties: both } });
    await program.up();
    program.declare({
      kept: {
        table: "dev.gold.kept",
        properties: { ...both, "delta.logRetentionDuration": "interval 60 days" },
      },
    });
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`kept` SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 60 days', 'delta.deletedFileRetentionDuration' = 'interval 60 days')",
    ]);
  });

  test("clustering is switched on, changed and switched off, and the up says what it leaves to OPTIMIZE", async () => {
    await create("clustered");
    const clustered = async (...columns: readonly string[]) => {
      const clustering =
        columns.length === 0 ? ({ kind: "none" } as const) : ({ kind: "columns", columns } as const);
      program.declare({ clustered: { table: "dev.gold.clustered", properties: {}, clustering } });
      const said = await program.up();
      await program.ok("preview", "--expect-no-changes");
      return { said, live: (await program.sandbox.properties("gold.clustered"))["clusteringColumns"] };
    };
    const on = await clustered("id");
    expect(on.said).toContain("files already there keep their order until OPTIMIZE dev.gold.clustered FULL");
    expect(on.live).toBe('[["id"]]');
    expect((await clustered("day", "id")).live).toBe('[["day"],["id"]]');
    const off = await clustered();
    expect(off.said).toContain("files keep the order they have");
    expect(off.live).toBe("[]");
  });

  test("a comment is declared, drifts and is put back; one that is not declared is left alone", async () => {
    await create("commented", "COMMENT 'by the pipeline'");
    const commented = (comment?: string) => {
      const layout = { table: "dev.gold.commented", properties: { "delta.appendOnly": "false" } };
      program.declare({ commented: comment === undefined ? layout : { ...layout, comment } });
    };
    commented();
    await program.up();
    await program.ok("preview", "--refresh", "--expect-no-changes");
    const comment = 'one row a day; it\'s "quoted", `ticked` and \\ escaped\nover two lines';
    commented(comment);
    expect(await program.preview()).toEqual([{ op: "update", name: "commented", diff: { comment: "add" } }]);
    await program.up();
    await program.ok("preview", "--refresh", "--expect-no-changes");
    const live = "/api/2.1/unity-catalog/tables/dev.gold.commented";
    expect(await program.sandbox.send<object>("GET", live)).toMatchObject({ comment });
    await program.sandbox.sql("COMMENT ON TABLE dev.gold.commented IS 'by hand'");
    const [drift] = (await program.preview("--refresh")).filter(({ op }) => op === "update");
    expect(drift).toEqual({ op: "update", name: "commented", diff: { comment: "update" } });
    expect(await program.statementsOf(() => program.up("--refresh"))).toHaveLength(1);
    expect(await program.sandbox.send<object>("GET", live)).toMatchObject({ comment });
  });

  test("other partitions are refused with rows and bytes, and go on once acknowledged", async () => {
    await create("daily", "PARTITIONED BY (day)");
    await program.sandbox.sql(
      "INSERT INTO dev.gold.daily VALUES (1, DATE'2026-01-01'), (2, DATE'2026-01-02')",
    );
    const daily = { table: "dev.gold.daily", properties: { "delta.appendOnly": "false" }, partitionedBy: [] };
    program.declare({ daily });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/writes all of it anew \(2 rows, [\d,]+ bytes in 2 files\)/);
    expect(stdout + stderr).toContain("CREATE OR REPLACE TABLE `dev`.`gold`.`daily` AS SELECT");
    program.declare({ daily: { ...daily, partitionedUntilRebuilt: ["day"] } });
    expect(await program.up()).toContain("is still partitioned by (day), as acknowledged");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect(await program.sandbox.rows("gold.daily")).toBe(2);
  });

  test("a second stack that declares the same table is refused, until the first lets it go", async () => {
    await create("shared");
    const shared = { shared: { table: "dev.gold.shared", properties: { "delta.appendOnly": "false" } } };
    program.declare(shared);
    await program.up();
    await program.ok("stack", "init", "second");
    const refused = await program.pulumi("preview", "--stack", "second");
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain(
      'dev.gold.shared\'s layout is managed by the stack layouts/test (resource "shared")',
    );
    program.declare({});
    await program.up("--stack", "test");
    program.declare(shared);
    expect(await program.statementsOf(() => program.up("--stack", "second"))).toEqual([
      "ALTER TABLE `dev`.`gold`.`shared` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/second/shared')",
    ]);
    await program.ok("stack", "select", "test");
  });

  test("a table moves from one resource name to another and keeps its layout and its mark", async () => {
    await create("renamed");
    const layout = { table: "dev.gold.renamed", properties: { "delta.appendOnly": "false" } };
    program.declare({ before: layout });
    await program.up();
    program.declare({ after: layout });
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`renamed` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/test/after')",
    ]);
    expect(await program.sandbox.properties("gold.renamed")).toMatchObject({
      "delta.appendOnly": "false",
      "lakewright.managedBy": "layouts/test/after",
    });
  });

  test("a table let go with onRemoval unset loses what was set, and nothing else", async () => {
    await create("lent", "TBLPROPERTIES ('pipeline.owner' = 'etl')");
    const clustering = { kind: "columns", columns: ["id"] } as const;
    const properties = { "delta.appendOnly": "false" };
    program.declare({ lent: { table: "dev.gold.lent", properties, clustering, onRemoval: "unset" } });
    await program.up();
    program.declare({});
    expect(await program.statementsOf(() => program.up())).toEqual([
      "ALTER TABLE `dev`.`gold`.`lent` UNSET TBLPROPERTIES IF EXISTS ('delta.appendOnly', 'lakewright.managedBy')",
      "ALTER TABLE `dev`.`gold`.`lent` CLUSTER BY NONE",
    ]);
    const live = await program.sandbox.properties("gold.lent");
    expect(live).toMatchObject({ "pipeline.owner": "etl", clusteringColumns: "[]" });
    expect(live).not.toHaveProperty("delta.appendOnly");
  });
});
