import { columnFaults } from "../../../src/model/column-faults.ts";
import { expect, test } from "vitest";
import {
  bigint,
  columnDeclarations,
  columnType,
  decimal,
  defineTable,
  engineProperties,
  string,
} from "../../../src/model/index.ts";

const base = {
  about: "A table for tests.",
  managedBy: "pipeline",
  size: { rows: 1, bytes: "1 MB" },
  columns: { id: bigint, name: string, price: decimal(10, 2) },
} as const;

test("a table is its definition under its name", () => {
  expect(defineTable("gold.t", { ...base, layout: { zorder: ["id"] } })).toEqual({
    name: "gold.t",
    ...base,
    layout: { zorder: ["id"] },
  });
});

test("a layout that names an unknown column does not compile", () => {
  // @ts-expect-error "idd" is not a column
  defineTable("gold.t", { ...base, layout: { zorder: ["idd"] } });
  // @ts-expect-error "nam" is not a column
  defineTable("gold.t", { ...base, layout: { partition: ["nam"] } });
  // @ts-expect-error "x" is not a column
  defineTable("gold.t", { ...base, layout: { cluster: ["x"] } });
  // @ts-expect-error "x" is not a column
  defineTable("gold.t", { ...base, layout: "unordered", statistics: ["x"] });
  expect(Object.keys(base.columns)).toEqual(["id", "name", "price"]);
});

test("two layouts at once, an empty key list and a fifth clustering key do not compile", () => {
  // @ts-expect-error clustering excludes Z-order
  defineTable("gold.t", { ...base, layout: { cluster: ["id"], zorder: ["name"] } });
  // @ts-expect-error clustering excludes partitions
  defineTable("gold.t", { ...base, layout: { cluster: ["id"], partition: ["name"] } });
  // @ts-expect-error a Z-order has at least one key
  defineTable("gold.t", { ...base, layout: { zorder: [] } });
  // @ts-expect-error liquid clustering takes four keys at most
  defineTable("gold.t", { ...base, layout: { cluster: ["id", "name", "price", "id", "name"] } });
  expect(decimal(10, 2)).toBe("DECIMAL(10,2)");
});

test("a misspelt property and a size with the wrong unit do not compile", () => {
  // @ts-expect-error no such property
  defineTable("gold.t", { ...base, layout: "unordered", properties: { "delta.optimiseWrite": true } });
  // @ts-expect-error sizes have a space and a unit
  defineTable("gold.t", { ...base, layout: "unordered", properties: { "delta.targetFileSize": "128mb" } });
  expect(engineProperties({})).toEqual({});
});

test("properties take the engine's spelling, sorted by key", () => {
  const written = engineProperties({
    "delta.targetFileSize": "128 MB",
    "delta.autoOptimize.optimizeWrite": true,
  });
  expect(Object.entries(written)).toEqual([
    ["delta.autoOptimize.optimizeWrite", "true"],
    ["delta.targetFileSize", "128mb"],
  ]);
});

const own = {
  about: "A table of the stack's own.",
  managedBy: "stack",
  size: { rows: 1, bytes: "1 MB" },
  columns: { id: { type: bigint, nullable: false }, name: string, price: { type: decimal(10, 2) } },
  layout: "unordered",
} as const;

test("a stack's table has details of columns and a key, and its columns have places", () => {
  const table = defineTable("gold.t", { ...own, primaryKey: ["id"] });
  expect(table).toEqual({ name: "gold.t", ...own, primaryKey: ["id"] });
  expect(columnDeclarations(table.columns)).toEqual({
    id: { position: 0, type: "BIGINT", nullable: false },
    name: { position: 1, type: "STRING" },
    price: { position: 2, type: "DECIMAL(10,2)" },
  });
  expect(Object.values(table.columns).map(columnType)).toEqual(["BIGINT", "STRING", "DECIMAL(10,2)"]);
});

test("a key over an unknown, a nullable or no column does not compile", () => {
  // @ts-expect-error "idd" is not a column
  defineTable("gold.t", { ...own, primaryKey: ["idd"] });
  // @ts-expect-error a row may lack "price"
  defineTable("gold.t", { ...own, primaryKey: ["price"] });
  // @ts-expect-error a row may lack "name"
  defineTable("gold.t", { ...own, primaryKey: ["id", "name"] });
  // @ts-expect-error a key has at least one column
  defineTable("gold.t", { ...own, primaryKey: [] });
  // @ts-expect-error a stack's table has no pipeline that rebuilds it
  defineTable("gold.t", { ...own, acknowledge: { repartition: { from: [], to: ["id"] } } });
  expect(own.managedBy).toBe("stack");
});

test("a pipeline's table with details or a key does not compile", () => {
  // @ts-expect-error a pipeline's columns have types and nothing else
  defineTable("gold.t", { ...own, managedBy: "pipeline" });
  // @ts-expect-error a pipeline's key is its own
  defineTable("gold.t", { ...base, layout: "unordered", primaryKey: ["id"] });
  expect(base.managedBy).toBe("pipeline");
});

test("values from two places, and numbers in anything but BIGINT, do not compile", () => {
  const table = { ...own, columns: {} };
  // @ts-expect-error a default and an expression at once
  defineTable("gold.t", { ...table, columns: { a: { type: string, default: "1", generatedAs: "2" } } });
  // @ts-expect-error an identity is BIGINT
  defineTable("gold.t", { ...table, columns: { a: { type: string, identity: { generated: "always" } } } });
  defineTable("gold.t", {
    ...table,
    columns: { a: { type: bigint, identity: { generated: "always", step: 2 } } },
  });
  expect(columnType(bigint)).toBe("BIGINT");
});

test("a default or an expression that would end within the statement is refused", () => {
  const faults = columnFaults({
    columns: {
      a: { position: 0, type: "INT", default: "1, evil STRING" },
      b: { position: 1, type: "INT", generatedAs: "a) USING parquet --" },
      c: { position: 2, type: "INT", default: "1 + 1" },
    },
  });
  expect(faults.map(({ column, message }) => [column, message])).toEqual([
    ["a", 'the default of column "a" is "1, evil STRING": "," ends the expression'],
    ["b", 'the generatedAs of column "b" is "a) USING parquet --": a comment would hide what follows it'],
  ]);
});

test("properties of one's own are texts, and what begins with delta. is one of Delta's", () => {
  const own = {
    "delta.appendOnly": true,
    quality: "gold",
    "delta.feature.rowTracking": "supported",
  } as const;
  const table = defineTable("gold.t", { ...base, layout: "unordered", properties: own });
  expect(table.properties).toEqual(own);
  // @ts-expect-error a property of one's own is a text
  defineTable("gold.t", { ...base, layout: "unordered", properties: { quality: 1 } });
  // @ts-expect-error of these words only
  defineTable("gold.t", { ...base, layout: "unordered", properties: { "delta.checkpointPolicy": "v3" } });
  // @ts-expect-error a feature is supported, or not said
  defineTable("gold.t", { ...base, layout: "unordered", properties: { "delta.feature.rowTracking": "on" } });
});
