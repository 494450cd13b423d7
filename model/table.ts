import type { ColumnType } from "./columns.ts";
import type { TableProperties } from "./properties.ts";
import type { Bytes } from "./units.ts";
import type { OnRemoval } from "./layout.ts";
import type { Tags } from "./tags.ts";

export type NonEmpty<T> = readonly [T, ...T[]];

/** Liquid clustering takes at most four keys (DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS). */
export type ClusteringKeys<Column> = readonly [Column, Column?, Column?, Column?];

/**
 * How a table's files are laid out; exactly one of these. Z-order lives in the weekly OPTIMIZE statement,
 * clustering in the table itself; partitioning belongs to whoever creates the table and is only compared.
 */
export type Layout<Column extends string> =
  | { readonly cluster: "auto" | ClusteringKeys<Column>; readonly partition?: never; readonly zorder?: never }
  | { readonly partition: NonEmpty<Column>; readonly zorder?: NonEmpty<Column>; readonly cluster?: never }
  | { readonly zorder: NonEmpty<Column>; readonly partition?: never; readonly cluster?: never }
  | "unordered";

export type Cadence = "weekly";

export interface Maintenance {
  /** OPTIMIZE, with the layout's Z-order keys. @default never */
  readonly optimize?: Cadence;
  /** ANALYZE TABLE … COMPUTE STATISTICS over `statistics`. @default never */
  readonly analyze?: Cadence;
}

/** What a table file says. The order of the fields is the order in which a reader asks. */
export interface TableDefinition<Columns extends Readonly<Record<string, ColumnType>>> {
  /** One sentence: what a row is, and who reads it. */
  readonly about: string;
  /** Who creates the table and owns its columns. The stack owns the layout only. */
  readonly managedBy: "pipeline";
  /** Declared, for planning; nothing measures it. */
  readonly size: { readonly rows: number; readonly bytes: Bytes };
  readonly columns: Columns;
  readonly layout: Layout<NoInfer<keyof Columns & string>>;
  /** @default no property is ours */
  readonly properties?: TableProperties;
  /** What ANALYZE looks at. `"row count"` reads no column. @default "row count" */
  readonly statistics?: "all columns" | "row count" | NonEmpty<NoInfer<keyof Columns & string>>;
  /** @default none */
  readonly maintenance?: Maintenance;
  /** Comment on the table in the catalog. @default left as it is */
  readonly comment?: string;
  /**
   * Unity Catalog tags, name to value (`""`: none). These are ours, all others are left alone.
   * @default no tag is ours, and tags are not looked at
   */
  readonly tags?: Tags;
  /** What happens to what we set when this file goes: it stays, or it is taken away. @default "forget" */
  readonly onRemoval?: OnRemoval;
  /** Layout changes that need the table rebuilt, each known and waited for. @default none */
  readonly acknowledge?: Acknowledged<NoInfer<keyof Columns & string>>;
}

/** What a deployment may do although it leaves something to be done by hand. */
export interface Acknowledged<Column extends string> {
  /**
   * The table has these partitions until its pipeline rebuilds it with those. Holds for this very change
   * only; an empty list is a table without partitions.
   */
  readonly repartition: { readonly from: readonly string[]; readonly to: readonly Column[] };
}

/** A table of the estate: `schema.table`, without the environment's catalog. */
export interface Table extends TableDefinition<Readonly<Record<string, ColumnType>>> {
  readonly name: TableName;
}

export type TableName = `${string}.${string}`;

/**
 * Declares one table. A column in `layout` or `statistics` that `columns` does not have does not compile.
 * The name is the file's path: `gold.dim_user` stands in `tables/gold/dim_user.ts`.
 */
export function defineTable<const Columns extends Readonly<Record<string, ColumnType>>>(
  name: TableName,
  definition: TableDefinition<Columns>,
): Table {
  // The compiler has checked the columns against the keys; from here on they are plain strings.
  return { name, ...(definition as unknown as TableDefinition<Readonly<Record<string, ColumnType>>>) };
}
