import { expect, test } from "vitest";
import { withKnownTables } from "../../../src/lint/known-tables.ts";
import { subject } from "../../../src/rules/subject.ts";

const size = { rows: 3057, bytes: 512 * 1024 };
const known = [
  { name: "silver.users", layout: { cluster: ["id"] }, size, columns: { id: "BIGINT" } },
  { name: "gold.dim", layout: {}, size, columns: { key: "INT" }, properties: { "delta.appendOnly": "true" } },
  { name: "gold.twice", layout: {}, size },
  { name: "silver.twice", layout: {}, size },
];

const tables = (...names: readonly string[]) =>
  withKnownTables(subject({ tables: names.map((name) => ({ name, layout: {} })) }), known).tables;

test("a table with its schema brings size and columns, and keeps its own layout and properties", () => {
  const dim = { layout: {}, format: "delta", size, columns: { key: "INT" } };
  expect(tables("gold.dim", "prod.gold.dim", "bronze.dim")).toEqual([
    { name: "gold.dim", ...dim },
    { name: "prod.gold.dim", ...dim },
    { name: "bronze.dim", layout: {} },
  ]);
  const own = { name: "gold.dim", layout: {}, columns: { other: "INT" }, format: "parquet" };
  expect(withKnownTables(subject({ tables: [own] }), known).tables).toEqual([{ ...own, size }]);
});

test("a table without its schema is known by its size alone, in a text that names another in full", () => {
  expect(tables("users")).toEqual([{ name: "users", layout: {} }]);
  expect(tables("users", "twice", "gold.dim").slice(0, 2)).toEqual([
    { name: "users", layout: {}, size },
    { name: "twice", layout: {} },
  ]);
});
