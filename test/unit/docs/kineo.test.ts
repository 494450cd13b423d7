import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kineoPage } from "../../../docs/generate/kineo.ts";
import { corrections } from "../../../tables/corrections.ts";
import { sparkConf } from "../../../tables/spark-conf.ts";

test("docs/kineo.md is what its list says (npm run docs writes it)", () => {
  expect(readFileSync("docs/kineo.md", "utf8")).toBe(kineoPage());
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

test("every key that was asked for is in the conf or among the corrections", () => {
  const planned = sparkConf.flatMap(({ entries }) => entries.map(({ key }) => key));
  const corrected = corrections.map(({ asked }) => asked).join(" ");
  expect(ASKED.filter((key) => !planned.includes(key) && !corrected.includes(key))).toEqual([]);
});
