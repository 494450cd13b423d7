import { expect, test } from "vitest";
import { examine } from "../../../rules/index.ts";
import { subject } from "../../../rules/subject.ts";
import { TODAY } from "./find.ts";

function find(conf: Readonly<Record<string, string>>) {
  const entries = Object.entries(conf).map(([key, value]) => ({ key, value }));
  const confs = [{ setAt: "launch", on: "spark", entries } as const];
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

test.each([
  ["spark.executor.memory", "0.5g", "512m"],
  ["spark.sql.shuffle.partitions", "2.5", "a value such as 200"],
  ["spark.sql.autoBroadcastJoinThreshold", "50 MB", "50MB"],
  ["spark.sql.autoBroadcastJoinThreshold", "50, MB", "a value such as 10MB"],
])("%s = %s is mended only where it is plain what was meant", (key, value, instead) => {
  expect(find({ [key]: value }).map((finding) => finding[3])).toEqual([instead]);
});

test("values that Spark takes are no finding", () => {
  const sound = {
    "spark.sql.shuffle.partitions": "400",
    "spark.sql.adaptive.forceApply": "TRUE",
    "spark.executor.memory": "8g",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.memory.storageFraction": "0",
    "spark.locality.wait": "10s",
    "spark.sql.defaultCacheStorageLevel": "disk_only",
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

test("a value is the default however it is spelt, and only where Spark has one", () => {
  const spelt = {
    "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "5",
    "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold": "0",
    "spark.sql.autoBroadcastJoinThreshold": "10240k",
    "spark.locality.wait": "3000ms",
    "spark.sql.ansi.enabled": " TRUE",
    "spark.master": "local[2]",
  };
  expect(find(spelt).map(([rule, where]) => [rule, where])).toEqual(
    Object.keys(spelt)
      .filter((key) => key !== "spark.master")
      .sort()
      .map((key) => ["spark-conf/default", key]),
  );
});

test.each([
  [
    { "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "0b" },
    "spark.memory.offHeap.enabled",
  ],
  [{ "spark.executor.heartbeatInterval": "120s" }, "spark.executor.heartbeatInterval"],
  [{ "spark.network.timeout": "10" }, "spark.executor.heartbeatInterval"],
  [
    {
      "spark.dynamicAllocation.enabled": "true",
      "spark.dynamicAllocation.minExecutors": "9",
      "spark.dynamicAllocation.maxExecutors": "8",
    },
    "spark.dynamicAllocation.minExecutors",
  ],
  [{ "spark.task.cpus": "5", "spark.executor.cores": "4" }, "spark.task.cpus"],
])("%j contradicts itself", (conf, where) => {
  const found = find(conf).filter(([rule]) => rule === "spark-conf/contradiction");
  expect(found.map(([, place]) => place)).toEqual([where]);
});

test.each([
  [{ "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "1b" }],
  [{ "spark.executor.heartbeatInterval": "119s" }],
  [{ "spark.network.timeout": "11" }],
  [{ "spark.dynamicAllocation.minExecutors": "9", "spark.dynamicAllocation.maxExecutors": "8" }],
  [{ "spark.task.cpus": "4", "spark.executor.cores": "4" }],
  // Without executor.cores its default is one core, or all of a worker's: not known here.
  [{ "spark.task.cpus": "5" }],
])("%j does not", (conf) => {
  expect(find(conf).filter(([rule]) => rule === "spark-conf/contradiction")).toEqual([]);
});
