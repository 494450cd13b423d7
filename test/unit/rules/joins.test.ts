import { expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import {
  type ColumnSubject,
  type StatementSubject,
  subject,
  type Subject,
  type TableSubject,
} from "../../../src/rules/subject.ts";

/** What one rule says. */
function say(id: string, parts: Partial<Subject>) {
  return rules
    .find((rule) => rule.id === id)
    ?.check(subject(parts))
    .map(({ message }) => message);
}

const column = (table: string, name: string): ColumnSubject => ({ table, column: name });
const fact = (layout: TableSubject["layout"]) => [{ name: "gold.fact", layout }];
const query = (...filters: readonly ColumnSubject[]): readonly StatementSubject[] => [
  {
    ...({ kind: "query", on: "cluster", filters } as const),
    joins: [[column("gold.dim", "key"), column("gold.fact", "dim_key")]],
  },
];

test("a filter on one side prunes the other by the key that joins them, and by no other", () => {
  const id = "join/filter-on-dimension";
  const statements = query(column("gold.dim", "year"));
  expect(say(id, { tables: fact({ zorder: ["user_id"] }), statements })).toEqual([
    "is read whole: the filter is on gold.dim (year), and the key that joins them, dim_key, is none that its files are laid out by",
  ]);
  for (const layout of [
    { zorder: ["DIM_KEY"] },
    { cluster: ["dim_key"] },
    { cluster: "auto" },
    { partition: ["dim_key"] },
    { partition: ["year(dim_key)"] },
    {},
  ] as const) {
    expect(say(id, { tables: fact(layout), statements })).toEqual([]);
  }
  const both = query(column("gold.dim", "year"), column("gold.fact", "day"));
  expect(say(id, { tables: fact({ zorder: ["user_id"] }), statements: both })).toEqual([]);
  expect(say(id, { tables: fact({ zorder: ["user_id"] }), statements: query() })).toEqual([]);
});

test("partitions of a shuffle are counted against the rows of the largest table", () => {
  const id = "join/shuffle-partitions";
  const conf = (value: string) => [
    {
      ...({ setAt: "session", on: "cluster" } as const),
      entries: [{ key: "spark.sql.shuffle.partitions", value }],
    },
  ];
  const tables = [92_000, 30_000].map((rows) => ({
    name: `gold.t${rows}`,
    layout: {},
    size: { rows, bytes: 1 },
  }));
  expect(say(id, { confs: conf("200"), tables })).toEqual([
    "200 partitions of the largest table (92,000 rows, as declared) hold 460 each",
  ]);
  for (const value of ["92", "1", "auto", "many"])
    expect(say(id, { confs: conf(value), tables })).toEqual([]);
  expect(say(id, { confs: conf("200") })).toEqual([]);
});

test("a storage level counts as taken in any spelling, and Spark's own is what a conf makes it", () => {
  const id = "cache/storage-level";
  const level = (asked: string, taken?: string) => ({
    tables: [{ name: "dim", layout: {}, storageLevel: asked }],
    statements: [
      { kind: "cache", on: "spark", table: "dim", ...(taken === undefined ? {} : { level: taken }) } as const,
    ],
  });
  expect(say(id, level("MEMORY_ONLY"))).toEqual(["is to be kept MEMORY_ONLY, and is cached MEMORY_AND_DISK"]);
  expect(say(id, level("MEMORY_AND_DISK_SER"))).toEqual([]);
  expect(say(id, level("MEMORY_ONLY", "MEMORY_ONLY"))).toEqual([]);
  expect(say(id, level("MEMORY_ONLY", "DISK_ONLY"))).toHaveLength(1);
  const entries = [{ key: "spark.sql.defaultCacheStorageLevel", value: "memory_only" }];
  const confs = [{ setAt: "launch", on: "spark", entries } as const];
  expect(say(id, { ...level("MEMORY_ONLY"), confs })).toEqual([]);
  expect(say(id, { tables: level("MEMORY_ONLY").tables })).toEqual([]);
});
