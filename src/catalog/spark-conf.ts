import { catalogueFor, DEFAULT_ENGINE, type Engine } from "./engine.ts";

/** What a key's parser reads; `size` and `time` count in the entry's `unit` where the text names none. */
export type SparkConfType =
  "boolean" | "double" | "int" | "list" | "long" | "regex" | "size" | "text" | "time" | "word";

export type SizeUnit = "B" | "KiB" | "MiB" | "GiB";
export type TimeUnit = "ns" | "us" | "ms" | "s" | "min" | "h";

/** One key that Spark or Delta registers, as a running Spark reports it. */
export interface SparkConfFact {
  /** First sentence of the engine's documentation; empty for a few old keys. */
  readonly about: string;
  /** Its default, or a word in angle brackets when it has none or takes another key's. */
  readonly default: string;
  /**
   * `core` is fixed when the JVM starts, `static` when the session's catalogue is built, `session` can be
   * set at any time.
   */
  readonly scope: "core" | "static" | "session";
  /** The Spark version that brought it; empty for a few old keys. */
  readonly since: string;
  readonly type: SparkConfType;
  readonly unit?: SizeUnit | TimeUnit;
  /** All it may be: words, without regard to case unless `caseSensitive`, or a few numbers. @default not listed */
  readonly values?: readonly string[];
  readonly caseSensitive?: boolean;
  /** Smallest number taken, in `unit`. @default that of the type */
  readonly minimum?: number;
  /** Largest number taken, in `unit`. @default that of the type */
  readonly maximum?: number;
  /** For `double`: which of -1, 0, 0.5, 1, 1.5 and 1e9 are refused. @default none */
  readonly refuses?: readonly number[];
  /** The engine's sentence on values that it refuses. */
  readonly rule?: string;
  /** Not documented for users. @default false */
  readonly internal?: boolean;
}

/** What became of a key. */
export interface SparkConfHistory {
  /** The key that Spark reads in its place. */
  readonly renamed?: string;
  readonly deprecated?: { readonly since: string; readonly note: string };
  /** Setting it to anything but its last default is refused. */
  readonly removed?: { readonly since: string; readonly default: string; readonly note: string };
}

/** A line of the catalogue; without a `type` it is of a key that this Spark no longer reads. */
export type SparkConfRecord = Partial<SparkConfFact> & SparkConfHistory;

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
