import { type ColumnPath, samePath, writePath } from "../../model/column-path.ts";
import { defined } from "../../model/defined.ts";
import type { Clustering } from "../../model/layout.ts";
import type { Tags } from "../../model/tags.ts";
import type { LiveColumn } from "../../databricks/columns.ts";

/** The part of a live table that layout is about. */
export interface LiveLayout {
  readonly table: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly clustering: Clustering;
  readonly partitionedBy: readonly ColumnPath[];
  readonly comment?: string;
  /** All columns, those of others included. @default none */
  readonly columns?: readonly LiveColumn[];
  /** Empty for none; absent where they were not read. */
  readonly primaryKey?: readonly ColumnPath[];
  /** All tags, those of others included; absent where they were not read. */
  readonly tags?: Tags;
}

/** The layout in a table as the workspace describes it. */
export function liveLayout(found: Omit<LiveLayout, "clustering">): LiveLayout {
  const { table, properties, partitionedBy, comment, columns, primaryKey } = found;
  return {
    table,
    properties,
    partitionedBy,
    clustering: clusteringOf(properties),
    ...defined({ comment, columns, primaryKey }),
  };
}

/**
 * Reads liquid clustering from the table's properties, where Databricks and Delta report it:
 * `clusteringColumns` is JSON, a list of column paths (`[["a"],["b","c"]]`, `[]` after `CLUSTER BY NONE`), and
 * `clusterByAuto` is set beside it while the workspace chooses the columns.
 */
export function clusteringOf(properties: Readonly<Record<string, string>>): Clustering {
  if (properties["clusterByAuto"]?.toLowerCase() === "true") return { kind: "auto" };
  const columns = clusteringColumns(properties["clusteringColumns"] ?? "[]");
  return columns.length === 0 ? { kind: "none" } : { kind: "columns", columns };
}

function clusteringColumns(text: string): readonly string[] {
  let paths: unknown;
  try {
    paths = JSON.parse(text);
  } catch {
    // Spark before 4 wrote the bare names, separated by commas.
    return text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
  }
  if (!Array.isArray(paths)) return [];
  return paths.map((path: unknown) => writePath(Array.isArray(path) ? path.map(String) : [String(path)]));
}

/** Columns are compared as Spark resolves them, without regard to case; their order counts. */
export function sameColumns(a: readonly ColumnPath[], b: readonly ColumnPath[]): boolean {
  return (
    a.length === b.length &&
    a.every((path, at) => {
      const other = b[at];
      return other !== undefined && samePath(path, other);
    })
  );
}

export function sameClustering(a: Clustering, b: Clustering): boolean {
  if (a.kind === "columns" && b.kind === "columns") return sameColumns(a.columns, b.columns);
  return a.kind === b.kind;
}
