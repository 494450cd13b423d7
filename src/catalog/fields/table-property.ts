import type { ResourceField, Verdict } from "./field.ts";

export const PROPERTIES_REFERENCE = "Delta table properties reference";

export const writes = (why: string): Verdict => ({ rank: "cost", why, source: PROPERTIES_REFERENCE });

export const needsFeature = (why: string): Verdict => ({
  rank: "interruption",
  why: `${why}; readers and writers that lack the feature can no longer use the table`,
  source: "Delta, How does Delta Lake manage feature compatibility?",
  undo: "the property goes back, the feature stays until ALTER TABLE … DROP FEATURE",
});

const interrupts = (why: string): Verdict => ({ rank: "interruption", why, source: PROPERTIES_REFERENCE });

export interface TableProperty extends ResourceField {
  /** How long something is kept: what a shorter time loses for good. @default it is no such time */
  readonly shorter?: string;
}

/** Table properties that the engine reads, by their keys. */
export const TABLE_PROPERTIES: readonly TableProperty[] = [
  {
    fields: ["delta.autoOptimize.optimizeWrite"],
    impact: "without optimised writes each load leaves many small files, and every query opens them all",
    change: writes("writes from now on make fewer, larger files, or stop doing so"),
  },
  {
    fields: ["delta.autoOptimize.autoCompact"],
    impact: "without auto compaction small files stay until the weekly OPTIMIZE",
    change: writes("small files are compacted after writes from now on, or no longer"),
  },
  {
    fields: ["delta.targetFileSize"],
    impact:
      "OPTIMIZE aims for this size: too small is many files to open, too large is more to rewrite on each merge",
    change: writes(
      "the size that OPTIMIZE and compaction aim for from now on; files stay until they are rewritten",
    ),
  },
  {
    fields: ["delta.tuneFileSizesForRewrites"],
    impact: "decides the size of files for tables that are merged often",
    change: writes("the size of files of tables that are merged often, from now on"),
  },
  {
    fields: ["delta.dataSkippingNumIndexedCols", "delta.dataSkippingStatsColumns"],
    impact: "columns without statistics skip no file",
    change: writes("files written from now on get other statistics; those of older files stay"),
  },
  {
    fields: ["delta.deletedFileRetentionDuration"],
    impact: "VACUUM deletes what is older: time travel and slow readers lose files",
    shorter: "the next VACUUM deletes files that time travel and RESTORE need",
  },
  {
    fields: ["delta.logRetentionDuration"],
    impact: "bounds how far back time travel, streams and this history reach",
    shorter: "the next checkpoint deletes history that time travel and streams need",
  },
  {
    fields: ["delta.appendOnly"],
    impact: "the pipeline's updates and deletes fail while it is true",
    change: interrupts(
      "decides whether UPDATE, DELETE and MERGE are refused; pipelines that send them fail or go on",
    ),
  },
  {
    fields: ["delta.isolationLevel"],
    impact: "decides which concurrent writes fail",
    change: interrupts("decides which writers at once are refused"),
  },
  {
    fields: ["delta.enableChangeDataFeed"],
    impact: "readers of the change feed depend on it; it writes more with each merge",
    change: writes("changes are recorded in files of their own from now on, or no longer"),
  },
  {
    fields: ["delta.checkpointInterval"],
    impact: "more commits between checkpoints make each first read of the table slower",
    change: writes("how often the log is summed up"),
  },
  {
    fields: ["delta.enableDeletionVectors"],
    impact: "decides whether deletes and merges rewrite files, and which readers can read the table",
    change: needsFeature("deleted rows are marked beside the files"),
    byBackend: {
      values: ["true"],
      why: "on for new tables by a setting of the workspace: https://docs.databricks.com/aws/en/delta/deletion-vectors",
    },
  },
  {
    fields: ["delta.enableRowTracking"],
    impact: "adds to each write, and asks for newer readers",
    change: needsFeature("rows get ids"),
    byBackend: { values: ["true"], why: "on for new tables with liquid clustering on newer runtimes" },
  },
  {
    fields: ["delta.checkpointPolicy"],
    change: needsFeature("checkpoints have another form"),
    byBackend: {
      values: ["v2"],
      why: "comes with liquid clustering: https://docs.delta.io/latest/delta-clustering.html",
    },
  },
  {
    fields: ["delta.parquet.compression.codec"],
    byBackend: { values: ["zstd"], why: "the codec that newer runtimes write into new tables" },
  },
  {
    fields: ["delta.checkpoint.writeStatsAsJson", "delta.checkpoint.writeStatsAsStruct"],
    byBackend: { why: "runtimes choose how checkpoints hold statistics" },
  },
  {
    fields: ["delta.enableTypeWidening"],
    change: needsFeature("types can be widened"),
    byBackend: { values: ["true"], why: "this library sets it with the first type that it widens" },
  },
  {
    fields: ["delta.columnMapping.mode"],
    impact: "columns can be renamed and dropped, and older readers are shut out",
    change: needsFeature("columns get names apart from those in the files"),
    byBackend: {
      values: ["name"],
      why: "comes with the first column that is renamed or dropped, whoever owns the columns",
    },
  },
  {
    fields: ["delta.universalFormat.*", "delta.columnMapping.*", "delta.rowTracking.*", "delta.liquid.*"],
    byBackend: { why: "the engine keeps it beside the feature of that name" },
  },
];

const BY_KEY: ReadonlyMap<string, TableProperty> = new Map(
  TABLE_PROPERTIES.flatMap((row) => row.fields.map((key) => [key.toLowerCase(), row])),
);

/** What is known of a property, which the engine finds without regard to case. */
export function tableProperty(key: string): TableProperty | undefined {
  return BY_KEY.get(key.toLowerCase());
}
