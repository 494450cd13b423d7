import { expect, test } from "vitest";
import { judgeColumn } from "../../../src/review/impact/table-columns.ts";

const type = ["columns", "c", "type"];
const column = ["columns", "c"];

test.each([
  [type, "STRUCT<a: INT>", "STRUCT<a: INT, b: STRING>", "metadata", "in the log only; files stay"],
  [type, "VARCHAR(3)", "VARCHAR(9)", "metadata", "in the log only; files stay"],
  [type, "STRUCT<a: INT>", "STRUCT<a: INT, b: VARIANT>", "interruption", "the table feature variantType"],
  [type, "INT", "BIGINT", "interruption", "readers without Delta's type widening"],
  [type, "ARRAY<INT>", "ARRAY<BIGINT>", "interruption", "readers without Delta's type widening"],
  [type, "BIGINT", "INT", "data", "the plugin refuses"],
  [type, "STRUCT<a: INT, b: INT>", "STRUCT<a: INT>", "data", "the plugin refuses"],
  [column, undefined, { position: 1, type: "DATE" }, "metadata", "in the log only; files stay"],
  [
    column,
    undefined,
    { position: 1, type: "TIMESTAMP_NTZ" },
    "interruption",
    "the table feature timestampNtz",
  ],
  [column, { position: 1, type: "DATE" }, undefined, "data", "no longer declared"],
  [["columns", "c", "comment"], "a", "b", "metadata", "in the log only"],
])("%j from %j to %j is %s", (path, from, ...rest) => {
  const [to, rank, why] = rest;
  const verdict = judgeColumn({ path, from, to });
  expect([verdict.rank, verdict.why]).toEqual([rank, expect.stringContaining(why)]);
});
