import { expect, test } from "vitest";
import { bigint, type Column, string, type Table } from "../../../src/model/index.ts";
import { planLayout } from "../../../src/plan/layout.ts";
import { findingsOf } from "./find.ts";

const own: Table = {
  name: "gold.t",
  about: "A table for tests.",
  managedBy: "stack",
  size: { rows: 1, bytes: "1 MB" },
  columns: { id: { type: bigint, nullable: false }, status: string },
  layout: "unordered",
};

const find = (table: Table) =>
  findingsOf(table).map(({ rule, message, instead }) => [rule, message, instead]);

test("a table of the stack's own with a key has no finding, and its columns are planned with their places", () => {
  const table: Table = { ...own, primaryKey: ["id"] };
  expect(find(table)).toEqual([]);
  expect(planLayout(table, "prod").layout).toEqual({
    table: "prod.gold.t",
    properties: {},
    clustering: { kind: "none" },
    partitionedBy: [],
    columns: {
      id: { position: 0, type: "BIGINT", nullable: false },
      status: { position: 1, type: "STRING" },
    },
    primaryKey: ["id"],
  });
});

test("the columns of a pipeline's table are not planned, and details of them are an error", () => {
  const table: Table = { ...own, managedBy: "pipeline", primaryKey: ["id"] };
  expect(planLayout(table, "prod").layout).not.toHaveProperty("columns");
  expect(planLayout(table, "prod").layout).not.toHaveProperty("primaryKey");
  expect(find(table)).toEqual([
    [
      "table/columns",
      'declares details of column "id", and its columns are its pipeline\'s',
      'the type alone, or managedBy: "stack"',
    ],
    [
      "table/columns",
      "declares a primary key, and its columns are its pipeline's",
      'no primary key, or managedBy: "stack"',
    ],
  ]);
});

test("what the compiler could not see is told at once", () => {
  // As a program without types, or a cast, would hand it over.
  const column = (details: object) => details as Column;
  const table: Table = {
    ...own,
    columns: {
      id: column({ type: "INT", identity: { generated: "always", step: 0 }, nullable: true }),
      both: column({ type: "INT", default: "1", generatedAs: " " }),
      "a b": bigint,
      ID: column({ type: "BIGINT", identity: { generated: "always", start: 0.5 } }),
      texts: column({ type: "ARRAY<STRUCT<`größe`: INT, v: VARCHAR(3)>>" }),
      readable: column({ type: "STRUCT<`2nd`: INT, v: VARCHAR(3), w: STRUCT<order: INT>>" }),
      filled: column({ type: "STRING", default: "'${env:HOME}'", nulable: false }),
    },
    primaryKey: ["both", "both", "missing"],
    acknowledge: { repartition: { from: [], to: ["id"] } },
  };
  expect(
    find(table)
      .filter(([rule]) => rule === "table/columns")
      .map(([, message]) => message),
  ).toEqual([
    'column "id" is an identity of type INT',
    'column "id" is an identity with step 0',
    'column "id" is an identity and nullable',
    'column "both" has default and generatedAs',
    'the generatedAs of column "both" is empty',
    'the column name "a b" holds a blank or one of , ; { } ( ) =',
    '"ID" and "id" are one column to the engine',
    'column "ID" is an identity with 0.5',
    'column "texts" has the type "ARRAY<STRUCT<`größe`: INT, v: VARCHAR(3)>>": Spark notes the lengths of texts within a type beside its names, which it does not quote, and then reads no row of the table',
    'column "filled" has the unknown field "nulable"',
    'the default of column "filled" holds "${": Spark puts a value in its place before it parses',
    'the primary key has "both", which a row may lack',
    'the primary key names "both" twice',
    'the primary key has "missing", which is no column',
    "acknowledges that its pipeline rebuilds it, and has no pipeline",
  ]);
});
