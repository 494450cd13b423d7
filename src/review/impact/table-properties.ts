import { deltaPropertyDefault } from "../../catalog/delta-properties.ts";
import { intervalMicroseconds } from "../../catalog/interval.ts";
import type { FieldChange } from "../preview/fields.ts";
import type { Verdict } from "./impact.ts";

const REFERENCE = "Delta table properties reference";
const PROTOCOL = "Delta, How does Delta Lake manage feature compatibility?";

const writes = (why: string): Verdict => ({ rank: "cost", why, source: REFERENCE });

const feature = (why: string): Verdict => ({
  rank: "interruption",
  why: `${why}; readers and writers that lack the feature can no longer use the table`,
  source: PROTOCOL,
  undo: "the property goes back, the feature stays until ALTER TABLE … DROP FEATURE",
});

/** What a property does to a table when it changes, in lower case as the engine compares names. */
const PROPERTIES: Readonly<Record<string, Verdict>> = {
  "delta.autooptimize.optimizewrite": writes("writes from now on make fewer, larger files, or stop doing so"),
  "delta.autooptimize.autocompact": writes(
    "small files are compacted after writes from now on, or no longer",
  ),
  "delta.targetfilesize": writes(
    "the size that OPTIMIZE and compaction aim for from now on; files stay until they are rewritten",
  ),
  "delta.tunefilesizesforrewrites": writes("the size of files of tables that are merged often, from now on"),
  "delta.checkpointinterval": writes("how often the log is summed up"),
  "delta.dataskippingnumindexedcols": writes(
    "files written from now on get other statistics; those of older files stay",
  ),
  "delta.dataskippingstatscolumns": writes(
    "files written from now on get other statistics; those of older files stay",
  ),
  "delta.enablechangedatafeed": writes(
    "changes are recorded in files of their own from now on, or no longer",
  ),
  "delta.enablerowtracking": feature("rows get ids"),
  "delta.enabledeletionvectors": feature("deleted rows are marked beside the files"),
  "delta.enabletypewidening": feature("types can be widened"),
  "delta.columnmapping.mode": feature("columns get names apart from those in the files"),
  "delta.checkpointpolicy": feature("checkpoints have another form"),
  "delta.appendonly": {
    rank: "interruption",
    why: "decides whether UPDATE, DELETE and MERGE are refused; pipelines that send them fail or go on",
    source: REFERENCE,
  },
  "delta.isolationlevel": {
    rank: "interruption",
    why: "decides which writers at once are refused",
    source: REFERENCE,
  },
};

/** Retention: what is shorter goes with the next VACUUM or clean-up of the log, and nothing brings it back. */
const RETENTION: Readonly<Record<string, string>> = {
  "delta.deletedfileretentionduration": "the next VACUUM deletes files that time travel and RESTORE need",
  "delta.logretentionduration": "the next checkpoint deletes history that time travel and streams need",
};

export function judgeProperty(change: FieldChange): Verdict {
  const key = (change.path[1] ?? "").toLowerCase();
  const lost = RETENTION[key];
  if (lost !== undefined) return retention(key, lost, change);
  const known = PROPERTIES[key];
  if (known !== undefined) return known;
  if (!key.startsWith("delta.")) {
    return { rank: "metadata", why: "a note on the table; the engine does not read it", source: REFERENCE };
  }
  return feature("nothing is known here of what it does, so the worst of its kind is taken");
}

function retention(key: string, lost: string, { from, to }: FieldChange): Verdict {
  const before = length(from) ?? length(deltaPropertyDefault(key));
  const after = length(to) ?? length(deltaPropertyDefault(key));
  if (before !== undefined && before === after) {
    return { rank: "metadata", why: "kept as long as before", source: REFERENCE };
  }
  if (before !== undefined && after !== undefined && after > before) {
    return writes("deleted files and history are kept longer, and paid for");
  }
  return {
    rank: "data",
    why: `kept shorter: ${lost}`,
    source: "Databricks SQL reference, VACUUM (read 2026-11)",
    undo: "revert the edit and deploy again before the next VACUUM or checkpoint; what those deleted stays deleted",
  };
}

function length(value: unknown): bigint | undefined {
  return typeof value === "string" ? intervalMicroseconds(value) : undefined;
}
