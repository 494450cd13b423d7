import { databricksConf, databricksConfKeys } from "../catalog/databricks-conf.ts";
import { sessionDefaultOf } from "../catalog/delta-properties.ts";
import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../catalog/spark-conf.ts";
import { isReadByName } from "../catalog/spark-conf-unregistered.ts";
import { nearest } from "../model/nearest.ts";
import { eachEntry, launch, type Setting } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfUnknownKey: Rule = {
  id: "spark-conf/unknown-key",
  severity: "error",
  reason: "Spark stores a key it does not know and does nothing with it.",
  source: "src/catalog/spark-*/spark-conf.json, read from a running Spark",
  example: launch(
    { "spark.executor.memoryOffHeap.enabled": "true" },
    { "spark.eventLog.dir": "/tmp/events" },
  ),
  check({ confs }) {
    return eachEntry(confs, (entry) => {
      const { key, engine } = entry;
      const { removed, deprecated, renamed } = sparkConfHistory(key, engine);
      // A key under an old name is read, and another rule's.
      if (renamed !== undefined || isKnown(entry)) return [];
      const gone = removed ?? deprecated;
      const message =
        gone === undefined
          ? `Spark has no "${key}"`
          : `Spark has no "${key}" since ${gone.since}: ${gone.note}`;
      const meant = MEANT[key] ?? (gone === undefined ? nearest(key, candidates(entry)) : undefined);
      return [{ message, instead: meant ?? "remove the key" }];
    });
  },
};

/** Widespread names that are too far from what they stand for to be found by their spelling. */
const MEANT: Readonly<Record<string, string>> = {
  // The memory model before Spark 1.6; the code left with 3.0 (SPARK-26539).
  "spark.storage.memoryFraction": "spark.memory.storageFraction",
  "spark.shuffle.memoryFraction": "nothing: storage and execution share spark.memory.fraction",
  "spark.executor.memoryFraction": "spark.memory.fraction",
  "spark.executor.memoryOffHeap.enabled": "spark.memory.offHeap.enabled",
  "spark.executor.memoryOffHeap.size": "spark.memory.offHeap.size",
};

function isKnown({ key, engine, conf }: Setting): boolean {
  return (
    sparkConfEntry(key, engine) !== undefined ||
    isReadByName(key, engine) ||
    sessionDefaultOf(key, engine) !== undefined ||
    (conf.on !== "spark" && (databricksConf(key) !== undefined || isDatabricksOwn(key)))
  );
}

/** Databricks has keys of its own that it does not document; who sets one was told of it. */
function isDatabricksOwn(key: string): boolean {
  return key.startsWith("spark.databricks.") && nearest(key, databricksConfKeys()) === undefined;
}

function candidates({ engine, conf }: Setting): readonly string[] {
  return [...sparkConfKeys(engine), ...(conf.on === "spark" ? [] : databricksConfKeys())];
}
