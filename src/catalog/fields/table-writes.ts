import {
  alike,
  bringsFeatures,
  interrupts,
  leavesFeatures,
  noted,
  type TableProperty,
  writes,
} from "./property-row.ts";

const NEWER_NAME = "delta.enableChangeDataFeed by its former name";

const feedOff = (why: string): TableProperty["changes"] & object => ({
  on: bringsFeatures(
    ["delta.enableChangeDataFeed", "true"],
    `${why}changes are recorded in files of their own from now on`,
  ),
  off: interrupts(
    `${why}changes are no longer recorded: whoever reads the change feed fails at the first version without it`,
    {
      undo: "revert the edit and deploy again; changes made meanwhile are in no feed, and its readers have to start after them",
    },
  ),
});

/** Properties by which data files are written. */
export const WRITE_PROPERTIES: readonly TableProperty[] = [
  {
    fields: ["delta.autoOptimize.optimizeWrite"],
    impact: "without optimised writes each load leaves many small files, and every query opens them all",
    changes: {
      on: writes("rows are shuffled before they are written, so that writes make fewer, larger files"),
      off: writes("writes from now on leave the files that they happen to make, many small ones among them"),
    },
  },
  {
    fields: ["delta.autoOptimize.autoCompact"],
    impact: "without auto compaction small files stay until the weekly OPTIMIZE",
    changes: {
      on: writes("small files are compacted after writes from now on, by the cluster that wrote"),
      off: writes("small files of writes from now on stay until an OPTIMIZE"),
    },
  },
  {
    fields: ["delta.autoOptimize"],
    impact: "compacts small files after writes where delta.autoOptimize.autoCompact does not say",
    changes: {
      on: writes(
        "small files are compacted after writes, unless delta.autoOptimize.autoCompact says otherwise",
      ),
      off: writes("small files stay until an OPTIMIZE, unless delta.autoOptimize.autoCompact says otherwise"),
    },
  },
  {
    fields: ["delta.targetFileSize"],
    impact:
      "OPTIMIZE aims for this size: too small is many files to open, too large is more to rewrite on each merge",
    changes: alike(
      writes(
        "the size that OPTIMIZE and compaction aim for from now on; files stay until they are rewritten",
      ),
    ),
  },
  {
    fields: ["delta.tuneFileSizesForRewrites"],
    impact: "decides the size of files for tables that are merged often",
    changes: {
      on: writes("OPTIMIZE and compaction make smaller files from now on, of which a merge rewrites less"),
      off: writes("files are no longer kept small for merges, from now on"),
    },
  },
  {
    fields: ["delta.parquet.compression.codec"],
    impact: "the codec of new files: how large they are, and which readers can open them",
    changes: alike(writes("files written from now on have another codec; those that are there keep theirs")),
    byBackend: { values: ["zstd"], why: "the codec that newer runtimes write into new tables" },
  },
  {
    fields: ["delta.dataSkippingNumIndexedCols", "delta.dataSkippingStatsColumns"],
    impact: "columns without statistics skip no file",
    changes: alike(writes("files written from now on get other statistics; those of older files stay")),
  },
  {
    fields: ["delta.randomizeFilePrefixes", "delta.randomPrefixLength"],
    impact: "where in the table's folder new files stand",
    changes: alike(noted("where in the table's folder new files stand; those that are there stay")),
  },
  {
    fields: ["delta.appendOnly"],
    impact: "the pipeline's updates and deletes fail while it is true",
    changes: {
      on: interrupts("UPDATE, DELETE and MERGE with updates are refused; pipelines that send them fail"),
      off: noted("UPDATE, DELETE and MERGE are taken again"),
    },
  },
  {
    fields: ["delta.isolationLevel"],
    impact: "decides which concurrent writes fail",
    changes: alike(interrupts("decides which writers at once are refused")),
  },
  {
    fields: ["delta.enableChangeDataFeed"],
    impact: "readers of the change feed depend on it; it writes more with each merge",
    changes: feedOff(""),
  },
  {
    fields: ["delta.enableChangeDataCapture"],
    impact: NEWER_NAME,
    changes: feedOff(`${NEWER_NAME}: `),
  },
  {
    fields: ["delta.compatibility.symlinkFormatManifest.enabled"],
    impact: "readers that go by the manifest see what it lists, and files of it that VACUUM has deleted fail",
    changes: {
      on: writes(
        "each write also writes a manifest of the table's files, which takes longer the more there are",
      ),
      off: interrupts(
        "the manifest is no longer kept: who reads by it sees the table as it is now, and fails once VACUUM deletes those files",
      ),
    },
  },
  {
    fields: ["delta.enableDeletionVectors"],
    impact: "decides whether deletes and merges rewrite files, and which readers can read the table",
    changes: {
      on: bringsFeatures(["delta.enableDeletionVectors", "true"], "deleted rows are marked beside the files"),
      off: leavesFeatures(
        "deletes and merges rewrite whole files from now on; rows marked before stay marked until REORG TABLE … APPLY (PURGE) rewrites their files",
      ),
    },
    byBackend: {
      values: ["true"],
      why: "on for new tables by a setting of the workspace: https://docs.databricks.com/aws/en/delta/deletion-vectors",
    },
  },
  {
    fields: ["delta.enableVariantShredding"],
    impact: "decides whether new files keep fields of VARIANT columns apart, and which readers can read them",
    changes: {
      on: bringsFeatures(
        ["delta.enableVariantShredding", "true"],
        "new files keep fields of VARIANT columns apart",
      ),
      off: leavesFeatures("files written from now on keep each VARIANT whole"),
    },
  },
];
