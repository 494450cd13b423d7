import { describe, expect, test } from "vitest";
import { knownLayout, readDeclaration } from "../../../src/provider/table-layout/declaration.ts";
import { UNKNOWN, type Values } from "../../../src/pulumi-rpc/value.ts";

const sound: Values = {
  table: "prod.gold.t",
  warehouseId: "w1",
  properties: { "delta.appendOnly": "true" },
  clustering: { kind: "columns", columns: ["a", "b"] },
};

function faults(inputs: Values) {
  return readDeclaration(inputs).failures.map(({ property, reason }) => `${property}: ${reason}`);
}

describe("reading a declaration", () => {
  test("takes a sound one as it is", () => {
    expect(readDeclaration(sound)).toEqual({ declared: sound, failures: [] });
  });

  test("reports every fault at once", () => {
    expect(
      faults({
        table: "gold.t",
        warehouseId: 7,
        properties: { "delta.appendOnly": true, clusteringColumns: "[]" },
        clustering: { kind: "colums" },
        partitionedBy: ["a", "A"],
        partitions: [],
      }),
    ).toEqual([
      'partitions: unknown input "partitions"; a TableLayout has table, warehouseId, properties, clustering, partitionedBy, partitionedUntilRebuilt, zordered, comment, tags, columns, primaryKey, constraints, onRemoval',
      'clustering: {"kind":"colums"} is no clustering; write { kind: "columns", columns: [...] }, { kind: "auto" } or { kind: "none" }',
      "partitionedBy: A named twice",
      "warehouseId: 7 is no SQL warehouse id",
      'table: "gold.t" is no full table name; write catalog.schema.table',
      'properties["delta.appendOnly"]: true is no text; table properties are text, such as "true" or "14"',
      'properties["clusteringColumns"]: "clusteringColumns" is the engine\'s own: declare "clustering" instead',
    ]);
  });

  test.each<[string, Values, string]>([
    [
      "two spellings of one Delta property",
      { properties: { "delta.appendOnly": "true", "delta.appendonly": "true" } },
      'properties["delta.appendonly"]: "delta.appendonly" and "delta.appendOnly" are one property to Delta; keep one',
    ],
    [
      "clustering by no column",
      { clustering: { kind: "columns", columns: [] } },
      'clustering.columns: name at least one column, or write { kind: "none" }',
    ],
    [
      "clustering by five columns",
      { clustering: { kind: "columns", columns: ["a", "b", "c", "d", "e"] } },
      "clustering.columns: 5 columns; liquid clustering takes 4",
    ],
    [
      "a column whose name Spark would fill in",
      { clustering: { kind: "columns", columns: ["${x}"] } },
      'clustering.columns: ["${x}"]: Spark puts a value in the place of "${…}" before it parses',
    ],
    [
      "a table whose name Spark would fill in",
      { table: "prod.gold.${x}" },
      'table: "prod.gold.${x}" is no full table name; write catalog.schema.table',
    ],
    [
      "clustering beside partitions",
      { partitionedBy: ["a"] },
      "clustering: a partitioned table cannot be clustered; declare partitionedBy or clustering",
    ],
    [
      "columns beside auto",
      { clustering: { kind: "auto", columns: ["a"] } },
      'clustering: {"kind":"auto","columns":["a"]} has too many fields; write { kind: "columns", columns: [...] }, { kind: "auto" } or { kind: "none" }',
    ],
    [
      "the mark by which this library knows its tables",
      { properties: { "Lakewright.managedBy": "other/prod/t" } },
      'properties["Lakewright.managedBy"]: "Lakewright.managedBy" is the engine\'s own: this library marks with it which stack manages the layout',
    ],
    ["no table", { table: null }, "table: null is no full table name; write catalog.schema.table"],
  ])("refuses %s", (_name, inputs, fault) => {
    expect(faults({ ...sound, ...inputs })).toEqual([fault]);
  });

  test("leaves what is unknown at preview for later", () => {
    const { declared, failures } = readDeclaration({
      table: UNKNOWN,
      properties: { "delta.appendOnly": UNKNOWN },
      clustering: { kind: "columns", columns: [UNKNOWN] },
      partitionedBy: UNKNOWN,
    });
    expect(failures).toEqual([]);
    expect(declared).toEqual({
      table: UNKNOWN,
      properties: { "delta.appendOnly": UNKNOWN },
      clustering: UNKNOWN,
      partitionedBy: UNKNOWN,
    });
    expect(knownLayout(declared)).toBeUndefined();
  });

  test("counts as known without its warehouse", () => {
    expect(knownLayout(readDeclaration({ ...sound, warehouseId: UNKNOWN }).declared)).toEqual({
      table: "prod.gold.t",
      properties: { "delta.appendOnly": "true" },
      clustering: { kind: "columns", columns: ["a", "b"] },
    });
  });
});

test("what is no property to the engine is refused as a key, with what to write instead", () => {
  const properties = {
    ...{ comment: "hi", owner: "me", provider: "delta", location: "s3://x", external: "true", path: "/x" },
    ...{ collation: "UTF8_BINARY", is_managed_location: "true", "option.header": "true", "spark.sql.x": "1" },
    // Another spelling, and what only begins alike, are anybody's own.
    ...{ Owner: "me", "owner.team": "bi", options: "1", "delta.feature.clustering": "supported" },
  };
  const { failures } = readDeclaration({ table: "a.b.c", warehouseId: "w", properties });
  const refused = failures.map(({ property }) => property.slice('properties["'.length, -'"]'.length));
  expect(refused).toEqual([
    ...["comment", "owner", "provider", "location", "external", "path"],
    ...["collation", "is_managed_location", "option.header", "spark.sql.x"],
  ]);
  expect(failures[0]?.reason).toBe(`"comment" is the engine's own: declare "comment" instead`);
  expect(failures[1]?.reason).toContain("Write ALTER TABLE … SET OWNER TO instead");
});
