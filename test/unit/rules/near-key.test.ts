import { expect, test } from "vitest";
import { sparkConfKeys } from "../../../src/catalog/spark-conf.ts";
import { examine } from "../../../src/rules/index.ts";
import { nearKey } from "../../../src/rules/near-key.ts";
import { type Compute, subject } from "../../../src/rules/subject.ts";
import { TODAY } from "./find.ts";

const known = sparkConfKeys();

test.each([
  ["spark.sql.suffle.partitions", "spark.sql.shuffle.partitions"],
  ["spark.sql.shuffle.partitons", "spark.sql.shuffle.partitions"],
  ["spark.sql.shufle.partitoins", "spark.sql.shuffle.partitions"],
  ["spark.sql.shufflePartitions", "spark.sql.shuffle.partitions"],
  ["spark.shuffle.partitions", "spark.sql.shuffle.partitions"],
  ["spark.sql.autoBroadcastJoinTreshold", "spark.sql.autoBroadcastJoinThreshold"],
  ["spark.sql.adaptive.advisoryPartitionSize", "spark.sql.adaptive.advisoryPartitionSizeInBytes"],
  [
    "spark.databricks.delta.retentionDurationCheck.enable",
    "spark.databricks.delta.retentionDurationCheck.enabled",
  ],
  ["spark.databricks.delta.schema.autoMerge.enable", "spark.databricks.delta.schema.autoMerge.enabled"],
])("%s is a slip for %s", (given, meant) => {
  expect(nearKey(given, known)).toBe(meant);
});

test.each([
  "spark.redis.host",
  "spark.rapids.sql.enabled",
  "spark.es.nodes",
  "spark.databricks.optimizer.rangeJoin.enabled",
  "spark.databricks.acl.enabled",
  "spark.sql.made.up",
])("%s is a word of its own", (given) => {
  expect(nearKey(given, known)).toBeUndefined();
});

function judged(key: string, value: string, on: Compute) {
  const confs = [{ setAt: "launch", on, entries: [{ key, value }] } as const];
  return examine(subject({ confs }), { today: TODAY }).map(({ severity, rule, instead }) => [
    severity,
    rule,
    instead,
  ]);
}

test("what is near to no key of Spark's is information where it may be somebody else's, and an error elsewhere", () => {
  const rule = "spark-conf/unknown-key";
  const info = [["info", rule, "nothing, where something else reads it"]];
  expect(judged("spark.redis.host", "db", "cluster")).toEqual(info);
  expect(judged("spark.sql.iceberg.handle-timestamp-without-timezone", "true", "spark")).toEqual(info);
  expect(judged("spark.databricks.nobody.knows.it", "1", "cluster")).toEqual(info);
  expect(judged("spark.sql.adaptive.nothing", "1", "cluster")).toEqual([["error", rule, "remove the key"]]);
  // A size is not meant for a switch.
  expect(judged("spark.sql.adaptive.enable", "5", "spark")).toEqual([["error", rule, "remove the key"]]);
  expect(judged("spark.databricks.preemption.enabled", "true", "spark")).toEqual([
    ["error", rule, "remove the key"],
  ]);
  expect(judged("spark.databricks.preemption.enabled", "true", "cluster")).toEqual([]);
  expect(judged("spark.databricks.preemption.enable", "true", "cluster")).toEqual([
    ["error", rule, "spark.databricks.preemption.enabled"],
  ]);
});
