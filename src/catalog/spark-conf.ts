import { catalogueFor, DEFAULT_ENGINE, type Engine } from "./engine.ts";
import type { SparkConfRecord, SparkConfFact, SparkConfHistory } from "./entries.ts";

/**
 * A key that this Spark reads.
 * @param engine @default the engine that the sandbox runs
 */
export function sparkConfEntry(key: string, engine: Engine = DEFAULT_ENGINE): SparkConfFact | undefined {
  const entry = record(key, engine);
  return entry?.type === undefined ? undefined : (entry as SparkConfFact);
}

/** What Spark says of a key beside what it takes, also of keys that it no longer reads. */
export function sparkConfHistory(key: string, engine: Engine = DEFAULT_ENGINE): SparkConfHistory {
  return record(key, engine) ?? {};
}

/** Keys that this Spark reads. */
export function sparkConfKeys(engine: Engine = DEFAULT_ENGINE): readonly string[] {
  return keys[engine];
}

const keys: Readonly<Record<Engine, readonly string[]>> = { "3.5": keysOf("3.5"), "4.0": keysOf("4.0") };

function keysOf(engine: Engine): readonly string[] {
  return Object.entries(catalogueFor(engine).sparkConf).flatMap(([key, { type }]) =>
    type === undefined ? [] : [key],
  );
}

function record(key: string, engine: Engine): SparkConfRecord | undefined {
  const entries = catalogueFor(engine).sparkConf;
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}
