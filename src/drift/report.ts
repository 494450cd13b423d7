import type { Refresh } from "../model/materialized-view.ts";

/** The drift of one stack: JSON-able, in a stable order, and all that any way of printing it reads. */
export interface DriftReport {
  /** Raised when a field changes its meaning. */
  readonly version: 1;
  readonly stack: string;
  /** Where the stack is deployed, such as `https://<workspace>.cloud.databricks.com`; absent where nothing was asked. */
  readonly workspace?: string;
  /** When the workspace was read, in ISO 8601 and UTC. */
  readonly checkedAt: string;
  /** When the stack's state was last written. */
  readonly deployedAt?: string;
  /** `plan`: tables and settings of this repository; `state`: what was deployed last, for programs without a plan. */
  readonly declaredBy: "plan" | "state";
  /** How many resources were to be compared. */
  readonly total: number;
  /** How many of them could be, in full. */
  readonly checked: number;
  /** Resources that differ: what was deleted first, then tables and materialized views, each by name. */
  readonly resources: readonly DriftedResource[];
  /** Tables that no pipeline has created yet, and views whose tables are not there yet, as the state expects. No drift. */
  readonly waiting: readonly string[];
  /** Declared and live agree, and only the state is behind: the next `up` or `refresh` records it. No drift. */
  readonly settled: readonly SettledChange[];
  /** What could not be read. With any of these the report is not complete. */
  readonly unreadable: readonly UnreadableResource[];
  /** What a reader should know besides. */
  readonly notes: readonly string[];
}

export const KINDS = [
  "table",
  "materializedView",
  "cluster",
  "clusterPolicy",
  "warehouse",
  "job",
  "workspaceFile",
  "notebook",
  "permissions",
] as const;

export type Kind = (typeof KINDS)[number];

/** A resource of which at least one side says something else. */
export interface DriftedResource {
  readonly kind: Kind;
  /** Pulumi name: `gold.dim_user`, `shop-warehouse`. */
  readonly name: string;
  /** What people call the object in the workspace: a table's full name, a warehouse's name. */
  readonly object: string;
  /** Its id in the workspace, where it has one besides the name. */
  readonly id?: string;
  readonly urn?: string;
  readonly differences: readonly Difference[];
  readonly revert: Revert;
}

/** How the declared state comes back. */
export interface Revert {
  /** For a shell: deploys this resource as declared. */
  readonly command?: string;
  /** What it sends to the warehouse, or a person does where there is no command; for tables and materialized views. */
  readonly statements?: readonly string[];
  /** What a person does, in words. */
  readonly manual?: string;
}

export type DifferenceKind =
  /** A value is another one. */
  | "value"
  /** Something was set that nobody declared. */
  | "undeclared"
  /** The object was deployed and is gone. */
  | "missing"
  /** The table was created anew since, and lost its layout. */
  | "recreated"
  /** Something of another kind stands under its name: a view, a streaming table, another format. */
  | "replaced"
  /** What was waited for is there: a table without its layout, or all that a materialized view reads. */
  | "appeared"
  /** Declared, and not deployed yet. */
  | "notDeployed"
  /** Deployed, and no longer declared. */
  | "notDeclared";

/** Which side differs from what was deployed last: the declaration (an `up` is pending), the live object, or both. */
export type Cause = "pendingDeployment" | "changedOutside" | "both";

export interface Difference {
  readonly what: DifferenceKind;
  /** Where in the resource: `properties["delta.appendOnly"]`, `autoscale.max_workers`; empty for all of it. */
  readonly path: string;
  /** Values as text; absent where that side has none. */
  readonly declared?: string;
  readonly deployed?: string;
  readonly live?: string;
  readonly cause: Cause;
  readonly who: Attribution;
  /** What it leads to, in one sentence. */
  readonly impact: string;
  /** Set where `revert` of the resource does not undo this one. */
  readonly revert?: Revert;
  readonly adopt: Adoption;
}

export type Attribution =
  /** Named by the table's history. */
  | {
      readonly known: true;
      /** Address of a user, or application id of a service principal. */
      readonly user?: string;
      /** ISO 8601, UTC. */
      readonly at: string;
      readonly operation: string;
      /** Version of the table that the operation made. */
      readonly version: number;
      readonly job?: { readonly id: string; readonly name?: string; readonly run?: string };
      readonly notebook?: string;
    }
  /** Our own change: whoever edited the file. */
  | { readonly known: true; readonly file: string }
  | {
      readonly known: false;
      readonly why: string;
      /** When the object was last changed, where the workspace says that much. */
      readonly at?: string;
      /** A query that tells, where the workspace keeps audit logs. */
      readonly ask?: string;
    };

export type Adoption =
  /** What `--adopt` writes. */
  | { readonly kind: "edit"; readonly file: string; readonly says: string; readonly edit: Edit }
  /** What a person has to do instead. */
  | { readonly kind: "manual"; readonly says: string };

export type Scalar = string | number | boolean;

/** In the files of tables, the names of materialized views are theirs as well. */
export type Edit =
  /** `value` absent: the entry goes. */
  | {
      readonly in: "table";
      readonly table: string;
      readonly field: "properties" | "tags";
      readonly key: string;
      readonly value?: Scalar | readonly string[];
    }
  | { readonly in: "table"; readonly table: string; readonly field: "layout"; readonly value: NewLayout }
  | { readonly in: "table"; readonly table: string; readonly field: "comment"; readonly value?: string }
  | { readonly in: "table"; readonly table: string; readonly field: "refresh"; readonly value: Refresh }
  | { readonly in: "settings"; readonly path: readonly string[]; readonly value: Scalar }
  | { readonly in: "sparkConf"; readonly key: string; readonly value: string };

export type NewLayout =
  | "unordered"
  | {
      readonly cluster?: "auto" | readonly string[];
      readonly partition?: readonly string[];
      readonly zorder?: readonly string[];
    };

/** A change that both sides made alike. */
export interface SettledChange {
  readonly name: string;
  readonly path: string;
  readonly deployed?: string;
  readonly now?: string;
}

export interface UnreadableResource {
  readonly kind: Kind;
  readonly name: string;
  readonly reason: string;
}

/** What the command ends with: 0 for no drift, 2 for some, 1 where not everything could be read. */
export function exitCode({ resources, unreadable }: DriftReport): 0 | 1 | 2 {
  if (unreadable.length > 0) return 1;
  return resources.length > 0 ? 2 : 0;
}

/** Differences of all resources. */
export function countOf({ resources }: DriftReport): number {
  return resources.reduce((sum, { differences }) => sum + differences.length, 0);
}
