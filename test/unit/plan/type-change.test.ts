import { describe, expect, test } from "vitest";
import { columnTypeOf } from "../../../src/databricks/column-type.ts";
import { writeDataType } from "../../../src/model/data-type.ts";
import { readDataType } from "../../../src/model/read-data-type.ts";
import { checkedCast } from "../../../src/plan/checked-cast.ts";
import { checkedCopy } from "../../../src/plan/checked-copy.ts";
import { constraintsOf, dependentsOf } from "../../../src/provider/table-layout/dependents.ts";
import type { LiveLayout } from "../../../src/provider/table-layout/live.ts";
import { changeOfType } from "../../../src/plan/type-change.ts";

const change = (from: string, to: string) => {
  const { added, widened, refused, ...rest } = changeOfType("c", readDataType(from), readDataType(to));
  return {
    ...rest,
    added: added.map(({ path, type }) => `${path} ${writeDataType(type)}`),
    widened: widened.map(({ path, type }) => `${path} ${writeDataType(type)}`),
    refused: refused.map(({ kind, path }) => `${kind} ${path}`),
  };
};

const nothing = { added: [], widened: [], needsWidening: false, nullable: [], commented: [], refused: [] };

describe("what a type takes to become another", () => {
  test.each([
    ["STRUCT<a: INT>", "STRUCT<b STRING, a INT>", { added: ["c.b STRING"] }],
    ["ARRAY<STRUCT<a: INT>>", "ARRAY<STRUCT<a: INT, `x y`: DATE>>", { added: ["c.element.x y DATE"] }],
    ["MAP<STRING, INT>", "MAP<STRING, BIGINT>", { widened: ["c.value BIGINT"], needsWidening: true }],
    ["VARCHAR(3)", "VARCHAR(9)", { widened: ["c VARCHAR(9)"] }],
    ["STRUCT<v: VARCHAR(3)>", "STRUCT<v: VARCHAR(9)>", { refused: ["retype c.v"] }],
    [
      "STRUCT<a: INT NOT NULL>",
      "STRUCT<a: INT COMMENT 'x'>",
      { nullable: ["c.a"], commented: [{ path: "c.a", comment: "x" }] },
    ],
    [
      "STRUCT<a: INT>",
      "STRUCT<a: INT NOT NULL, b: INT NOT NULL>",
      { refused: ["require c.b", "require c.a"] },
    ],
    ["STRUCT<a: INT, b: INT>", "STRUCT<a: INT>", { refused: ["drop c.b"] }],
    ["STRUCT<`a.b`: BIGINT>", "STRUCT<`a.b`: INT>", { refused: ["retype c.`a.b`"] }],
    ["INT", "STRUCT<a: INT>", { refused: ["retype c"] }],
    ["STRUCT<a: INT>", "struct<A integer>", {}],
  ])("%s to %s", (from, to, expected) => {
    expect(change(from, to)).toEqual({ ...nothing, ...expected });
  });

  test("a field within an array is out of UPDATE's reach", () => {
    const { refused } = changeOfType("c", readDataType("ARRAY<BIGINT>"), readDataType("ARRAY<INT>"));
    expect(refused).toMatchObject([{ path: "c.element", reachable: false }]);
  });
});

test("a column is named by what an expression says, and by no function, text or part of a word", () => {
  const live: LiveLayout = {
    table: "dev.gold.t",
    properties: {
      "delta.constraints.pos": "s . x > 0 AND year(`d d`) > 1",
      "delta.Constraints.b": "note <> 'id'",
    },
    clustering: { kind: "none" },
    partitionedBy: [],
    columns: [{ name: "g", type: "STRING", nullable: true, source: { generatedAs: "upper(v)" } }],
  };
  const named = (path: string) => {
    const { constraints, generated } = dependentsOf(live, path);
    return [...constraints.map(({ name }) => name), ...generated];
  };
  expect(constraintsOf(live).map(({ name }) => name)).toEqual(["pos", "b"]);
  expect(named("s.x")).toEqual(["pos"]);
  expect(named("S")).toEqual(["pos"]);
  expect(named("s.y")).toEqual([]);
  expect(named("d d")).toEqual(["pos"]);
  expect(named("year")).toEqual([]);
  expect(named("id")).toEqual([]);
  expect(named("V")).toEqual(["g"]);
});

describe("a checked cast", () => {
  const cast = (from: string, to: string) => checkedCast("`c`", readDataType(from), readDataType(to));
  test.each([
    [
      "BIGINT",
      "INT",
      "IF(CAST(CAST(`c` AS INT) AS BIGINT) <=> CAST(`c` AS BIGINT), CAST(`c` AS INT), raise_error('a value would be another one as INT'))",
    ],
    [
      "STRING",
      "DATE",
      "IF(CAST(CAST(`c` AS DATE) AS TIMESTAMP_NTZ) <=> CAST(`c` AS TIMESTAMP_NTZ), CAST(`c` AS DATE), raise_error('a value would be another one as DATE'))",
    ],
    [
      "STRING",
      "BOOLEAN",
      "IF((`c` IS NULL OR CAST(`c` AS BOOLEAN) IS NOT NULL), CAST(`c` AS BOOLEAN), raise_error('a value would be another one as BOOLEAN'))",
    ],
    ["STRING", "VARCHAR(3)", "`c`"],
  ])("from %s to %s", (from, to, expression) => {
    expect(cast(from, to)).toBe(expression);
  });

  test.each([
    ["STRUCT<a: INT>", "INT"],
    ["VARIANT", "STRING"],
    ["DATE", "INT"],
    ["BINARY", "BIGINT"],
  ])("there is none from %s to %s", (from, to) => {
    expect(cast(from, to)).toBeUndefined();
  });
});

describe("a checked copy", () => {
  const copy = (from: string, to: string) => checkedCopy("`c`", readDataType(from), readDataType(to));
  test.each([
    ["STRUCT<a: INT>", "struct<A integer COMMENT 'x'>", "`c`"],
    [
      "STRUCT<a: INT, b: DATE>",
      "STRUCT<b: DATE, a: INT>",
      "IF(`c` IS NULL, NULL, named_struct('b', `c`.`b`, 'a', `c`.`a`))",
    ],
    ["STRUCT<a: INT, b: INT>", "STRUCT<a: INT>", "IF(`c` IS NULL, NULL, named_struct('a', `c`.`a`))"],
    [
      "ARRAY<ARRAY<STRUCT<a: INT>>>",
      "ARRAY<ARRAY<STRUCT<a: INT, `x'y`: INT>>>",
      "transform(`c`, e0 -> transform(e0, e1 -> IF(e1 IS NULL, NULL, named_struct('a', e1.`a`, 'x\\'y', CAST(NULL AS INT)))))",
    ],
    [
      "MAP<STRUCT<a: INT>, STRUCT<b: INT>>",
      "MAP<STRUCT<a: INT, x: INT>, STRUCT<b: INT, y: INT>>",
      "transform_keys(transform_values(`c`, (k0, v0) -> IF(v0 IS NULL, NULL, named_struct('b', v0.`b`, 'y', CAST(NULL AS INT))))," +
        " (k0, v0) -> IF(k0 IS NULL, NULL, named_struct('a', k0.`a`, 'x', CAST(NULL AS INT))))",
    ],
  ])("from %s to %s", (from, to, expression) => {
    expect(copy(from, to)).toBe(expression);
  });

  test.each([
    ["STRUCT<a: INT>", "STRUCT<a: INT, b: INT NOT NULL>"],
    ["ARRAY<VARIANT>", "ARRAY<STRING>"],
    ["STRUCT<a: INT>", "ARRAY<INT>"],
  ])("there is none from %s to %s", (from, to) => {
    expect(copy(from, to)).toBeUndefined();
  });
});

describe("a live column's type", () => {
  const field = (type: unknown, lengths?: string) => ({
    type,
    metadata: lengths === undefined ? {} : { __CHAR_VARCHAR_TYPE_STRING: lengths },
  });
  const struct = (...fields: readonly object[]) => ({ type: "struct", fields });
  test.each([
    ["timestamp", field("timestamp"), "TIMESTAMP"],
    ["string", field("string", "varchar(10)"), "VARCHAR(10)"],
    [
      "struct<x:int>",
      field(struct({ name: "x", type: "integer", nullable: false, metadata: { comment: "it's" } })),
      "STRUCT<x: INT NOT NULL COMMENT 'it\\'s'>",
    ],
    [
      "array<string>",
      field({ type: "array", elementType: "string" }, "array<varchar(4)>"),
      "ARRAY<VARCHAR(4)>",
    ],
    // What Spark noted of lengths may be older than the type.
    [
      "struct<v:string,n:bigint>",
      field(struct({ name: "v", type: "string" }, { name: "n", type: "long" }), "struct<v:varchar(4),n:int>"),
      "STRUCT<v: VARCHAR(4), n: BIGINT>",
    ],
    [
      "map<string,struct<q:date>>",
      field({ type: "map", keyType: "string", valueType: struct({ name: "q", type: "date" }) }),
      "MAP<STRING, STRUCT<q: DATE>>",
    ],
    ["string collate UNICODE", field("string"), "STRING COLLATE UNICODE"],
    ["bigint", undefined, "BIGINT"],
    ["hyperloglog", field("hyperloglog"), "hyperloglog"],
  ])("%s is %o", (text, json, type) => {
    expect(columnTypeOf(text, json)).toBe(type);
  });
});
