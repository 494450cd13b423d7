import {
  alike,
  bringsFeatures,
  leavesFeatures,
  loses,
  noted,
  type TableProperty,
  writes,
} from "./property-row.ts";

const UNREAD = "Delta 4.0 reads it nowhere";
const BY_ITSELF = "Delta writes it by itself";

/** Properties of a table's log: what is kept, how it is summed up, and how long the past can be read. */
export const LOG_PROPERTIES: readonly TableProperty[] = [
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
    fields: ["delta.setTransactionRetentionDuration"],
    impact: "streams that pause longer may write their last batch a second time",
    shorter:
      "Delta forgets which batches streams have written; one that paused longer writes its last a second time",
  },
  {
    fields: ["delta.enableExpiredLogCleanup"],
    impact: "without it the log grows for ever, and with it history ends with delta.logRetentionDuration",
    changes: {
      on: loses(
        "the next checkpoint deletes the history that is older than delta.logRetentionDuration",
        "revert the edit and deploy again before the next checkpoint; what that deleted stays deleted",
      ),
      off: writes("the log is no longer cleaned up: it grows, and is paid for"),
    },
  },
  {
    fields: ["delta.checkpointInterval"],
    impact: "more commits between checkpoints make each first read of the table slower",
    changes: alike(writes("how often the log is summed up")),
  },
  {
    fields: ["delta.checkpointRetentionDuration"],
    impact: "how long checkpoints stay that nothing needs any more",
    changes: alike(noted("how long checkpoints stay that nothing needs any more")),
  },
  {
    fields: ["delta.checkpoint.writeStatsAsJson", "delta.checkpoint.writeStatsAsStruct"],
    impact: "readers that look for statistics in the other form skip no file",
    changes: {
      on: writes("checkpoints from now on hold statistics in this form as well, and are larger"),
      off: writes("checkpoints from now on lack this form; readers that know no other skip no file"),
    },
    byBackend: { why: "runtimes choose how checkpoints hold statistics" },
  },
  {
    fields: ["delta.checkpointPolicy"],
    impact: "decides the form of checkpoints, and which readers can read the table",
    changes: {
      on: bringsFeatures(["delta.checkpointPolicy", "v2"], "checkpoints have another form"),
      off: leavesFeatures("checkpoints from now on have the classic form"),
    },
    byBackend: {
      values: ["v2"],
      why: "comes with liquid clustering: https://docs.delta.io/latest/delta-clustering.html",
    },
  },
  {
    fields: ["delta.enableInCommitTimestamps"],
    impact: "decides by which clock time travel to a moment finds its version",
    changes: {
      on: bringsFeatures(
        ["delta.enableInCommitTimestamps", "true"],
        "commits carry their time within, which copies of the files keep",
      ),
      off: leavesFeatures("commits from now on have the time of their files again"),
    },
  },
  {
    fields: ["delta.dropFeatureTruncateHistory.retentionDuration"],
    impact: "how much history a DROP FEATURE … TRUNCATE HISTORY leaves",
    changes: alike(noted("how much history a DROP FEATURE … TRUNCATE HISTORY leaves")),
  },
  {
    fields: ["delta.enableFullRetentionRollback", "delta.sampleRetentionDuration"],
    impact: UNREAD,
    changes: alike(noted(UNREAD)),
  },
  {
    fields: [
      "delta.inCommitTimestampEnablementTimestamp",
      "delta.inCommitTimestampEnablementVersion",
      "delta.requireCheckpointProtectionBeforeVersion",
    ],
    impact: `${BY_ITSELF}; another value misleads time travel and the clean-up of the log`,
    changes: alike(noted(`${BY_ITSELF}; this library does not set it`)),
  },
];
