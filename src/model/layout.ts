import type { Identity } from "./columns.ts";
import type { Constraints } from "./constraint-faults.ts";
import type { Tags } from "./tags.ts";

/**
 * What a table's layout is, in the one form that every stage after the table file speaks: the plan writes
 * it, the provider diffs and applies it. Names are three-part (`catalog.schema.table`).
 */
export interface LayoutDeclaration {
  /** Full name, `catalog.schema.table`. */
  readonly table: string;
  /**
   * Delta table properties as the engine spells them; keys declared here are ours, all others are left alone.
   */
  readonly properties: Readonly<Record<string, string>>;
  /** Liquid clustering. @default clustering is left as it is, and not compared */
  readonly clustering?: Clustering;
  /** Partition columns the table is expected to have; compared, never changed. @default not compared */
  readonly partitionedBy?: readonly string[];
  /**
   * Partition columns that the live table may have instead, until its pipeline rebuilds it.
   * @default none: other partitions are refused
   */
  readonly partitionedUntilRebuilt?: readonly string[];
  /**
   * Whether OPTIMIZE … ZORDER BY orders the table, which Delta refuses once it was clustered. It is no part of the table,
   * and so never a difference. @default false
   */
  readonly zordered?: boolean;
  /** Comment on the table. @default left as it is, and not compared */
  readonly comment?: string;
  /**
   * Unity Catalog tags of the table; those declared here are ours, all others are left alone.
   * @default none is ours, and tags are not compared
   */
  readonly tags?: Tags;
  /**
   * The columns of a table that this stack creates, by name. @default somebody else creates the table and owns its
   * columns, which are not compared
   */
  readonly columns?: Readonly<Record<string, ColumnDeclaration>>;
  /** Primary key of a table that this stack creates. @default left as it is, and not compared */
  readonly primaryKey?: readonly string[];
  /**
   * CHECK constraints of a table that this stack creates, by name; those declared here are ours, all others are left alone.
   * @default none is ours, and constraints are not compared
   */
  readonly constraints?: Constraints;
  /** What deleting the resource does to what it set. @default "forget" */
  readonly onRemoval?: OnRemoval;
}

/** Why no declaration has a `location`: an external table has a layout like any other. */
export const WHY_NO_LOCATION =
  "where a table's files lie is settled when it is created, and another place would be another table; " +
  "create an external table elsewhere, and declare its layout without it";

/** A column of a table that the stack creates. */
export interface ColumnDeclaration {
  /**
   * Place in the order in which a new table gets its columns, lowest first. It changes nothing later: a new column
   * of a table that is there comes last.
   */
  readonly position: number;
  /** Type as Spark SQL spells it: `BIGINT`, `DECIMAL(10,2)`, `ARRAY<STRING>`. */
  readonly type: string;
  /** Whether a row may lack the value. @default true */
  readonly nullable?: boolean;
  /** SQL expression for rows that come without the value. @default NULL */
  readonly default?: string;
  /** SQL expression that the engine computes for every row. @default none */
  readonly generatedAs?: string;
  /** Numbers that the engine gives to new rows. @default none */
  readonly identity?: Identity;
  /** Comment on the column. @default left as it is, and not compared */
  readonly comment?: string;
}

/** `forget` leaves the table as it is; `unset` takes declared properties, clustering and tags away again. */
export type OnRemoval = "forget" | "unset";

/** Liquid clustering: `ALTER TABLE … CLUSTER BY (…) | AUTO | NONE`. */
export type Clustering =
  | { readonly kind: "columns"; readonly columns: readonly string[] }
  | { readonly kind: "auto" }
  | { readonly kind: "none" };
