import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Clustering } from "../../src/model/layout.ts";
import { bigint, defineTable, type Layout } from "../../src/model/index.ts";
import { planLayout } from "../../src/plan/layout.ts";
import { LayoutProgram } from "./support/layouts.ts";

/** Statements that a message tells people to run; the engine may print a message twice. */
function printed(said: string): readonly string[] {
  return [
    ...new Set([...said.matchAll(/^\s+((?:CREATE|ALTER) .*)$/gm)].map(([, statement = ""]) => statement)),
  ];
}

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
    spelled({
      "delta.appendOnly": "true",
      "delta.setTransactionRetentionDuration": "interval 14 days",
      "delta.targetFileSize": "134217728",
    });
    await program.up();
    spelled({
      "delta.appendOnly": "TRUE",
      "delta.setTransactionRetentionDuration": "2 weeks",
      "delta.targetFileSize": "128mb",
    });
    await program.ok("preview", "--expect-no-changes");
    await program.sandbox.sql(
      "ALTER TABLE dev.gold.spelled SET TBLPROPERTIES ('delta.appendOnly' = 'True', 'delta.setTransactionRetentionDuration' = '336 hours', 'delta.targetFileSize' = '131072k')",
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

  test("clustering is switched on, changed, left to Databricks and switched off; the up says what it leaves undone", async () => {
    await create("clustered");
    await program.sandbox.sql("INSERT INTO dev.gold.clustered VALUES (1, DATE'2026-01-01')");
    const clustered = async (clustering: Clustering) => {
      program.declare({ clustered: { table: "dev.gold.clustered", properties: {}, clustering } });
      const said = await program.up();
      const { clusteringColumns, clusterByAuto } = await program.sandbox.properties("gold.clustered");
      return { said, live: [clusteringColumns, clusterByAuto] };
    };
    const by = (...columns: readonly string[]) => clustered({ kind: "columns", columns });
    const on = await by("id");
    expect(on.said).toContain(
      "files already there keep their order until OPTIMIZE `dev`.`gold`.`clustered` FULL; OPTIMIZE alone orders new ones",
    );
    expect(on.live).toEqual(['[["id"]]', undefined]);
    expect((await by("day", "id")).live).toEqual(['[["day"],["id"]]', undefined]);
    const auto = await clustered({ kind: "auto" });
    expect(auto.said).toContain("Databricks chooses the keys by the queries it sees");
    expect(auto.live[1]).toBe("true");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect((await by("id")).live).toEqual(['[["id"]]', undefined]);
    const off = await clustered({ kind: "none" });
    expect(off.said).toContain("files keep the order they have");
    expect(off.live).toEqual(["[]", undefined]);

    const zorder = "OPTIMIZE dev.gold.clustered ZORDER BY (id)";
    await expect(program.sandbox.sql(zorder)).rejects.toThrow("DELTA_CLUSTERING_WITH_ZORDER_BY");
    for (const statement of printed(off.said)) await program.sandbox.sql(statement);
    await program.sandbox.sql(zorder);
    expect(await program.sandbox.rows("gold.clustered")).toBe(1);
    await program.ok("preview", "--refresh", "--expect-no-changes");
    // And from Z-order to clustering.
    await by("id");
    await program.sandbox.sql("OPTIMIZE dev.gold.clustered FULL");
  });

  test("keys behind the first 32 columns get statistics, without which Delta would refuse them", async () => {
    const names = Array.from({ length: 40 }, (_, at) => `c${at}`);
    const columns = names.map((name) => `${name} BIGINT`).join(", ");
    const planned = (name: string, layout: Layout<string>) =>
      planLayout(
        defineTable(`gold.${name}`, {
          about: "Many columns.",
          managedBy: "pipeline",
          size: { rows: 1, bytes: "1 KB" },
          columns: Object.fromEntries(names.map((column) => [column, bigint])),
          layout,
        }),
        "dev",
      ).layout;
    for (const name of ["wide", "sorted"])
      await program.sandbox.sql(`CREATE TABLE dev.gold.${name} (${columns}) USING DELTA`);
    const zorder = "OPTIMIZE dev.gold.sorted ZORDER BY (c38)";
    await expect(program.sandbox.sql(zorder)).rejects.toThrow("DELTA_ZORDERING_ON_COLUMN_WITHOUT_STATS");
    program.declare({
      wide: planned("wide", { cluster: ["c39"] }),
      sorted: planned("sorted", { zorder: ["c38"] }),
    });
    await program.up();
    expect(await program.sandbox.properties("gold.wide")).toMatchObject({
      clusteringColumns: '[["c39"]]',
      "delta.dataSkippingNumIndexedCols": "40",
    });
    expect(await program.sandbox.properties("gold.sorted")).toMatchObject({
      "delta.dataSkippingNumIndexedCols": "39",
    });
    await program.sandbox.sql(zorder);
  });

  test("a comment is declared, drifts and is reverted; one that is not declared is left alone", async () => {
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

  test("other partitions are refused with rows, bytes and statements, and go on once acknowledged", async () => {
    await create("daily", "PARTITIONED BY (day)");
    await create("flat", "CLUSTER BY (id)");
    const rows = "VALUES (1, DATE'2026-01-01'), (2, DATE'2026-01-02')";
    for (const name of ["daily", "flat"]) await program.sandbox.sql(`INSERT INTO dev.gold.${name} ${rows}`);
    const layout = (name: string, partitionedBy: readonly string[]) => ({
      table: `dev.gold.${name}`,
      properties: { "delta.appendOnly": "false" },
      partitionedBy,
    });
    program.declare({
      // Another change is acknowledged than the one that it takes.
      daily: { ...layout("daily", []), partitionedUntilRebuilt: ["id"] },
      flat: layout("flat", ["day"]),
    });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    const sizes = /writes all of it anew \(2 rows, [1-9][\d,]* bytes in [1-9]\d* files?\)/g;
    expect((stdout + stderr).match(sizes)).toHaveLength(2);
    program.declare({
      daily: { ...layout("daily", []), partitionedUntilRebuilt: ["day"] },
      flat: { ...layout("flat", ["day"]), partitionedUntilRebuilt: [] },
    });
    const waits = await program.up();
    expect(waits).toContain("dev.gold.daily is still partitioned by (day), as acknowledged");
    expect(waits).toContain("dev.gold.flat is still not partitioned, as acknowledged");
    await program.ok("preview", "--refresh", "--expect-no-changes");

    // What was printed does it.
    const statements = printed(stdout + stderr);
    expect(statements).toHaveLength(4);
    for (const statement of statements) await program.sandbox.sql(statement);
    program.declare({ daily: layout("daily", []), flat: layout("flat", ["day"]) });
    await program.up("--refresh");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    for (const name of ["daily", "flat"]) {
      expect(await program.sandbox.properties(`gold.${name}`)).toMatchObject({ "delta.appendOnly": "false" });
      expect(await program.sandbox.rows(`gold.${name}`)).toBe(2);
    }
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
      "ALTER TABLE `dev`.`gold`.`shared` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/second/shared on dev.gold.shared')",
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
      "ALTER TABLE `dev`.`gold`.`renamed` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/test/after on dev.gold.renamed')",
    ]);
    expect(await program.sandbox.properties("gold.renamed")).toMatchObject({
      "delta.appendOnly": "false",
      "lakewright.managedBy": "layouts/test/after on dev.gold.renamed",
    });
  });

  test("a property and a feature of a later Delta are said once and left alone", async () => {
    const properties = { "delta.appendOnly": "false" };
    /** Creates a table to which a later Delta has added something. */
    const createLater = async (name: string, action: "metaData" | "protocol", added: object) => {
      await create(name);
      const log = join(program.sandbox.home, "warehouse", "gold.db", name, "_delta_log");
      const actions = readFileSync(join(log, `${"0".repeat(20)}.json`), "utf8")
        .trim()
        .split("\n");
      const created = actions.map((line) => JSON.parse(line) as Readonly<Record<string, object>>);
      const found = created.find((each) => each[action] !== undefined)?.[action];
      const later = { [action]: { ...found, ...added } };
      writeFileSync(join(log, `${"0".repeat(19)}1.json`), JSON.stringify(later));
    };
    for (const name of ["alien", "stranger"])
      await createLater(name, "metaData", { configuration: { "delta.newThing": "1" } });
    await createLater("guest", "protocol", {
      minWriterVersion: 7,
      writerFeatures: ["appendOnly", "teleport"],
    });
    program.declare({
      alien: { table: "dev.gold.alien", properties },
      stranger: { table: "dev.gold.stranger", properties },
      guest: { table: "dev.gold.guest", properties: {}, clustering: { kind: "none" } },
    });
    const said = await program.up();
    const messages = said.slice(said.lastIndexOf("Diagnostics:"));
    for (const part of ["property delta\\.newThing", "table feature teleport"])
      expect(
        messages.match(new RegExp(`has the ${part}, which this version .* left alone`, "g")),
      ).toHaveLength(1);
    await program.ok("preview", "--refresh", "--expect-no-changes");
    for (const name of ["alien", "stranger"]) {
      expect(await program.sandbox.properties(`gold.${name}`)).toMatchObject({
        "delta.newThing": "1",
        ...properties,
      });
    }
    expect(await program.sandbox.properties("gold.guest")).toHaveProperty(
      ["delta.feature.teleport"],
      "supported",
    );

    // What has to be written to such a table, Delta itself refuses.
    program.declare({ guest: { table: "dev.gold.guest", properties } });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("dev.gold.guest: a statement failed with DELTA_UNSUPPORTED_FEATURES");
  });

  test("a table released with onRemoval unset loses what was set, and nothing else", async () => {
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
