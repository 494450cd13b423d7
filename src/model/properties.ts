import { type Bytes, engineBytes, engineInterval, type Interval, readBytes, readInterval } from "./units.ts";

/**
 * The Delta table properties a table file may set, typed. What is not here cannot be misspelt: an unknown
 * `delta.*` key is refused by the engine with DELTA_UNKNOWN_CONFIGURATION.
 */
export interface TableProperties {
  /** Refuse updates and deletes. @default false */
  readonly "delta.appendOnly"?: boolean;
  /** Shuffle before writing so that each write makes fewer, larger files. @default the engine's */
  readonly "delta.autoOptimize.optimizeWrite"?: boolean;
  /** Compact small files after a write; `"auto"` (Databricks only) lets the engine choose the target size. @default the engine's */
  readonly "delta.autoOptimize.autoCompact"?: boolean | "auto";
  /** Commits between two checkpoints of the log. @default 10 */
  readonly "delta.checkpointInterval"?: number;
  /** How many of the first columns get file statistics; −1 for all. @default 32, more where a layout key stands later */
  readonly "delta.dataSkippingNumIndexedCols"?: number;
  /** The columns that get file statistics; takes precedence over their number. @default by number */
  readonly "delta.dataSkippingStatsColumns"?: readonly string[];
  /** How long files stay after the table dropped them; VACUUM keeps to it. @default 1 week */
  readonly "delta.deletedFileRetentionDuration"?: Interval;
  /** How far back time travel and streams can read the log; at least as long as deleted files are kept. @default 30 days */
  readonly "delta.logRetentionDuration"?: Interval;
  /** Size OPTIMIZE and auto compaction aim for. Databricks only. @default chosen by Databricks from the table's size */
  readonly "delta.targetFileSize"?: Bytes;
  /** Smaller files for tables that are merged often. Databricks only. @default decided by Databricks */
  readonly "delta.tuneFileSizesForRewrites"?: boolean;
  /** Mark deleted rows beside the files instead of rewriting them. @default the engine's */
  readonly "delta.enableDeletionVectors"?: boolean;
  /** Record row-level changes for readers of the change data feed. @default false */
  readonly "delta.enableChangeDataFeed"?: boolean;
  /** Give every row an id that outlives rewrites. @default false */
  readonly "delta.enableRowTracking"?: boolean;
}

/** How each property is written, so that a new one cannot be forgotten here. */
const WRITTEN: {
  readonly [Key in keyof TableProperties]-?: (value: NonNullable<TableProperties[Key]>) => string;
} = {
  "delta.appendOnly": String,
  "delta.autoOptimize.optimizeWrite": String,
  "delta.autoOptimize.autoCompact": String,
  "delta.checkpointInterval": String,
  "delta.dataSkippingNumIndexedCols": String,
  "delta.dataSkippingStatsColumns": (columns) => columns.map(statisticsColumn).join(","),
  "delta.deletedFileRetentionDuration": engineInterval,
  "delta.logRetentionDuration": engineInterval,
  "delta.targetFileSize": engineBytes,
  "delta.tuneFileSizesForRewrites": String,
  "delta.enableDeletionVectors": String,
  "delta.enableChangeDataFeed": String,
  "delta.enableRowTracking": String,
};

/** The properties as the engine spells them, sorted by key. */
export function engineProperties(properties: TableProperties): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (Object.entries(properties) as [keyof TableProperties, never][])
      .filter(([key]) => properties[key] !== undefined)
      .map(([key, value]) => [key, WRITTEN[key](value)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** How the engine's text of each property is read, so that a new one cannot be forgotten here either. */
const READ: {
  readonly [Key in keyof TableProperties]-?: (text: string) => TableProperties[Key];
} = {
  "delta.appendOnly": readBoolean,
  "delta.autoOptimize.optimizeWrite": readBoolean,
  "delta.autoOptimize.autoCompact": (text) => (/^auto$/i.test(text) ? "auto" : readBoolean(text)),
  "delta.checkpointInterval": readInteger,
  "delta.dataSkippingNumIndexedCols": readInteger,
  "delta.dataSkippingStatsColumns": (text) =>
    text.split(",").map((name) => name.trim().replace(/^`([^`]*)`$/, "$1")),
  "delta.deletedFileRetentionDuration": readInterval,
  "delta.logRetentionDuration": readInterval,
  "delta.targetFileSize": readBytes,
  "delta.tuneFileSizesForRewrites": readBoolean,
  "delta.enableDeletionVectors": readBoolean,
  "delta.enableChangeDataFeed": readBoolean,
  "delta.enableRowTracking": readBoolean,
};

/** A live property as a table file says it; `undefined` for a key or a text that no table file can say. */
export function readProperty(
  key: string,
  text: string,
): boolean | number | string | readonly string[] | undefined {
  const known = (Object.keys(READ) as (keyof TableProperties)[]).find(
    (name) => name.toLowerCase() === key.toLowerCase(),
  );
  return known === undefined ? undefined : READ[known](text);
}

function readBoolean(text: string): boolean | undefined {
  return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined;
}

function readInteger(text: string): number | undefined {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isSafeInteger(value) ? value : undefined;
}

/** Delta splits the list at commas and reads each name as SQL. */
function statisticsColumn(column: string): string {
  return /^\w+$/.test(column) ? column : `\`${column.replaceAll("`", "``")}\``;
}
