import type { LayoutDeclaration } from "../../../src/model/layout.ts";
import { describe, expect, test } from "vitest";
import type { Declared } from "../../../src/provider/table-layout/declaration.ts";
import { diffLayout } from "../../../src/provider/table-layout/diff.ts";
import { imported, report } from "../../../src/provider/table-layout/report.ts";
import { UNKNOWN } from "../../../src/pulumi-rpc/value.ts";
import type { Changes } from "../../../src/pulumi-rpc/resource.ts";

const declared = {
  table: "prod.gold.t",
  properties: { "delta.appendOnly": "true", owner: "ana" },
  clustering: { kind: "columns", columns: ["a"] },
  partitionedBy: [],
} as const satisfies Declared;
const recorded: LayoutDeclaration = declared;

describe("the difference between recorded and declared", () => {
  test.each<[string, Partial<Declared>, Changes]>([
    ["nothing", {}, {}],
    ["another warehouse is no difference", { warehouseId: "w2" }, {}],
    ["another spelling is none either", { properties: { "delta.appendonly": "TRUE", owner: "ana" } }, {}],
    [
      "one property each way",
      { properties: { "delta.appendOnly": "false", "delta.checkpointInterval": "20" } },
      {
        'properties["delta.appendOnly"]': "update",
        'properties["delta.checkpointInterval"]': "add",
        'properties["owner"]': "delete",
      },
    ],
    [
      "other columns",
      { clustering: { kind: "columns", columns: ["b"] } },
      { "clustering.columns": "update" },
    ],
    ["another kind of clustering", { clustering: { kind: "auto" } }, { clustering: "update" }],
    ["partitions", { partitionedBy: ["day"] }, { partitionedBy: "update" }],
    ["another table is an update, never a replacement", { table: "prod.gold.u" }, { table: "update" }],
    [
      "values unknown at preview",
      { properties: { "delta.appendOnly": UNKNOWN, owner: "ana" }, clustering: UNKNOWN },
      { 'properties["delta.appendOnly"]': "update", clustering: "update" },
    ],
  ])("%s", (_name, change, expected) => {
    expect(diffLayout(recorded, { ...declared, ...change })).toEqual(expected);
  });

  test("a declaration that went", () => {
    const { table, properties } = declared;
    expect(diffLayout(recorded, { table, properties })).toEqual({
      clustering: "delete",
      partitionedBy: "delete",
    });
  });
});

describe("what is reported of a live table", () => {
  const live = {
    table: "prod.gold.t",
    properties: {
      "delta.appendOnly": "false",
      OWNER: "x",
      foreign: "y",
      left: "z",
      clusteringColumns: '[["b"]]',
    },
    clustering: { kind: "columns", columns: ["b"] } as const,
    partitionedBy: ["day"],
  };

  test("the values of what is declared; a property that the table lacks is absent", () => {
    expect(report({ declared, live, ours: [] })).toEqual({
      table: "prod.gold.t",
      properties: { "delta.appendOnly": "false" },
      clustering: { kind: "columns", columns: ["b"] },
      partitionedBy: ["day"],
    });
  });

  test("what a half-finished change left as ours is reported too", () => {
    expect(
      report({ declared: { table: "prod.gold.t", properties: {} }, live, ours: ["left", "gone"] }),
    ).toEqual({
      table: "prod.gold.t",
      properties: { left: "z" },
    });
  });

  test("what only differs in spelling keeps the declared spelling", () => {
    const same = { ...live, properties: { "delta.appendOnly": "TRUE", owner: "ana" } };
    expect(report({ declared, live: same, ours: [] }).properties).toEqual(declared.properties);
  });

  test("an import takes over what people set, in a stable order, and leaves the engine's own and what is not known here", () => {
    const properties = {
      "delta.minReaderVersion": "3",
      "delta.feature.clustering": "supported",
      "delta.lastCommitTimestamp": "1",
      "delta.constraints.positive": "a > 0",
      "delta.enableChangeDataFeed": "true",
      "delta.appendOnly": "false",
      "delta.newThing": "1",
      clusteringColumns: '[["b"]]',
      owner: "x",
    };
    expect(imported({ ...live, properties, comment: "by hand" })).toEqual({
      table: "prod.gold.t",
      properties: { "delta.appendOnly": "false", "delta.enableChangeDataFeed": "true" },
      clustering: { kind: "columns", columns: ["b"] },
      partitionedBy: ["day"],
      comment: "by hand",
    });
  });
});
