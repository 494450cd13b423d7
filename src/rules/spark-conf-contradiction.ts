import { readSize, readTime } from "../catalog/spark-conf-values.ts";
import { effective, isOn, isUnknownKey, launch, setting } from "./conf.ts";
import type { Breach, Rule } from "./finding.ts";
import type { ConfSubject } from "./subject.ts";

/** Two keys that cannot both be meant. */
interface Pair {
  /** The key that a finding is about; only looked at where it or the other is set. */
  readonly key: string;
  readonly other: string;
  readonly fault: (conf: ConfSubject) => Pick<Breach, "message" | "instead"> | undefined;
}

const bytes = (conf: ConfSubject, key: string, unit = "B") => readSize(effective(conf, key) ?? "", unit);
const milliseconds = (conf: ConfSubject, key: string, unit: string) => {
  const value = readTime(effective(conf, key) ?? "", unit);
  return value === undefined ? undefined : unit === "s" ? value * 1000n : value;
};
const whole = (conf: ConfSubject, key: string) => {
  const text = effective(conf, key)?.trim() ?? "";
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined;
};
const above = (a: bigint | undefined, b: bigint | undefined) => a !== undefined && b !== undefined && a > b;

const OFF_HEAP = "spark.memory.offHeap.enabled";
const OFF_HEAP_SIZE = "spark.memory.offHeap.size";
const HEARTBEAT = "spark.executor.heartbeatInterval";
const NETWORK = "spark.network.timeout";
const LEAST = "spark.dynamicAllocation.minExecutors";
const MOST = "spark.dynamicAllocation.maxExecutors";
const TASK_CPUS = "spark.task.cpus";
const CORES = "spark.executor.cores";
const METASTORE_JARS = "spark.sql.hive.metastore.jars";
const METASTORE_PATH = "spark.sql.hive.metastore.jars.path";

/** Each is refused when Spark starts, or its catalogue is first used. */
const PAIRS: readonly Pair[] = [
  {
    ...{ key: OFF_HEAP, other: OFF_HEAP_SIZE },
    fault: (conf) =>
      isOn(conf, OFF_HEAP) && bytes(conf, OFF_HEAP_SIZE) === 0n
        ? { message: `is on, and ${OFF_HEAP_SIZE} is 0`, instead: `${OFF_HEAP_SIZE} 2g` }
        : undefined,
  },
  {
    ...{ key: HEARTBEAT, other: NETWORK },
    fault: (conf) => {
      const [beat, timeout] = [milliseconds(conf, HEARTBEAT, "ms"), milliseconds(conf, NETWORK, "s")];
      return beat !== undefined && timeout !== undefined && beat >= timeout
        ? {
            message: `${effective(conf, HEARTBEAT) ?? ""} is not under ${NETWORK}, ${effective(conf, NETWORK) ?? ""}`,
            instead: "10s, a small part of the timeout",
          }
        : undefined;
    },
  },
  {
    ...{ key: LEAST, other: MOST },
    fault: (conf) =>
      isOn(conf, "spark.dynamicAllocation.enabled") && above(whole(conf, LEAST), whole(conf, MOST))
        ? {
            message: `is over ${MOST}, ${effective(conf, MOST) ?? ""}`,
            instead: `at most ${effective(conf, MOST) ?? ""}`,
          }
        : undefined,
  },
  {
    ...{ key: TASK_CPUS, other: CORES },
    fault: (conf) =>
      setting(conf, CORES) !== undefined && above(whole(conf, TASK_CPUS), whole(conf, CORES))
        ? {
            message: `is over ${CORES}, ${effective(conf, CORES) ?? ""}`,
            instead: `at most ${effective(conf, CORES) ?? ""}`,
          }
        : undefined,
  },
  {
    ...{ key: METASTORE_JARS, other: METASTORE_PATH },
    fault: (conf) =>
      effective(conf, METASTORE_JARS)?.trim() === "path" &&
      !isUnknownKey(conf, METASTORE_PATH) &&
      (effective(conf, METASTORE_PATH) ?? "").trim() === ""
        ? {
            message: `is path, and ${METASTORE_PATH} is not set`,
            instead: `${METASTORE_PATH} beside it, with where the metastore's jars lie, or maven`,
          }
        : undefined,
  },
];

export const sparkConfContradiction: Rule = {
  id: "spark-conf/contradiction",
  severity: "error",
  reason: "Spark compares the two when it starts, and does not start.",
  source: "Spark 4.0: SparkConf.validateSettings, MemoryManager, ExecutorAllocationManager",
  example: launch(
    { "spark.memory.offHeap.enabled": "true" },
    { "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "2g" },
  ),
  check({ confs }) {
    return confs.flatMap((conf) =>
      PAIRS.flatMap(({ key, other, fault }) => {
        const entry = setting(conf, key) ?? setting(conf, other);
        const found = entry === undefined || conf.setAt === "session" ? undefined : fault(conf);
        return found === undefined ? [] : [{ where: key, at: entry?.at, ...found }];
      }),
    );
  },
};
