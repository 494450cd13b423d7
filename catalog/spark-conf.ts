import data from "./spark-conf.json" with { type: "json" };

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

type Entry = Partial<SparkConfFact> & SparkConfHistory;

// The file is generated; a test compares it with the engine, so its shape holds.
const entries = data.entries as Readonly<Record<string, Entry>>;

/** A key that this Spark reads. */
export function sparkConfEntry(key: string): SparkConfFact | undefined {
  const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
  return entry?.type === undefined ? undefined : (entry as SparkConfFact);
}

/** What Spark says of a key beside what it takes, also of keys that it no longer reads. */
export function sparkConfHistory(key: string): SparkConfHistory {
  return Object.hasOwn(entries, key) ? (entries[key] ?? {}) : {};
}

/** Keys that this Spark reads. */
export function sparkConfKeys(): readonly string[] {
  return Object.keys(entries).filter((key) => entries[key]?.type !== undefined);
}
