import { expect, test } from "vitest";
import { examine } from "../../../src/rules/index.ts";
import { type ConfSubject, subject } from "../../../src/rules/subject.ts";
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
  ["spark.sql.streaming.stateStore.encodingFormat", "json", "is none of unsaferow, avro"],
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
    "spark.sql.streaming.stateStore.encodingFormat": "Avro",
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
      "spark.sql.files.ignoreMissingFiles",
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

test("a key that a switch governs is judged by what it is set to, and left alone at its default", () => {
  const advisory = "spark.sql.adaptive.advisoryPartitionSizeInBytes";
  const coalesce = "spark.sql.adaptive.coalescePartitions";
  const idle = (conf: Readonly<Record<string, string>>) =>
    find(conf)
      .filter(([rule]) => rule === "spark-conf/no-effect")
      .map(([, where, message]) => `${where ?? ""} ${message ?? ""}`);
  expect(idle({ [advisory]: "128MB" })).toEqual([
    `${advisory} is the most that a partition is coalesced to, and no size to aim for, while ${coalesce}.parallelismFirst is true`,
  ]);
  // A number of partitions to keep to takes the switch's place.
  expect(idle({ [advisory]: "128MB", [`${coalesce}.minPartitionNum`]: "1" })).toEqual([]);
  expect(idle({ "spark.dynamicAllocation.executorIdleTimeout": "60s" })).toEqual([]);
  expect(idle({ "spark.dynamicAllocation.executorIdleTimeout": "90s" })).toHaveLength(1);
  // Spark takes Kryo by itself for some shuffles, whatever the serializer.
  expect(idle({ "spark.kryoserializer.buffer.max": "512m" })).toEqual([]);
  expect(idle({ "spark.shuffle.service.port": "7447" })).toEqual([]);
});

test.each([
  ["spark.kryoserializer.buffer", "2097152", 1],
  ["spark.kryoserializer.buffer", "2047m", 0],
  ["spark.kryoserializer.buffer.max", "2048", 1],
  ["spark.kryoserializer.buffer.max", "2047", 0],
  ["spark.executor.memory", "449m", 1],
  ["spark.executor.memory", "450m", 0],
  ["spark.executor.memory", "half", 0],
])("%s %s has %i findings of what no parser knows", (key, value, count) => {
  expect(find({ [key]: value }).filter(([rule]) => rule === "spark-conf/refused-at-start")).toHaveLength(
    count,
  );
});

test.each([
  ["-XX:+UseG1GC -XX:+UseParallelGC", ["chooses UseG1GC and UseParallelGC, of which a JVM takes one"]],
  ["-XX:+UseConcMarkSweepGC -XX:+UseParallelGC", []],
  ["-XX:+UseG1GC -XX:-UseParallelGC", []],
  ["-XX:+UseG1GC -XX:-UseG1GC -XX:+UseZGC", []],
  ["-Dx=-XX:+UseZGC -XX:+UseG1GC", []],
  ["-Dspark.a.b=c -Xmx1g", ["holds -Dspark.a.b=c", "holds -Xmx1g"]],
])("the Java options %s", (value, messages) => {
  const of = (key: string) =>
    find({ [key]: value })
      .filter(([rule]) => rule === "spark-conf/java-options")
      .map(([, , message]) => message);
  expect(of("spark.executor.extraJavaOptions")).toEqual(messages);
  expect(of("spark.driver.extraJavaOptions")).toEqual(messages.filter((text) => !text.startsWith("holds")));
});

test.each([
  ["-XX:+UnlockDiagnosticVMOptions", 1],
  ["-XX:+UnlockDiagnosticVMOptions -XX:+UseSerialGC", 1],
  ["-XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=1", 0],
  ["-XX:+UnlockDiagnosticVMOptions -XX:+LogCompilation", 0],
  ["-XX:+UseG1GC", 1],
  ["-XX:+UseConcMarkSweepGC -XX:+UseParNewGC", 2],
  ["-verbose:gc", 0],
])("of the Java options %s, %i have no effect", (value, count) => {
  const found = find({ "spark.executor.extraJavaOptions": value });
  expect(found.filter(([rule]) => rule === "spark-conf/idle-java-options")).toHaveLength(count);
});

test("an access mode is judged where it is known, from the runtime on that it matters", () => {
  const say = (parts: Partial<ConfSubject>, [key, value]: readonly [string, string]) => {
    const confs = [{ setAt: "launch", on: "cluster", entries: [{ key, value }], ...parts } as const];
    const found = examine(subject({ confs }), { today: TODAY });
    return found.filter(({ rule }) => rule === "spark-conf/access-mode").length;
  };
  const arrow = ["spark.sql.execution.arrow.pyspark.enabled", "true"] as const;
  expect(say({ accessMode: "standard", runtime: "17.3" }, arrow)).toBe(1);
  expect(say({ accessMode: "standard", runtime: "13.3" }, arrow)).toBe(0);
  expect(say({ accessMode: "standard" }, arrow)).toBe(0);
  expect(say({ accessMode: "dedicated", runtime: "17.3" }, arrow)).toBe(0);
  expect(say({ runtime: "17.3" }, arrow)).toBe(0);
  const passthrough = "spark.databricks.passthrough.enabled";
  expect(say({ accessMode: "dedicated" }, [passthrough, "true"])).toBe(1);
  expect(say({ accessMode: "dedicated" }, [passthrough, "False"])).toBe(0);
});
