import type { Accepted } from "./acceptance.ts";
import type { Column, ColumnType } from "./columns.ts";
import type { Constraints } from "./constraint-faults.ts";
import type { KnownProperties, TableProperties } from "./properties.ts";
import type { Maintenance, RecentPartitions, StorageLevel } from "./maintenance.ts";
import type { Bytes } from "./units.ts";
import type { ColumnDeclaration, OnRemoval } from "./layout.ts";
import type { Tags } from "./tags.ts";

/** A list of one or more. */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * A column as a layout names it: a field within one with dots between, `"address.city"`, and a name that holds a dot in
 * backticks, "`a.b`".
 */
export type ColumnKey<Column extends string> = Column | `${Column}.${string}` | `\`${Column}\``;

/** Liquid clustering takes at most four keys (DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS). */
export type ClusteringKeys<Column> = readonly [Column, Column?, Column?, Column?];

/**
 * How a table's files are laid out; exactly one of these. Z-order lives in the weekly OPTIMIZE statement,
 * clustering in the table itself; partitioning belongs to whoever creates the table and is only compared.
 */
export type Layout<Column extends string> =
  | {
      /** Liquid clustering by one to four columns; `"auto"` lets Databricks choose them. */
      readonly cluster: "auto" | ClusteringKeys<ColumnKey<Column>>;
      readonly partition?: never;
      readonly zorder?: never;
    }
  | {
      /** Columns with a folder for each of their values; compared with the table, never changed. */
      readonly partition: NonEmpty<Column>;
      /** Columns by which OPTIMIZE orders the rows; alone, or within partitions. */
      readonly zorder?: NonEmpty<ColumnKey<Column>>;
      readonly cluster?: never;
    }
  | {
      /** Columns by which OPTIMIZE orders the rows; alone, or within partitions. */
      readonly zorder: NonEmpty<ColumnKey<Column>>;
      readonly partition?: never;
      readonly cluster?: never;
    }
  | "unordered";

/** What dashboards read of a table. */
export interface HotData<Column extends string> {
  /** The columns that they read. */
  readonly columns: NonEmpty<Column>;
  /** The rows that they read, as far as a column tells. @default all rows */
  readonly recent?: RecentPartitions<Column>;
}

/** Columns of a table, by name and in their order. */
export type Columns = Readonly<Record<string, Column>>;

/** The columns with their places. */
export function columnDeclarations(columns: Columns): Readonly<Record<string, ColumnDeclaration>> {
  const declared = Object.entries(columns).map(([name, column], position): [string, ColumnDeclaration] => [
    name,
    { position, ...(typeof column === "string" ? { type: column } : column) },
  ]);
  return Object.fromEntries(declared);
}

/** Names of the columns that no row may lack; what a primary key can consist of. */
type RequiredColumn<C extends Columns> = {
  [Name in keyof C]: C[Name] extends { readonly nullable: false } ? Name : never;
}[keyof C] &
  string;

/** What a table file says. The order of the fields is the order in which a reader asks. */
export type TableDefinition<C extends Columns> = TableFacts<C> & Owned<C>;

/** Who creates the table and owns its columns. */
type Owned<C extends Columns> =
  | {
      /** `"pipeline"`: a pipeline creates the table and changes its columns; the stack owns the layout only. */
      readonly managedBy: "pipeline";
      readonly columns?: { readonly [Name in keyof NoInfer<C>]: ColumnType };
      readonly primaryKey?: never;
      readonly constraints?: never;
      /** Layout changes that need the table rebuilt, each known and waited for. @default none */
      readonly acknowledge?: Acknowledged<NoInfer<keyof C & string>>;
    }
  | {
      /**
       * `"stack"`: the stack creates the table, adds columns and widens types. It never drops the table, nor anything
       * that could hold values.
       */
      readonly managedBy: "stack";
      readonly columns: C;
      /** Columns that identify a row; each is declared `nullable: false`. Not enforced by the engine. @default none */
      readonly primaryKey?: NonEmpty<NoInfer<RequiredColumn<C>>>;
      /**
       * CHECK constraints by name: conditions that every row meets. One that rows break already is not added; those declared
       * here are ours, and dropped when they go. @default none is ours
       */
      readonly constraints?: Constraints;
      readonly acknowledge?: never;
    };

/** What every table file says, whoever owns the columns. */
interface TableFacts<C extends Columns> {
  /** One sentence: what a row is, and who reads it. */
  readonly about: string;
  /** Declared, for planning; nothing measures it. */
  readonly size: {
    /** How many there are. */
    readonly rows: number;
    /** Compressed, on storage. */
    readonly bytes: Bytes;
    /** How many values a column has, where a layout rests on it. @default not known, and not judged */
    readonly distinct?: { readonly [Name in NoInfer<keyof C & string>]?: number };
  };
  /**
   * Name to type, in the order of the table; of a table that the stack creates, to all there is to a column, and required.
   * A pipeline's table may name any of its columns: keys are checked against them, and the table is not.
   * @default none, and the engine alone checks the keys
   */
  readonly columns?: C;
  /** How its files are laid out; `"unordered"` where by nothing. */
  readonly layout: Layout<NoInfer<keyof C & string>>;
  /** Delta table properties. Those declared here are ours, all others are left alone. @default no property is ours */
  readonly properties?: TableProperties;
  /** What ANALYZE looks at. `"row count"` reads no column. @default "row count" */
  readonly statistics?: "all columns" | "row count" | NonEmpty<NoInfer<keyof C & string>>;
  /** Columns by which queries filter or join. @default not known, and layout keys are not compared with them */
  readonly filteredBy?: NonEmpty<NoInfer<keyof C & string>>;
  /** What keeps the table in shape, and how often; `"databricks"` leaves it to predictive optimization. @default none */
  readonly maintenance?: Maintenance<NoInfer<keyof C & string>>;
  /** Columns, and days of them, that dashboards read; read once after the pipeline, for the disk cache. @default none */
  readonly hot?: HotData<NoInfer<keyof C & string>>;
  /** Storage level of `CACHE TABLE` in the notebook for the interactive cluster. @default not cached there */
  readonly cache?: StorageLevel;
  /** A small dimension, which joins are to broadcast; held against the threshold. @default not checked */
  readonly join?: "broadcast";
  /** Comment on the table in the catalog. @default left as it is */
  readonly comment?: string;
  /**
   * Unity Catalog tags, name to value (`""`: none). These are ours, all others are left alone.
   * @default no tag is ours, and tags are not compared
   */
  readonly tags?: Tags;
  /** What happens to what we set when this file goes: it stays, or it is taken away. @default "forget" */
  readonly onRemoval?: OnRemoval;
  /** Findings about this table that may stay for a while. @default none */
  readonly accept?: readonly Accepted[];
}

/** What a deployment may do although it leaves something to be done by hand. */
export interface Acknowledged<Column extends string> {
  /**
   * The table has these partitions until its pipeline rebuilds it with those. Holds for this very change
   * only; an empty list is a table without partitions.
   */
  readonly repartition: {
    /** Partition columns that the live table has. */
    readonly from: readonly string[];
    /** Those that it gets when its pipeline rebuilds it; the layout's own. */
    readonly to: readonly Column[];
  };
}

/** A table of the lakehouse: `schema.table`, without the environment's catalog. */
export interface Table extends Omit<TableFacts<Columns>, "columns"> {
  /** Where its file stands. */
  readonly name: TableName;
  /** Who creates the table and owns its columns. */
  readonly managedBy: "pipeline" | "stack";
  /** Name to what is declared of it, in the order of the table; empty for a pipeline's table that declares none. */
  readonly columns: Columns;
  /** Columns that identify a row. @default none */
  readonly primaryKey?: readonly string[];
  /** CHECK constraints by name. @default none is ours */
  readonly constraints?: Constraints;
  /** Layout changes that need the table rebuilt, each known and waited for. @default none */
  readonly acknowledge?: Acknowledged<string>;
}

/** `schema.table`; the catalog is the environment's. */
export type TableName = `${string}.${string}`;

/**
 * Declares one table. A column in `layout` or `statistics` that `columns` does not have does not compile.
 * The name is the file's path: `gold.dim_user` stands in `tables/gold/dim_user.ts`.
 */
export function defineTable<const C extends Columns, const P extends TableProperties = TableProperties>(
  name: TableName,
  definition: TableDefinition<C> & { readonly properties?: P & KnownProperties<P> },
): Table {
  // The compiler has checked the columns against the keys; from here on they are plain strings.
  const given = definition as unknown as Omit<Table, "name" | "columns"> & Partial<Pick<Table, "columns">>;
  return { name, ...given, columns: given.columns ?? {} };
}
