export interface DeltaFeature {
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
}

/** A line of the catalogue; without a `type` it is of a key that this Spark no longer reads. */
export type SparkConfRecord = Partial<SparkConfFact> & SparkConfHistory;

/** A line of the generated catalogue. */
export interface DeltaPropertyEntry extends PropertyValues {
  /** What holds where a table does not say; `null` for nothing. */
  readonly default: string | null;
  /** Whether a user may set it at all. */
  readonly editable: boolean;
  readonly rule: string;
}

/** A name that SET TBLPROPERTIES refuses, in the engine's words. */
export interface ReservedProperty {
  /** The engine's error condition, or the exception where it has none. */
  readonly condition: string;
  readonly says: string;
}

/** What one change of a table property did to a table with rows; `null` where the table does not say a value. */
export interface PropertyEffect {
  readonly from: string | null;
  readonly to: string | null;
  /** The engine's error condition, where it refuses the change. @default it takes it */
  readonly refused?: string;
  /** Whether data files went for others. */
  readonly rewrites?: boolean;
  /** Table features that the table did not have before. */
  readonly adds?: readonly string[];
  /** Versions that readers and writers need afterwards. */
  readonly reader?: number;
  readonly writer?: number;
}

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

/** What a property's text may be. */
export interface PropertyValues {
  readonly kind: PropertyKind;
  /** For `word` and `list`: all it may be. @default any */
  readonly values?: readonly string[];
  readonly caseSensitive?: boolean;
  /** For `integer`: the smallest taken, in digits. @default no limit */
  readonly minimum?: string;
  /** For `integer`: the largest taken, in digits. @default no limit */
  readonly maximum?: string;
}

/** What a key's parser reads; `size` and `time` count in the entry's `unit` where the text names none. */
export type SparkConfType =
  "boolean" | "double" | "int" | "list" | "long" | "regex" | "size" | "text" | "time" | "word";

export type SizeUnit = "B" | "KiB" | "MiB" | "GiB";

export type TimeUnit = "ns" | "us" | "ms" | "s" | "min" | "h";

/**
 * How the engine reads a property's text. `word` is one of a few, compared without regard to case unless
 * `caseSensitive`; `list` is words with commas between; `json` an object of texts; `text` stands as it is.
 */
export type PropertyKind = "boolean" | "bytes" | "integer" | "interval" | "json" | "list" | "word" | "text";
