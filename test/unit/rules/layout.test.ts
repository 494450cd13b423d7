import { expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import { subject, type Subject, type TableSubject } from "../../../src/rules/subject.ts";

const GiB = 1024 ** 3;

/** What one rule says: message and what to write instead. */
function say(id: string, parts: Partial<Subject>) {
  const rule = rules.find((one) => one.id === id);
  return rule?.check(subject(parts)).map(({ message, instead }) => [message, instead]);
}

function sayOf(id: string, table: Partial<TableSubject>) {
  return say(id, { tables: [{ name: "gold.t", layout: {}, ...table }] });
}

test("a Z-order key of few values is told with the files that a filter still reads", () => {
  const size = { rows: 92_000, bytes: 5_000_000, distinct: { user_id: 3057, status: 4 } };
  const id = "layout/zorder-low-cardinality";
  expect(sayOf(id, { size, layout: { zorder: ["user_id", "status"] } })).toEqual([
    [
      "Z-orders by status (4 values, as declared): of 16 files an equality filter on it still reads about 16",
      'zorder: ["user_id"]',
    ],
  ]);
  expect(sayOf(id, { size, layout: { zorder: ["status"] } })).toEqual([]);
  expect(sayOf(id, { layout: { zorder: ["user_id", "status"] } })).toEqual([]);
  expect(sayOf(id, { columns: { flag: "boolean" }, layout: { zorder: ["user_id", "flag"] } })).toEqual([
    [
      "Z-orders by flag (2 values): of 16 files an equality filter on it still reads about 16, if user_id has about as many values as rows",
      'zorder: ["user_id"]',
    ],
  ]);
});

test("where Z-order has a file, or a partition of one file, to itself, the size is said to be declared", () => {
  const id = "layout/zorder-on-one-file";
  const layout = { partition: ["year"], zorder: ["id"] };
  const size = { rows: 1e6, bytes: 4 * GiB, distinct: { year: 25 } };
  expect(sayOf(id, { layout, size })).toEqual([
    ["Z-orders 4 GB (the declared size): each of its 25 partitions fits into one file of 1 GB", "no zorder"],
  ]);
  expect(sayOf(id, { layout, size, properties: { "delta.targetFileSize": "64mb" } })).toEqual([]);
  expect(sayOf(id, { layout, size: { rows: 1e6, bytes: 4 * GiB } })).toEqual([]);
  expect(sayOf(id, { layout })).toEqual([]);
});

test("clustering keys are refused by number and by type", () => {
  const columns = { a: "INT", flag: "boolean", tags: "ARRAY<STRING>", raw: "BINARY" };
  expect(
    sayOf("layout/clustering-keys", { columns, layout: { cluster: ["a", "flag", "tags", "raw", "z"] } }),
  ).toEqual([
    ["clusters by flag of type BOOLEAN", 'cluster: ["a", "z"]'],
    ["clusters by tags of type ARRAY<STRING>", 'cluster: ["a", "z"]'],
    ["clusters by raw of type BINARY", 'cluster: ["a", "z"]'],
    ["clusters by 5 keys; Delta takes 4", 'cluster: ["a", "z"]'],
  ]);
  expect(sayOf("layout/clustering-keys", { columns, layout: { cluster: "auto" } })).toEqual([]);
});

test("a clustered table takes neither partitions nor Z-order, in its layout or in a statement", () => {
  const id = "layout/clustering-with-partitions";
  const optimize = { kind: "optimize", on: "warehouse", zorder: ["a"] } as const;
  const tables = [{ name: "gold.t", layout: { cluster: "auto", zorder: ["a"] } } as const];
  expect(
    say(id, {
      tables,
      statements: [
        { ...optimize, table: "prod.`gold`.T" },
        { ...optimize, table: "gold.u" },
      ],
    }),
  ).toEqual([
    ["clusters automatically and Z-orders by a", 'cluster: "auto" alone'],
    ["OPTIMIZE with ZORDER BY a on a clustered table", "OPTIMIZE prod.`gold`.T"],
  ]);
});

test("an expression to partition by is answered with its column, a hash with its number of values", () => {
  const layout = { partition: ["year(date_completed)", "hash(user_id) % 50", "`a (b)`", "day"] };
  expect(sayOf("layout/partition-by-expression", { layout })).toEqual([
    [
      "partitions by the expression year(date_completed)",
      "CLUSTER BY (date_completed), or a column date_completed_year GENERATED ALWAYS AS (year(date_completed)) to partition by",
    ],
  ]);
  expect(sayOf("layout/hash-bucket", { layout })).toEqual([
    [
      "partitions by hash(user_id) % 50: 99 values, −49 to 49, not 50",
      "CLUSTER BY (user_id); pmod(hash(user_id), 50) makes 50 values, and still saves no shuffle",
    ],
  ]);
});

test.each([
  ['hash(col("user_id")) % 50', 1],
  ["mod(xxhash64(a, b), 8)", 1],
  ["(HASH(a)) % 8", 1],
  ["pmod(hash(a), 8)", 0],
  ["abs(hash(a) % 8)", 0],
  ["a % 8", 0],
])("the computed column %s has %i findings", (expression, count) => {
  expect(sayOf("layout/hash-bucket", { computed: { bucket: expression } })).toHaveLength(count);
});

test("partitions are small by themselves or by their table", () => {
  const id = "layout/small-partitions";
  const layout = { partition: ["day", "country"] };
  const size = { rows: 1e9, bytes: 2 * 1024 * GiB, distinct: { day: 1000, country: 40 } };
  expect(sayOf(id, { layout, size })).toEqual([
    [
      "partitions 2 TB (the declared size) by day, country into 40000 partitions of about 52.4 MB: under 1 GB each",
      "no partition",
    ],
  ]);
  expect(sayOf(id, { layout, size: { ...size, distinct: { day: 1000 } } })).toEqual([]);
  expect(sayOf(id, { layout })).toEqual([]);
});

test("file sizes contradict each other only where both are set", () => {
  const id = "layout/file-size";
  const target = { "delta.targetFileSize": "256mb" };
  expect(sayOf(id, { properties: target })).toEqual([]);
  expect(sayOf(id, { properties: { ...target, "delta.autoOptimize.autoCompact": "auto" } })).toEqual([]);
  const both = { "delta.autooptimize.autocompact": "true", "delta.tuneFileSizesForRewrites": "true" };
  expect(sayOf(id, { properties: { ...target, ...both } })).toHaveLength(2);
  expect(
    sayOf(id, {
      properties: { "delta.targetFileSize": "134217728", "delta.autoOptimize.autoCompact": "true" },
    }),
  ).toEqual([]);
});

test("retentions are compared with each other's defaults", () => {
  const [deleted, log] = ["delta.deletedFileRetentionDuration", "delta.logRetentionDuration"];
  expect(sayOf("layout/retention", { properties: { [log]: "1 day" } })).toEqual([
    [
      "keeps deleted files for interval 1 week, the default, and the log for 1 day",
      '"delta.deletedFileRetentionDuration" = "1 day" beside it',
    ],
  ]);
  expect(sayOf("layout/retention", { properties: { [deleted]: "30 days" } })).toEqual([]);
  expect(sayOf("layout/retention", { properties: { [deleted]: "2 months" } })).toEqual([]);
  expect(sayOf("layout/time-travel", { properties: { [log]: "30 days" } })).toEqual([]);
  expect(
    sayOf("layout/time-travel", { properties: { [log]: "60 days", [deleted]: "8 weeks" } }),
  ).toHaveLength(1);
});

test("properties are judged as Delta judges them, foreign names not at all", () => {
  expect(
    sayOf("table/properties", {
      properties: {
        "my.note": "x",
        "DELTA.APPENDONLY": "TRUE",
        "delta.constraints.c": "a > 0",
        "delta.targetFileSize": "128 MB",
        "delta.apendOnly": "true",
        "delta.feature.deletionVector": "supported",
        "delta.feature.deletionVectors": "supported",
      },
    })?.map(([, instead]) => instead),
  ).toEqual([
    "no delta.constraints.c",
    'delta.targetFileSize = "128MB"',
    "delta.appendOnly",
    "delta.feature.deletionVectors",
  ]);
});

test("what the engine keeps elsewhere than among the properties is no property of a table, and may stand in a statement", () => {
  const properties = { comment: "x", owner: "me", "option.header": "true", "spark.sql.x": "1", Owner: "bi" };
  const instead = (table: Partial<TableSubject>) =>
    sayOf("table/properties", table)?.map(([, write]) => write);
  expect(instead({ properties })).toEqual([
    "the table's comment",
    "ALTER TABLE … SET OWNER TO",
    "OPTIONS in the statement that creates the table",
    "no spark.sql.x",
  ]);
  expect(instead({ properties, on: "cluster" })).toEqual(["ALTER TABLE … SET OWNER TO"]);
});
