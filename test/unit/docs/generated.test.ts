import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GENERATED } from "../../../docs/generate/generated.ts";
import { rules } from "../../../src/rules/index.ts";
import { request } from "../../../tables/request.ts";

test.each(GENERATED)("$path is what it is made from (npm run docs writes it)", ({ path, text }) => {
  expect(readFileSync(path, "utf8")).toBe(text());
});

/** Every Spark conf key of Kineo's request. */
const ASKED = [
  "spark.sql.adaptive.enabled",
  "spark.sql.adaptive.coalescePartitions.enabled",
  "spark.sql.adaptive.skewJoin.enabled",
  "spark.sql.adaptive.localShuffleReader.enabled",
  "spark.sql.autoBroadcastJoinThreshold",
  "spark.sql.shuffle.partitions",
  "spark.serializer",
  "spark.sql.execution.arrow.pyspark.enabled",
  "spark.sql.adaptive.advisoryPartitionSizeInBytes",
  "spark.sql.adaptive.coalescePartitions.minPartitionNum",
  "spark.sql.adaptive.skewJoin.skewedPartitionFactor",
  "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
  "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold",
  "spark.shuffle.service.enabled",
  "spark.shuffle.memoryFraction",
  "spark.sql.statistics.histogram.enabled",
  "spark.executor.memory",
  "spark.executor.memoryFraction",
  "spark.storage.memoryFraction",
  "spark.driver.memory",
  "spark.driver.maxResultSize",
  "spark.executor.extraJavaOptions",
  "spark.executor.memoryOffHeap.enabled",
  "spark.executor.memoryOffHeap.size",
];

/** Every table that it names with an order or partitions. */
const LAID_OUT = [
  ...["course_progress", "certification_progress", "program_progress", "course_history"].map(
    (fact) => `gold.fact_${fact}`,
  ),
  ...["certification_history", "program_history"].map((fact) => `gold.fact_${fact}`),
  ...["certification_progress", "user", "course", "manager_relationship", "fy_completed", "fy_began"].map(
    (dimension) => `gold.dim_${dimension}`,
  ),
];

test("the request is whole: every key and every table that was asked for", () => {
  const keys = request.flatMap((asked) => (asked.kind === "conf" ? [asked.key] : []));
  expect(keys.toSorted()).toEqual(ASKED.toSorted());
  const tables = request.flatMap((asked) => (asked.kind === "layout" ? [asked.table] : []));
  expect([...new Set(tables)].sort()).toEqual(LAID_OUT.toSorted());
});

test("the rules that it names exist", () => {
  const ids = rules.map(({ id }) => id);
  const named = request.flatMap((asked) => (asked.kind === "other" ? (asked.rules ?? []) : []));
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});
