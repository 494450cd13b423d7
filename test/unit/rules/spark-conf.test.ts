import { expect, test } from "vitest";
import { examine } from "../../../rules/index.ts";
import { subject } from "../../../rules/subject.ts";
import { TODAY } from "./find.ts";

function find(conf: Readonly<Record<string, string>>) {
  const entries = Object.entries(conf).map(([key, value]) => ({ key, value }));
  const confs = [{ setAt: "launch", on: "cluster", entries } as const];
  return examine(subject({ confs }), { today: TODAY }).map(({ rule, where, message, instead }) => [
    rule,
    where,
    message,
    instead,
  ]);
}

test.each([
  [
    "spark.sql.shuffle.partitions",
    "0",
    "is out of range: The value of spark.sql.shuffle.partitions must be positive",
  ],
  ["spark.sql.shuffle.partitions", "2.5", "is no whole number"],
  ["spark.sql.adaptive.enabled", "yes", "is neither true nor false"],
  [
    "spark.executor.memory",
    "0.5g",
    "is not a whole number with b, k, m, g, t or p, without a space or a fraction",
  ],
  [
    "spark.sql.autoBroadcastJoinThreshold",
    "50 MB",
    "is not a whole number with b, k, m, g, t or p, without a space or a fraction",
  ],
  ["spark.memory.storageFraction", "1", "is out of range: Storage fraction must be in [0,1)"],
  ["spark.io.encryption.keySizeBits", "64", "is none of 128, 192, 256"],
])("%s = %s is refused as Spark refuses it", (key, value, why) => {
  expect(find({ [key]: value }).map((finding) => finding.slice(0, 3))).toEqual([
    ["spark-conf/value", key, `"${value}" ${why}`],
  ]);
});

test("values that Spark takes are no finding", () => {
  const sound = {
    "spark.sql.shuffle.partitions": "200",
    "spark.sql.adaptive.enabled": "TRUE",
    "spark.executor.memory": "8g",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.memory.storageFraction": "0",
    "spark.locality.wait": "10s",
    "spark.sql.defaultCacheStorageLevel": "memory_and_disk",
  };
  expect(find(sound)).toEqual([]);
});

test("old names and deprecated keys are a warning, keys that are gone an error, each with Spark's own word", () => {
  const old = {
    "spark.unsafe.offHeap": "true",
    "spark.sql.adaptive.coalescePartitions.minPartitionNum": "1",
    "spark.sql.hive.verifyPartitionPath": "true",
    "spark.shuffle.spill": "true",
  };
  expect(find(old)).toEqual([
    [
      "spark-conf/unknown-key",
      "spark.shuffle.spill",
      'Spark has no "spark.shuffle.spill" since 1.6: Not used anymore.',
      "remove the key",
    ],
    [
      "spark-conf/outdated",
      "spark.sql.adaptive.coalescePartitions.minPartitionNum",
      "is deprecated since Spark 3.2: Use 'spark.sql.adaptive.coalescePartitions.minPartitionSize' instead.",
      "spark.sql.adaptive.coalescePartitions.minPartitionSize",
    ],
    [
      "spark-conf/unknown-key",
      "spark.sql.hive.verifyPartitionPath",
      "Spark has no \"spark.sql.hive.verifyPartitionPath\" since 4.0.0: This config was replaced by 'spark.sql.files.ignoreMissingFiles'.",
      "remove the key",
    ],
    [
      "spark-conf/outdated",
      "spark.unsafe.offHeap",
      "is an old name of spark.memory.offHeap.enabled",
      "spark.memory.offHeap.enabled",
    ],
  ]);
});
