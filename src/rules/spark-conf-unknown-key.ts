import { databricksConfNames, isDatabricksConf } from "../catalog/databricks-conf.ts";
import { deltaProperty, deltaPropertyKeys, sessionDefaultOf } from "../catalog/delta-properties.ts";
import { type Engine, ENGINES } from "../catalog/engine.ts";
import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../catalog/spark-conf.ts";
import { isReadByName } from "../catalog/spark-conf-unregistered.ts";
import { sparkConfFault } from "../catalog/spark-conf-values.ts";
import { nearest } from "../model/nearest.ts";
import { eachKey, launch, type Setting as Valued } from "./conf.ts";
import type { Breach, Rule } from "./finding.ts";
import { nearKey } from "./near-key.ts";

type Setting = Omit<Valued, "value"> & { readonly value: string | undefined };
type Said = Pick<Breach, "message" | "instead" | "severity">;

export const sparkConfUnknownKey: Rule = {
  id: "spark-conf/unknown-key",
  severity: "error",
  reason:
    "Spark stores a key it does not know and does nothing with it. A key that is near to none of Spark's may be read by a package, or by Databricks, and is information.",
  source: "src/catalog/spark-*/spark-conf.json, read from a running Spark",
  example: launch(
    { "spark.executor.memoryOffHeap.enabled": "true" },
    { "spark.eventLog.dir": "/tmp/events" },
  ),
  check({ confs }) {
    return eachKey(confs, (entry) => {
      const said = judge(entry);
      return said === undefined ? [] : [said];
    });
  },
};

function judge(entry: Setting): Said | undefined {
  const { key, engine, conf } = entry;
  const { removed, deprecated, renamed } = sparkConfHistory(key, engine);
  // A key under an old name is read, and another rule's.
  if (renamed !== undefined || isKnown(entry)) return undefined;
  const gone = removed ?? deprecated;
  if (gone !== undefined) {
    const message = `Spark has no "${key}" since ${gone.since}: ${gone.note}`;
    return { message, instead: MEANT[key] ?? successor(gone.note, entry) ?? "remove the key" };
  }
  const property = sessionDefaultOf(key, engine);
  if (property !== undefined) {
    const near = nearest(property, deltaPropertyKeys(engine));
    const message = `sets the default of ${property}, which Delta does not have`;
    if (near === undefined || near.length < property.length / 2) {
      return { severity: "info", message, instead: "nothing, where something else reads it" };
    }
    return {
      message,
      instead: key.slice(0, -property.length + "delta.".length) + near.slice("delta.".length),
    };
  }
  const message = `Spark has no "${key}"`;
  const meant = MEANT[key] ?? misspelt(entry);
  if (meant !== undefined) return { message, instead: meant };
  if (conf.on === "spark" && isDatabricksConf(key)) {
    return { message: `only Databricks has "${key}"`, instead: "remove the key" };
  }
  if (isOpenFamily(entry)) {
    const who = key.startsWith(OWN) ? "Databricks does not document it" : "a package may read it";
    return {
      severity: "info",
      message: `${message} itself; ${who}`,
      instead: "nothing, where something else reads it",
    };
  }
  return { message, instead: "remove the key" };
}

const OWN = "spark.databricks.";

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
    isDefaultOfKnown(key, engine) ||
    (conf.on !== "spark" && isDatabricksConf(key))
  );
}

/** Whether it is what new tables take for a property of Delta's, whose open families take any name. */
function isDefaultOfKnown(key: string, engine: Engine): boolean {
  const property = sessionDefaultOf(key, engine);
  if (property === undefined) return false;
  return (
    deltaProperty(property, engine) !== undefined ||
    /^delta\.(constraints|feature|universalformat\.config)\./i.test(property)
  );
}

/** The key that Spark's own note on a removed one names. */
function successor(note: string, { engine }: Setting): string | undefined {
  const named = note.match(/spark\.[\w.]*\w/g) ?? [];
  return named.find((key) => sparkConfEntry(key, engine) !== undefined || isReadByName(key, engine));
}

/** A known key that is near in its spelling, and takes the value. */
function misspelt({ key, value, engine, conf }: Setting): string | undefined {
  const known = [...sparkConfKeys(engine), ...(conf.on === "spark" ? [] : databricksConfNames())];
  const meant = nearKey(key, known);
  const fact = meant === undefined ? undefined : sparkConfEntry(meant, engine);
  // A number is not meant for a switch.
  const isOtherKind =
    fact?.type === "boolean" && value !== undefined && sparkConfFault(fact, value) !== undefined;
  return isOtherKind ? undefined : meant;
}

/** Whether keys below the same name may be somebody else's than Spark's: none of Spark's stand there, of any version. */
function isOpenFamily({ key }: Setting): boolean {
  if (key.startsWith(OWN)) return true;
  const family = key.slice(0, key.lastIndexOf(".") + 1);
  if (family === "spark.") return true;
  return !ENGINES.some(
    (engine) => isReadByName(key, engine) || sparkConfKeys(engine).some((known) => known.startsWith(family)),
  );
}
