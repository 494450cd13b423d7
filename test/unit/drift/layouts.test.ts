import { describe, expect, test } from "vitest";
import type { StackContext } from "../../../src/drift/context.ts";
import type { DeployedTable } from "../../../src/drift/deployment.ts";
import { compareTable } from "../../../src/drift/layouts/compare.ts";
import type { Commit } from "../../../src/drift/layouts/history.ts";
import { asksForHistory, checkTable, type TableSides } from "../../../src/drift/layouts/sides.ts";
import type { LayoutDeclaration } from "../../../src/model/layout.ts";
import { MARK } from "../../../src/provider/table-layout/mark.ts";
import type { LiveLayout } from "../../../src/provider/table-layout/live.ts";

const context: StackContext = { stack: "prod", up: "pulumi up --stack prod", declaredBy: "plan", tables: [] };
const layout: LayoutDeclaration = {
  table: "prod.gold.t",
  properties: { "delta.targetFileSize": "128mb" },
  clustering: { kind: "none" },
  partitionedBy: [],
};
const mark = { [MARK]: "kineo/prod/gold.t on prod.gold.t" };

function sides(parts: {
  readonly declared?: Partial<LayoutDeclaration>;
  readonly deployed?: Partial<LayoutDeclaration>;
  readonly live?: Partial<LiveLayout>;
}): TableSides {
  const deployed: DeployedTable = {
    name: "gold.t",
    urn: "urn:pulumi:prod::kineo::lakewright:index:TableLayout::gold.t",
    layout: { ...layout, ...parts.deployed },
    status: "applied",
    ours: Object.keys(parts.deployed?.properties ?? layout.properties),
    ourTags: Object.keys(parts.deployed?.tags ?? {}),
    ourColumns: [],
    ourConstraints: [],
  };
  return {
    name: "gold.t",
    declared: { ...layout, ...parts.declared },
    deployed,
    live: {
      table: "prod.gold.t",
      properties: { ...layout.properties, ...mark },
      clustering: { kind: "none" },
      partitionedBy: [],
      ...parts.live,
    },
  };
}

const commit = (operation: string, properties?: object): Commit => ({
  ...{ version: 7, at: "2026-11-25T02:00:00.000Z", operation, user: "ana@kineo.test" },
  parameters: properties === undefined ? {} : { properties: JSON.stringify(properties) },
});

function differences(of: TableSides, history: readonly Commit[] = []) {
  const { drifted, notes } = compareTable(of, { checked: checkTable(of), history }, context);
  return { found: (drifted?.differences ?? []).map(({ what, path }) => [what, path]), notes, drifted };
}

describe("a table's layout", () => {
  test.each<{ name: string; live: Partial<LiveLayout>; declared?: Partial<LayoutDeclaration> }>([
    { name: "as declared", live: {} },
    {
      name: "the same size in bytes",
      live: { properties: { "delta.targetFileSize": "134217728", ...mark } },
    },
    {
      name: "another spelling of a key",
      live: { properties: { "delta.TargetFileSize": "128mb", ...mark } },
    },
    {
      name: "properties of a pipeline's own",
      live: { properties: { ...layout.properties, ...mark, "etl.owner": "ana" } },
    },
    {
      name: "partitions that are acknowledged",
      declared: { partitionedBy: ["d"], partitionedUntilRebuilt: [] },
      live: { partitionedBy: [] },
    },
    { name: "a comment that nobody declared", live: { comment: "by hand" } },
    { name: "tags that nobody read", declared: { tags: { a: "b" } }, live: {} },
    {
      name: "what servers put there",
      live: {
        properties: {
          ...{ ...layout.properties, ...mark },
          "delta.minReaderVersion": "3",
          "delta.minWriterVersion": "7",
          "delta.feature.deletionVectors": "supported",
          "delta.enableDeletionVectors": "true",
          "delta.checkpointPolicy": "v2",
          "delta.lastCommitTimestamp": "1764000000000",
          "delta.lastUpdateVersion": "7",
          "delta.rowTracking.materializedRowIdColumnName": "_row-id-col",
          "delta.enableRowTracking": "true",
          "delta.parquet.compression.codec": "zstd",
          "delta.columnMapping.maxColumnId": "4",
          "delta.workloadBasedColumns.optimizerStatistics": "`a`",
          clusteringColumns: "[]",
        },
      },
    },
  ])("has no drift, and asks for no history: $name", ({ live, declared = {} }) => {
    const of = sides({ live, declared, deployed: declared });
    expect(asksForHistory(checkTable(of))).toBe(false);
    expect(differences(of)).toMatchObject({ found: [], notes: [] });
  });

  test("a property that nobody declared is reported where somebody set it, and not where it came with the table", () => {
    const of = sides({ live: { properties: { ...layout.properties, ...mark, "delta.appendOnly": "true" } } });
    expect(asksForHistory(checkTable(of))).toBe(true);
    expect(differences(of, [commit("SET TBLPROPERTIES", { "delta.appendOnly": "true" })]).found).toEqual([
      ["undeclared", 'properties["delta.appendOnly"]'],
    ]);
    const made = { ...commit("CREATE TABLE", { "delta.appendOnly": "true" }), version: 0 };
    expect(differences(of, [made])).toMatchObject({ found: [], notes: [] });
    // A history that was cut short says neither.
    expect(differences(of, [commit("WRITE")])).toMatchObject({
      found: [],
      notes: [expect.stringContaining("delta.appendOnly = true, which nobody declared")],
    });
  });

  test("values that servers do not set are not theirs", () => {
    const properties = { ...layout.properties, ...mark, "delta.enableDeletionVectors": "false" };
    const set = commit("SET TBLPROPERTIES", { "delta.enableDeletionVectors": "false" });
    expect(differences(sides({ live: { properties } }), [set]).found).toEqual([
      ["undeclared", 'properties["delta.enableDeletionVectors"]'],
    ]);
  });

  test("a table that was made anew says so, above what it lost", () => {
    const { found, drifted } = differences(sides({ live: { properties: {} } }), [
      commit("WRITE"),
      commit("CREATE OR REPLACE TABLE AS SELECT"),
      commit("SET TBLPROPERTIES", layout.properties),
    ]);
    expect(found).toEqual([
      ["recreated", ""],
      ["value", 'properties["delta.targetFileSize"]'],
    ]);
    expect(drifted?.differences.map(({ who }) => "operation" in who && who.operation)).toEqual([
      "CREATE OR REPLACE TABLE AS SELECT",
      "CREATE OR REPLACE TABLE AS SELECT",
    ]);
    expect(drifted?.revert).toEqual({
      command:
        "pulumi up --stack prod --refresh --target 'urn:pulumi:prod::kineo::lakewright:index:TableLayout::gold.t'",
      statements: [
        "ALTER TABLE `prod`.`gold`.`t` SET TBLPROPERTIES ('delta.targetFileSize' = '128mb', 'lakewright.managedBy' = 'kineo/prod/gold.t on prod.gold.t')",
      ],
    });
  });

  test("partitions are not reverted by a command", () => {
    const { found, drifted } = differences(sides({ live: { partitionedBy: ["d"] } }));
    expect(found).toEqual([["value", "partitionedBy"]]);
    expect(drifted?.revert.command).toBeUndefined();
    expect(drifted?.revert.manual).toContain("prod.gold.t is partitioned by (d)");
  });

  test("a table that another stack has marked as its own is told", () => {
    const of = sides({
      live: { properties: { ...layout.properties, [MARK]: "other/prod/t on prod.gold.t" } },
    });
    expect(differences(of).found).toEqual([["value", 'properties["lakewright.managedBy"]']]);
  });

  test("our own change names the file, and asks no history", () => {
    const of = sides({ declared: { properties: { "delta.targetFileSize": "64mb" } } });
    expect(asksForHistory(checkTable(of))).toBe(false);
    expect(differences(of).drifted?.differences[0]).toMatchObject({
      cause: "pendingDeployment",
      who: { known: true, file: "tables/gold/t.ts" },
    });
  });
});
