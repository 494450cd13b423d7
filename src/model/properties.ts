import { type ColumnPath, readPath, whyNoPath, writePath } from "./column-path.ts";
import { identifierIfNeeded } from "./identifier.ts";
import { splitColumns } from "./statistics-columns.ts";
import { type Bytes, engineBytes, engineInterval, type Interval, readBytes, readInterval } from "./units.ts";

/**
 * The table properties of Delta and Databricks that a table file may set, typed. What else begins with `delta.` is
 * refused, as the engine refuses it.
 */
export interface DeltaProperties {
  /** Refuse updates and deletes. @default false */
  readonly "delta.appendOnly"?: boolean;
  /** Compact small files after writes where `delta.autoOptimize.autoCompact` does not say. @default the engine's */
  readonly "delta.autoOptimize"?: boolean;
  /** Shuffle before writing so that each write makes fewer, larger files. @default the engine's */
  readonly "delta.autoOptimize.optimizeWrite"?: boolean;
  /** Compact small files after a write; `"auto"` and `"legacy"` (Databricks only) say how the target size is found. @default the engine's */
  readonly "delta.autoOptimize.autoCompact"?: boolean | "auto" | "legacy";
  /** Read a TIME of Iceberg as a number, while a table is converted. @default false */
  readonly "delta.castIcebergTimeType"?: boolean;
  /** Keep statistics in checkpoints as JSON, which every reader knows. @default true */
  readonly "delta.checkpoint.writeStatsAsJson"?: boolean;
  /** Keep statistics in checkpoints as columns, which newer readers find faster. @default true */
  readonly "delta.checkpoint.writeStatsAsStruct"?: boolean;
  /** Commits between two checkpoints of the log. @default 10 */
  readonly "delta.checkpointInterval"?: number;
  /** Form of checkpoints; `"v2"` asks for newer readers. @default "classic" */
  readonly "delta.checkpointPolicy"?: "classic" | "v2";
  /** How long checkpoints stay that nothing needs. @default 2 days */
  readonly "delta.checkpointRetentionDuration"?: Interval;
  /** Names of columns apart from those in the files, so that they can be renamed and dropped; taking it off rewrites every file. @default "none" */
  readonly "delta.columnMapping.mode"?: "id" | "name" | "none";
  /** Write a manifest of the files with each commit, for readers that know no Delta. @default false */
  readonly "delta.compatibility.symlinkFormatManifest.enabled"?: boolean;
  /** How many of the first columns get file statistics; −1 for all. @default 32, more where a layout key stands later */
  readonly "delta.dataSkippingNumIndexedCols"?: number;
  /** The columns that get file statistics; takes precedence over their number. @default by number */
  readonly "delta.dataSkippingStatsColumns"?: readonly string[];
  /** How long files stay after the table dropped them; VACUUM keeps to it. @default 1 week */
  readonly "delta.deletedFileRetentionDuration"?: Interval;
  /** How much history a `DROP FEATURE … TRUNCATE HISTORY` leaves. @default 24 hours */
  readonly "delta.dropFeatureTruncateHistory.retentionDuration"?: Interval;
  /** Former name of `delta.enableChangeDataFeed`. @default false */
  readonly "delta.enableChangeDataCapture"?: boolean;
  /** Record row-level changes for readers of the change data feed. @default false */
  readonly "delta.enableChangeDataFeed"?: boolean;
  /** Mark deleted rows beside the files instead of rewriting them. @default the engine's */
  readonly "delta.enableDeletionVectors"?: boolean;
  /** Delete history that is older than `delta.logRetentionDuration`. @default true */
  readonly "delta.enableExpiredLogCleanup"?: boolean;
  /** Not read by Delta 4.0. @default true */
  readonly "delta.enableFullRetentionRollback"?: boolean;
  /** Write files as Iceberg reads them, in its first version; asks for column mapping. @default false */
  readonly "delta.enableIcebergCompatV1"?: boolean;
  /** Write files as Iceberg reads them; asks for column mapping. @default false */
  readonly "delta.enableIcebergCompatV2"?: boolean;
  /** Keep the time of a commit within it, so that copying the table does not change it. @default false */
  readonly "delta.enableInCommitTimestamps"?: boolean;
  /** Give every row an id that outlives rewrites. @default false */
  readonly "delta.enableRowTracking"?: boolean;
  /** Widen types of columns without rewriting files. @default false, true with the first type that this library widens */
  readonly "delta.enableTypeWidening"?: boolean;
  /** Keep fields of VARIANT columns apart in new files. @default false */
  readonly "delta.enableVariantShredding"?: boolean;
  /** Leave out partitions by bucket, while a table of Iceberg is converted. @default false */
  readonly "delta.ignoreIcebergBucketPartition"?: boolean;
  /** Create a table with the versions that it needs, whatever the session's defaults. @default false */
  readonly "delta.ignoreProtocolDefaults"?: boolean;
  /** Which writers at once are refused; Delta itself takes `"Serializable"` alone. @default the engine's */
  readonly "delta.isolationLevel"?: "Serializable" | "WriteSerializable";
  /** How far back time travel and streams can read the log; at least as long as deleted files are kept. @default 30 days */
  readonly "delta.logRetentionDuration"?: Interval;
  /** The version that readers need at the least; it is never lowered. @default what the table's features ask for */
  readonly "delta.minReaderVersion"?: number;
  /** The version that writers need at the least; it is never lowered. @default what the table's features ask for */
  readonly "delta.minWriterVersion"?: number;
  /** Letters of the random beginning of a file's path. @default 2 */
  readonly "delta.randomPrefixLength"?: number;
  /** Begin the paths of files at random, in place of folders by partition. @default false */
  readonly "delta.randomizeFilePrefixes"?: boolean;
  /** Where readers and writers are sent to instead, as JSON; a preview of Delta's. @default nowhere */
  readonly "delta.redirectReaderWriter-preview"?: string;
  /** Where writers are sent to instead, as JSON; a preview of Delta's. @default nowhere */
  readonly "delta.redirectWriterOnly-preview"?: string;
  /** Not read by Delta 4.0. @default 7 days */
  readonly "delta.sampleRetentionDuration"?: Interval;
  /** How long Delta remembers which batches a stream has written; one that pauses longer writes its last again. @default for ever */
  readonly "delta.setTransactionRetentionDuration"?: Interval;
  /** Size OPTIMIZE and auto compaction aim for. Databricks only. @default chosen by Databricks from the table's size */
  readonly "delta.targetFileSize"?: Bytes;
  /** Smaller files for tables that are merged often. Databricks only. @default decided by Databricks */
  readonly "delta.tuneFileSizesForRewrites"?: boolean;
  /** Formats whose readers find the table by metadata written with each commit. @default none */
  readonly "delta.universalFormat.enabledFormats"?: readonly ("hudi" | "iceberg")[];
}

/**
 * Delta's properties, table features by name (`"delta.feature.<name>": "supported"`), and properties of one's own: any
 * name that does not begin with `delta.`, with a text, such as `quality: "gold"`. The engine does not read them.
 */
export interface TableProperties extends DeltaProperties {
  /** A property of one's own, or a table feature by name. */
  readonly [own: string]: DeltaProperties[keyof DeltaProperties];
}

/** Holds properties against what their keys may have; a key that begins with `delta.` is one of Delta's. */
export type KnownProperties<Properties> = {
  readonly [Key in keyof Properties]: Key extends keyof DeltaProperties
    ? DeltaProperties[Key]
    : Key extends `delta.feature.${string}`
      ? "supported"
      : Key extends `delta.${string}`
        ? never
        : string;
};

/** What a property holds: words of its own, a list of some, or what has a name of its own. */
export type PropertyValueKind =
  | "boolean"
  | "bytes"
  | "columns"
  | "integer"
  | "interval"
  | "text"
  | readonly (boolean | string)[]
  | { readonly listOf: readonly string[] };

/** What each property holds, from which it is checked, written for the engine and read back; a test holds it against the catalogue. */
export const DELTA_PROPERTY_KINDS = {
  "delta.appendOnly": "boolean",
  "delta.autoOptimize": "boolean",
  "delta.autoOptimize.optimizeWrite": "boolean",
  "delta.autoOptimize.autoCompact": ["auto", "legacy", true, false],
  "delta.castIcebergTimeType": "boolean",
  "delta.checkpoint.writeStatsAsJson": "boolean",
  "delta.checkpoint.writeStatsAsStruct": "boolean",
  "delta.checkpointInterval": "integer",
  "delta.checkpointPolicy": ["classic", "v2"],
  "delta.checkpointRetentionDuration": "interval",
  "delta.columnMapping.mode": ["id", "name", "none"],
  "delta.compatibility.symlinkFormatManifest.enabled": "boolean",
  "delta.dataSkippingNumIndexedCols": "integer",
  "delta.dataSkippingStatsColumns": "columns",
  "delta.deletedFileRetentionDuration": "interval",
  "delta.dropFeatureTruncateHistory.retentionDuration": "interval",
  "delta.enableChangeDataCapture": "boolean",
  "delta.enableChangeDataFeed": "boolean",
  "delta.enableDeletionVectors": "boolean",
  "delta.enableExpiredLogCleanup": "boolean",
  "delta.enableFullRetentionRollback": "boolean",
  "delta.enableIcebergCompatV1": "boolean",
  "delta.enableIcebergCompatV2": "boolean",
  "delta.enableInCommitTimestamps": "boolean",
  "delta.enableRowTracking": "boolean",
  "delta.enableTypeWidening": "boolean",
  "delta.enableVariantShredding": "boolean",
  "delta.ignoreIcebergBucketPartition": "boolean",
  "delta.ignoreProtocolDefaults": "boolean",
  "delta.isolationLevel": ["Serializable", "WriteSerializable"],
  "delta.logRetentionDuration": "interval",
  "delta.minReaderVersion": "integer",
  "delta.minWriterVersion": "integer",
  "delta.randomPrefixLength": "integer",
  "delta.randomizeFilePrefixes": "boolean",
  "delta.redirectReaderWriter-preview": "text",
  "delta.redirectWriterOnly-preview": "text",
  "delta.sampleRetentionDuration": "interval",
  "delta.setTransactionRetentionDuration": "interval",
  "delta.targetFileSize": "bytes",
  "delta.tuneFileSizesForRewrites": "boolean",
  "delta.universalFormat.enabledFormats": { listOf: ["hudi", "iceberg"] },
} as const satisfies Readonly<Record<keyof DeltaProperties, PropertyValueKind>>;

const KINDS: Readonly<Record<string, PropertyValueKind>> = DELTA_PROPERTY_KINDS;

/** The properties as the engine spells them, sorted by key. */
export function engineProperties(properties: TableProperties): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties)
      .flatMap(([key, value]) => (value === undefined ? [] : [[key, written(KINDS[key], value)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function written(
  kind: PropertyValueKind | undefined,
  value: boolean | number | string | readonly string[],
): string {
  if (typeof value === "object") return (kind === "columns" ? value.map(statisticsColumn) : value).join(",");
  if (kind === "interval") return engineInterval(value as Interval);
  return kind === "bytes" ? engineBytes(value as Bytes) : String(value);
}

/** A live property as a table file says it; `undefined` for a key or a text that no table file can say. */
export function readProperty(
  key: string,
  text: string,
): boolean | number | string | readonly string[] | undefined {
  if (!/^delta\.(?!feature\.)/i.test(key)) return text;
  const known = Object.keys(KINDS).find((name) => name.toLowerCase() === key.toLowerCase());
  const kind = known === undefined ? undefined : KINDS[known];
  switch (kind) {
    case undefined:
      return undefined;
    case "boolean":
      return oneOf([true, false], text);
    case "bytes":
      return readBytes(text);
    case "columns":
      return statisticsColumns(text);
    case "integer":
      return readInteger(text);
    case "interval":
      return readInterval(text);
    case "text":
      return text;
    default:
      return "listOf" in kind ? listOf(kind.listOf, text) : oneOf(kind, text);
  }
}

function oneOf<Word extends boolean | string>(words: readonly Word[], text: string): Word | undefined {
  return words.find((word) => String(word).toLowerCase() === text.toLowerCase());
}

function listOf(words: readonly string[], text: string): readonly string[] | undefined {
  const list = text.split(",").filter((word) => word !== "");
  return list.every((word) => words.includes(word)) ? list : undefined;
}

function readInteger(text: string): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isSafeInteger(value) ? value : undefined;
}

/** Delta splits the list at commas and reads each name as SQL, where a name of digits alone is a number. */
function statisticsColumn(column: ColumnPath): string {
  return readPath(column).map(identifierIfNeeded).join(".");
}

/** The same names as this library writes them. */
function statisticsColumns(text: string): readonly ColumnPath[] | undefined {
  const found = splitColumns(text);
  const isWhole = found.join(",") === text && found.every((column) => whyNoPath(column.trim()) === undefined);
  return isWhole ? found.map((column) => writePath(readPath(column.trim()))) : undefined;
}
