import { layoutPath } from "./fields.ts";

/** What a change leads to, by property; keys in lower case. */
const PROPERTIES: Readonly<Record<string, string>> = {
  "delta.autooptimize.optimizewrite":
    "without optimised writes each load leaves many small files, and every query opens them all",
  "delta.autooptimize.autocompact": "without auto compaction small files stay until the weekly OPTIMIZE",
  "delta.targetfilesize":
    "OPTIMIZE aims for this size: too small is many files to open, too large is more to rewrite on each merge",
  "delta.dataskippingnumindexedcols": "columns without statistics skip no file",
  "delta.dataskippingstatscolumns": "columns without statistics skip no file",
  "delta.deletedfileretentionduration":
    "VACUUM deletes what is older: time travel and slow readers lose files",
  "delta.logretentionduration": "bounds how far back time travel, streams and this history reach",
  "delta.appendonly": "the pipeline's updates and deletes fail while it is true",
  "delta.enablechangedatafeed": "readers of the change feed depend on it; it writes more with each merge",
  "delta.enabledeletionvectors":
    "decides whether deletes and merges rewrite files, and which readers can read the table",
  "delta.enablerowtracking": "adds to each write, and asks for newer readers",
  "delta.isolationlevel": "decides which concurrent writes fail",
  "delta.columnmapping.mode": "columns can be renamed and dropped, and older readers are shut out",
  "delta.checkpointinterval": "more commits between checkpoints make each first look at the table slower",
  "delta.tunefilesizesforrewrites": "decides the size of files for tables that are merged often",
};

const PARTS = {
  properties: "the engine reads and writes this table otherwise than agreed",
  clustering: "files are laid out by these keys: queries that filter by others read more of them",
  partitionedBy: "decides the folders of the files; only a rebuild of the table changes it back",
  comment: "what people read about the table in the catalog",
  tags: "governance, masking and cost reports go by tags",
  columns: "readers and writers of the table depend on its columns",
  primaryKey: "the optimiser and foreign keys rely on it",
} as const;

export function layoutImpact(path: string): string {
  const { part, key = "" } = layoutPath(path);
  return (part === "properties" ? PROPERTIES[key.toLowerCase()] : undefined) ?? PARTS[part];
}
