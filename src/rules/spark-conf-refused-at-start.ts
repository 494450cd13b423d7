import { readSize } from "../catalog/spark-conf-values.ts";
import { eachEntry, launch } from "./conf.ts";
import type { Breach, Rule } from "./finding.ts";

/** Half again the 300 MB that Spark keeps for itself: `UnifiedMemoryManager`. */
const LEAST_HEAP = 450n;
/** A buffer is an array of Java: `KryoSerializer`. */
const LARGEST_BUFFER_MIB = 2048n;

/** Bounds that no parser knows, in MiB. */
const BOUNDS: Readonly<
  Record<string, (mebibytes: bigint) => Pick<Breach, "message" | "instead"> | undefined>
> = {
  "spark.executor.memory": (size) =>
    size < LEAST_HEAP
      ? { message: `is under ${LEAST_HEAP} MB, of which Spark keeps 300 for itself`, instead: "1g" }
      : undefined,
  "spark.kryoserializer.buffer": tooLarge,
  "spark.kryoserializer.buffer.max": tooLarge,
};

function tooLarge(size: bigint) {
  return size < LARGEST_BUFFER_MIB
    ? undefined
    : { message: "is no less than 2048 MB, more than a buffer can hold", instead: "at most 2047m" };
}

export const sparkConfRefusedAtStart: Rule = {
  id: "spark-conf/refused-at-start",
  severity: "error",
  reason: "Spark takes the value, and does not start with it.",
  source: "Spark 4.0: INVALID_KRYO_SERIALIZER_BUFFER_SIZE, INVALID_EXECUTOR_MEMORY",
  example: launch({ "spark.kryoserializer.buffer.max": "2g" }, { "spark.kryoserializer.buffer.max": "1g" }),
  check({ confs }) {
    return eachEntry(confs, ({ key, value, conf }) => {
      const bound = Object.hasOwn(BOUNDS, key) && conf.setAt === "launch" ? BOUNDS[key] : undefined;
      const size = readSize(value, key === "spark.kryoserializer.buffer" ? "KiB" : "MiB");
      if (bound === undefined || size === undefined) return [];
      const fault = bound(key === "spark.kryoserializer.buffer" ? size / 1024n : size);
      return fault === undefined ? [] : [{ ...fault, message: `${value} ${fault.message}` }];
    });
  },
};
