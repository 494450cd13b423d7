import { expect, test } from "vitest";
import { bigint, decimal, defineTable, engineProperties, string } from "../../../model/index.ts";

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
