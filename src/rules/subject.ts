import type { RefreshDeclaration, Table } from "../model/index.ts";
import type { Place } from "./place.ts";

/**
 * What rules look at, whatever it came from: this stack's plan, files of another project, or the resources of
 * another Pulumi program. What is not known is left out, and a rule that needs it has nothing to say.
 */
export interface Subject {
  /** ISO day by which ends of support are judged. @default they are not */
  readonly today?: string;
  /** Spark confs, one for each place where keys are set together. */
  readonly confs: readonly ConfSubject[];
  readonly tables: readonly TableSubject[];
  readonly materializedViews: readonly MaterializedViewSubject[];
  readonly clusters: readonly ClusterSubject[];
  readonly warehouses: readonly WarehouseSubject[];
  readonly jobs: readonly JobSubject[];
  /** When jobs may run, and what they are expected to take. */
  readonly windows: readonly WindowSubject[];
  /** What is read ahead for a warehouse's disk cache. */
  readonly warmUps: readonly WarmUpSubject[];
  /** SQL statements and calls that stand in a program or a file. */
  readonly statements: readonly StatementSubject[];
  /** What a program writes down, and nothing in the same file makes use of. */
  readonly idle: readonly IdleSubject[];
}

/** What runs a conf or a statement; `spark` is one that is not Databricks'. */
export type Compute = "cluster" | "serverless" | "warehouse" | "spark";

/**
 * How a cluster keeps its users apart; the API calls `standard` USER_ISOLATION and `dedicated` SINGLE_USER, and both
 * are Unity Catalog's.
 */
export type AccessMode = "standard" | "dedicated" | "none";

export interface ConfSubject {
  /** In a cluster's conf or a file read at start, or in a session that already runs. */
  readonly setAt: "launch" | "session";
  readonly on: Compute;
  /** Databricks Runtime, such as `17.3`. @default not known */
  readonly runtime?: string;
  /** @default not known */
  readonly accessMode?: AccessMode;
  readonly entries: readonly ConfEntry[];
  /**
   * Keys that are set to something not known, or `rest` where whatever is not set here may be set elsewhere, as by a
   * cluster policy. What depends on them is not judged. @default none
   */
  readonly unknown?: readonly string[] | "rest";
}

export interface ConfEntry {
  readonly key: string;
  readonly value: string;
  readonly at?: Place | undefined;
}

export interface TableSubject {
  /** `schema.table`, or as far as it is known. */
  readonly name: string;
  readonly at?: Place | undefined;
  /** What runs the statements that the table's properties come from. @default Databricks */
  readonly on?: Compute;
  /** As behind USING, in lower case. @default not known */
  readonly format?: string;
  /** Types by column, in the table's order, in Spark SQL's spelling. @default not known */
  readonly columns?: Readonly<Record<string, string>>;
  /** Declared, or counted by whoever wrote it down. */
  readonly size?: {
    readonly rows: number;
    /** Compressed, on storage. */
    readonly bytes: number;
    /** Distinct values by column. */
    readonly distinct?: Readonly<Record<string, number>>;
  };
  readonly layout: {
    readonly cluster?: "auto" | readonly string[];
    /** Columns, or, where they come from a foreign text, expressions. */
    readonly partition?: readonly string[];
    readonly zorder?: readonly string[];
  };
  /** Expressions of columns that are computed from others, by column. */
  readonly computed?: Readonly<Record<string, string>>;
  /** Table properties as the engine spells them. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Properties that are set to something not known; what depends on them is not judged. @default none */
  readonly unknown?: readonly string[];
  /** Columns that queries filter or join by. @default not known */
  readonly filteredBy?: readonly string[];
  /** Statements that run on a schedule, and what is said beside them. */
  readonly maintenance?: {
    readonly optimize?: boolean;
    readonly analyze?: boolean;
    readonly vacuum?: boolean;
    readonly reorg?: boolean;
    /** How long old versions are promised to be readable, as Delta spells intervals. */
    readonly keep?: string;
    /** The partitions that OPTIMIZE keeps to. */
    readonly recent?: { readonly column: string; readonly last: string };
    /** Left to predictive optimization. */
    readonly byDatabricks?: boolean;
  };
  /** A dimension that joins are to broadcast. */
  readonly broadcast?: boolean;
  /** How it is meant to be cached, in Spark's words, such as `MEMORY_ONLY`. @default not said */
  readonly storageLevel?: string;
  /** What ANALYZE looks at. */
  readonly statistics?: "all columns" | "row count" | readonly string[];
  /** Whether Databricks keeps the table in shape by itself. @default not known */
  readonly predictiveOptimization?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** What only a table file of this library can say. @default it comes from elsewhere */
  readonly declared?: Pick<Table, "managedBy" | "columns" | "primaryKey" | "constraints" | "acknowledge">;
}

export interface MaterializedViewSubject {
  /** `schema.view`, or as far as it is known. */
  readonly name: string;
  readonly at?: Place | undefined;
  /** The query as SQL. */
  readonly query: string;
  /** Names of what it reads. */
  readonly reads: readonly string[];
  readonly cluster?: "auto" | readonly string[];
  readonly refresh?: RefreshDeclaration;
  /** `where` of the warehouse that creates it, one of `Subject.warehouses`. */
  readonly warehouse?: string;
}

export interface ClusterSubject {
  /** Where a reader finds it: `cluster` of the settings, or a resource's name. */
  readonly where: string;
  readonly at?: Place | undefined;
  /** Made for one run of a job, or shared by people until it ends itself. */
  readonly kind: "job" | "all-purpose";
  readonly nodeType?: string;
  /** @default that of the workers */
  readonly driverNodeType?: string;
  /** Autoscaling bounds, or twice the same number. The driver comes on top. */
  readonly workers?: { readonly min: number; readonly max: number };
  /** Key of a Databricks Runtime, such as `17.3.x-scala2.13`. */
  readonly runtime?: string;
  readonly accessMode?: AccessMode;
  /** 0 where it never ends itself. @default not known */
  readonly autoTerminationMinutes?: number;
  /** Memory the workers must have together, and at which size of the cluster. */
  readonly promise?: { readonly memory: string; readonly at: "min" | "max" };
  readonly spot?: {
    /** Whether an instance that the cloud takes back is replaced by one at the full price. */
    readonly fallback: boolean;
    /** How many nodes, the driver first, are never spot. @default not known */
    readonly firstOnDemand?: number;
  };
  readonly conf?: readonly ConfEntry[];
  readonly permissions?: readonly PermissionSubject[];
}

export interface WarehouseSubject {
  readonly where: string;
  readonly at?: Place | undefined;
  /** @default not known */
  readonly type?: "classic" | "pro";
  /** @default not known */
  readonly serverless?: boolean;
  readonly clusters?: { readonly min: number; readonly max: number };
  /** 0 where it never stops by itself. @default not known */
  readonly autoStopMinutes?: number;
  readonly permissions?: readonly PermissionSubject[];
}

export interface PermissionSubject {
  readonly principal: string;
  readonly level: string;
}

export interface JobSubject {
  readonly where: string;
  readonly at?: Place | undefined;
  readonly tasks: readonly {
    readonly key: string;
    readonly runsOn: "job cluster" | "all-purpose cluster" | "warehouse" | "serverless";
    /** Where the warehouse of a SQL task is one of `Subject.warehouses`: its `where`. */
    readonly warehouse?: string;
    readonly kind: "sql" | "other";
  }[];
  /** Key of the Databricks Runtime of its job cluster. @default it has none */
  readonly runtime?: string;
  readonly permissions?: readonly PermissionSubject[];
}

export interface WindowSubject {
  readonly where: string;
  readonly at?: Place | undefined;
  readonly hours: number;
  /** Time of day, `03:00`; absent where the jobs do not share a warehouse with those of other windows. */
  readonly opens?: string | undefined;
  /** All jobs of the window, one behind the other. */
  readonly expectedMinutes: number;
}

export interface WarmUpSubject {
  readonly where: string;
  readonly at?: Place | undefined;
  readonly bytes: number;
  /** Bytes that the cache of one of the warehouse's clusters holds. */
  readonly capacity: number;
}

/** A statement or call, as far as a rule asks. Tables are named as the text names them. */
export type StatementSubject = {
  readonly on: Compute;
  readonly at?: Place;
  /** The function that runs it, where it is known: what one runs stands in the order in which it does. */
  readonly within?: string;
} & (
  | { readonly kind: "optimize"; readonly table: string; readonly zorder: readonly string[] }
  | {
      readonly kind: "analyze";
      readonly table: string;
      readonly columns: "all" | "none" | readonly string[];
      /** @default a table */
      readonly view?: boolean;
    }
  | { readonly kind: "vacuum"; readonly table: string; readonly retainHours?: number }
  | {
      readonly kind: "set properties";
      readonly table: string;
      readonly properties: Readonly<Record<string, string>>;
    }
  /** `CACHE TABLE`, `CACHE SELECT`, `.cache()` or `.persist()`; with the storage level that it names. */
  | { readonly kind: "cache"; readonly table: string; readonly level?: string }
  /** A BROADCAST hint or `broadcast(a)`, with the tables that its names stand for. */
  | { readonly kind: "broadcast hint"; readonly tables: readonly string[] }
  | {
      readonly kind: "query";
      /** Columns of WHERE. */
      readonly filters: readonly ColumnSubject[];
      /** Columns that ON sets equal. */
      readonly joins: readonly (readonly [ColumnSubject, ColumnSubject])[];
    }
);

export interface ColumnSubject {
  readonly table: string;
  readonly column: string;
}

export interface IdleSubject {
  /** The name of the variable or of the function that holds it. */
  readonly where: string;
  readonly at?: Place | undefined;
  /** What it holds, such as `4 Spark keys`. */
  readonly what: string;
  /** Why nothing comes of it. */
  readonly why: string;
}

/** A subject of the parts given, the rest empty. */
export function subject(parts: Partial<Subject>): Subject {
  return {
    confs: [],
    tables: [],
    materializedViews: [],
    clusters: [],
    warehouses: [],
    jobs: [],
    windows: [],
    warmUps: [],
    statements: [],
    idle: [],
    ...parts,
  };
}
