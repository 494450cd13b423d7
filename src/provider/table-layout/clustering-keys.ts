import { isClusterable } from "../../catalog/clustering-types.ts";
import { type ColumnPath, isWithin } from "../../model/column-path.ts";
import { type ColumnTypes, hasColumn, typeAt } from "../../model/columns-at.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { countedColumns, INDEXED_BY_DEFAULT, listedColumns } from "../../model/statistics-columns.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";
import { entryOf } from "./keys.ts";

/** A table as it is when its clustering changes. */
interface Clustered {
  /** In their order; none where they are not known. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly properties: Readonly<Record<string, string>>;
  /** @default none */
  readonly partitionedBy?: readonly ColumnPath[];
}

/**
 * @throws {RefusedLayout} for clustering that the engine would refuse, when other statements have run
 * (DELTA_COLUMN_NOT_FOUND_IN_SCHEMA, DELTA_CLUSTERING_COLUMNS_DATATYPE_NOT_SUPPORTED, DELTA_CLUSTERING_COLUMN_MISSING_STATS,
 * DELTA_ALTER_TABLE_CLUSTER_BY_ON_PARTITIONED_TABLE_NOT_ALLOWED)
 */
export function refuseClusteringKeys(
  { table, clustering }: LayoutDeclaration,
  { columns, properties, partitionedBy = [] }: Clustered,
): void {
  if (clustering !== undefined && clustering.kind !== "none" && partitionedBy.length > 0) {
    throw new RefusedLayout(
      `${table} is partitioned by ${listed(partitionedBy)} and declares clustering, which Delta takes for tables without partitions. ` +
        `Nothing was sent. Declare partitionedBy: [], and the preview says what it takes to write the table anew.`,
    );
  }
  if (clustering?.kind !== "columns" || columns.length === 0) return;
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  const keys = clustering.columns;
  const missing = keys.filter((key) => !hasColumn(types, key));
  if (missing.length > 0) {
    throw new RefusedLayout(
      `${table}: clustering names ${listed(missing)}, which the table does not have; name columns of it. Nothing was sent.`,
    );
  }
  const unordered = keys.filter((key) => {
    const type = typeAt(types, key);
    return type !== undefined && !isClusterable(type);
  });
  if (unordered.length > 0) {
    throw new RefusedLayout(
      `${table}: clustering names ${listed(unordered)}, whose type has no smallest and largest value; name other columns. Nothing was sent.`,
    );
  }
  const indexed = indexedBy(types, properties);
  const bare = keys.filter((key) => !indexed.some((path) => isWithin(key, path)));
  if (bare.length > 0) {
    const why =
      entryOf(properties, STATS_COLUMNS) === undefined
        ? `raise "${INDEXED}"`
        : `name it in "${STATS_COLUMNS}"`;
    throw new RefusedLayout(
      `${table}: clustering names ${listed(bare)}, of which Delta collects no statistics; ${why}. Nothing was sent.`,
    );
  }
}

const STATS_COLUMNS = "delta.dataSkippingStatsColumns";
const INDEXED = "delta.dataSkippingNumIndexedCols";

/** Columns and fields of which Delta collects statistics: those that are named, or the first. */
function indexedBy(types: ColumnTypes, properties: Clustered["properties"]): readonly ColumnPath[] {
  const named = entryOf(properties, STATS_COLUMNS)?.value;
  if (named !== undefined) return listedColumns(named);
  const count = Number(entryOf(properties, INDEXED)?.value ?? INDEXED_BY_DEFAULT);
  const all = countedColumns(types);
  return count < 0 ? all : all.slice(0, count);
}

function listed(keys: readonly ColumnPath[]): string {
  return keys.map((key) => `"${key}"`).join(", ");
}
