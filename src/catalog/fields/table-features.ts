import {
  alike,
  bringsFeatures,
  interrupts,
  leavesFeatures,
  noted,
  type TableProperty,
  writes,
} from "./property-row.ts";

const BY_COORDINATOR = "the catalog's commit coordinator owns it; this library does not set it";
const REDIRECT = "sends readers and writers to another table";
const CONVERTING = "read while a table of Iceberg is converted, and never after";

const UNIFORM =
  "files that Iceberg's readers cannot take, such as those with deletion vectors, have to be written anew first: REORG TABLE … APPLY (UPGRADE UNIFORM …)";

const WHOLE_TABLE = "grows with the table: every data file is written anew";

const icebergCompat = (version: "V1" | "V2"): TableProperty => ({
  fields: [`delta.enableIcebergCompat${version}`],
  impact: "readers of Iceberg depend on it; writers are held to what Iceberg can read",
  changes: {
    on: bringsFeatures(
      [`delta.enableIcebergCompat${version}`, "true"],
      `files are written as Iceberg reads them; ${UNIFORM}`,
    ),
    off: leavesFeatures("files from now on may be such as Iceberg does not read"),
  },
});

/** Properties that decide which readers and writers can use a table, and what its columns may do. */
export const FEATURE_PROPERTIES: readonly TableProperty[] = [
  {
    fields: ["delta.columnMapping.mode"],
    impact: "columns can be renamed and dropped, and older readers are shut out",
    changes: {
      on: bringsFeatures(
        ["delta.columnMapping.mode", "name"],
        "columns get names apart from those in the files; files stay",
      ),
      off: {
        rank: "rewrite",
        why: "column mapping is taken off, for which Delta rewrites every data file; the table feature stays, and who lacks it stays shut out",
        source:
          "tried on Delta 4.0: the history says REMOVE COLUMN MAPPING; “none” on a table without it rewrites as well",
        undo: "revert the edit and deploy again, which rewrites nothing; files rewritten meanwhile stay as they are",
        takes: WHOLE_TABLE,
      },
    },
    byBackend: {
      values: ["name"],
      why: "comes with the first column that is renamed or dropped, whoever owns the columns",
    },
  },
  {
    fields: ["delta.columnMapping.maxColumnId"],
    changes: alike(noted("Delta counts it, and refuses it from anybody else")),
  },
  {
    fields: ["delta.enableRowTracking"],
    impact: "adds to each write, and asks for newer readers",
    changes: {
      on: bringsFeatures(
        ["delta.enableRowTracking", "true"],
        "rows get ids; files stay, and each is entered in the log once more",
        {
          takes:
            "grows with the number of files: each is entered in the log once more, and none is rewritten",
        },
      ),
      off: leavesFeatures("ids of rows no longer outlive rewrites"),
    },
    byBackend: { values: ["true"], why: "on for new tables with liquid clustering on newer runtimes" },
  },
  {
    fields: ["delta.enableTypeWidening"],
    impact: "decides whether types can be widened, and which readers can read the table",
    changes: {
      on: bringsFeatures(["delta.enableTypeWidening", "true"], "types can be widened"),
      off: leavesFeatures("types can no longer be widened; those widened before stay so"),
    },
    byBackend: { values: ["true"], why: "this library sets it with the first type that it widens" },
  },
  icebergCompat("V1"),
  icebergCompat("V2"),
  {
    fields: ["delta.universalFormat.enabledFormats"],
    impact: "readers of Iceberg and Hudi find the table by what is written for them",
    changes: {
      on: writes(`each commit also writes metadata for readers of these formats; ${UNIFORM}`),
      off: interrupts(
        "metadata for readers of other formats is no longer written: they see the table as it is now",
      ),
    },
  },
  {
    fields: ["delta.minReaderVersion", "delta.minWriterVersion"],
    impact: "readers and writers below the version can no longer use the table",
    changes: {
      on: interrupts("readers and writers below the version can no longer use the table", {
        undo: "a version is not lowered; take features off with ALTER TABLE … DROP FEATURE, or write the table anew",
      }),
      off: noted("a version is not lowered: the table keeps the one it has"),
    },
  },
  {
    fields: ["delta.ignoreProtocolDefaults"],
    impact: "whether a session's defaults for protocol versions reach a new table",
    changes: alike(
      noted("whether a session's defaults for protocol versions reach a new table; this one is there"),
    ),
  },
  {
    fields: [
      "delta.coordinatedCommits.commitCoordinator-preview",
      "delta.coordinatedCommits.commitCoordinatorConf-preview",
      "delta.coordinatedCommits.tableConf-preview",
    ],
    impact: BY_COORDINATOR,
    changes: alike(interrupts(BY_COORDINATOR)),
  },
  {
    fields: ["delta.redirectReaderWriter-preview", "delta.redirectWriterOnly-preview"],
    impact: REDIRECT,
    changes: alike(interrupts(`${REDIRECT}, or no longer`)),
  },
  {
    fields: ["delta.castIcebergTimeType", "delta.ignoreIcebergBucketPartition"],
    impact: CONVERTING,
    changes: alike(noted(CONVERTING)),
  },
  {
    fields: ["delta.universalFormat.*", "delta.columnMapping.*", "delta.rowTracking.*", "delta.liquid.*"],
    byBackend: { why: "the engine keeps it beside the feature of that name" },
  },
];
