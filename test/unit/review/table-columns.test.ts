import { expect, test } from "vitest";
import { judgeColumn } from "../../../src/review/impact/table-columns.ts";

const type = ["columns", "c", "type"];
const column = ["columns", "c"];

interface Judged {
  readonly path: readonly string[];
  readonly from?: unknown;
  readonly to?: unknown;
}

const judged: readonly (readonly [change: Judged, rank: string, why: string])[] = [
  [
    { path: type, from: "STRUCT<a: INT>", to: "STRUCT<a: INT, b: STRING>" },
    "metadata",
    "in the log only; files stay",
  ],
  [{ path: type, from: "VARCHAR(3)", to: "VARCHAR(9)" }, "metadata", "in the log only; files stay"],
  [
    { path: type, from: "STRUCT<a: INT>", to: "STRUCT<a: INT, b: VARIANT>" },
    "interruption",
    "the table feature variantType",
  ],
  [{ path: type, from: "INT", to: "BIGINT" }, "interruption", "readers without Delta's type widening"],
  [
    { path: type, from: "ARRAY<INT>", to: "ARRAY<BIGINT>" },
    "interruption",
    "readers without Delta's type widening",
  ],
  [{ path: type, from: "BIGINT", to: "INT" }, "data", "the plugin refuses"],
  [{ path: type, from: "STRUCT<a: INT, b: INT>", to: "STRUCT<a: INT>" }, "data", "the plugin refuses"],
  [{ path: column, to: { position: 1, type: "DATE" } }, "metadata", "in the log only; files stay"],
  [
    { path: column, to: { position: 1, type: "TIMESTAMP_NTZ" } },
    "interruption",
    "the table feature timestampNtz",
  ],
  [{ path: column, from: { position: 1, type: "DATE" } }, "data", "no longer declared"],
  [{ path: ["columns", "c", "comment"], from: "a", to: "b" }, "metadata", "in the log only"],
];

test.each(judged)("%j is %s", ({ path, from, to }, rank, why) => {
  const verdict = judgeColumn({ path, from, to });
  expect([verdict.rank, verdict.why]).toEqual([rank, expect.stringContaining(why)]);
});
