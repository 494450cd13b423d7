import names from "./databricks-conf-names.json" with { type: "json" };
import data from "./databricks-conf.json" with { type: "json" };
import type { SizeUnit, SparkConfType, TimeUnit } from "./entries.ts";

/** Where a fact that no engine can be asked for was read. */
export interface Provenance {
  readonly source: string;
  /** Day or month, ISO. */
  readonly read: string;
}

/** A Spark conf that only Databricks knows, or what it makes of one of Spark's own. */
export interface DatabricksConf extends Provenance {
  readonly about: string;
  /** `compute`: takes effect where the cluster is created; `session`: at any time. */
  readonly scope: "compute" | "session";
  /** Left out for a key of Spark's own, whose type its catalogue has. */
  readonly type?: SparkConfType;
  readonly unit?: SizeUnit | TimeUnit;
  /** Left out where the documentation names none. */
  readonly default?: string;
  /** All it may be that was read. @default not listed */
  readonly values?: readonly string[];
  /** What Databricks takes beside the values of open-source Spark. @default nothing */
  readonly alsoTakes?: readonly string[];
  /** What of the cluster decides the value, so that it is not to be set by hand. @default nothing */
  readonly ownedBy?: string;
  /** Values of former times, with what they were and what took their place. @default none */
  readonly legacy?: Readonly<Record<string, { readonly says: string; readonly instead: string }>>;
  /** Access modes that it does not go with. @default it goes with all */
  readonly notIn?: {
    readonly modes: readonly ("standard" | "dedicated" | "none")[];
    /** The first Databricks Runtime. @default any */
    readonly from?: string;
    readonly because: string;
  };
}

/** A parameter of a SQL warehouse. */
export interface WarehouseParameter extends Provenance {
  readonly name: string;
  readonly default: string;
  /** An administrator may set it for all warehouses of a workspace. */
  readonly global: boolean;
  /** SET takes it in a session. */
  readonly session: boolean;
  /** The Spark conf that it stands for; left out where none was read. */
  readonly conf?: string;
}

// Kept by hand; a test holds the shape.
const confs = data.entries as Readonly<Record<string, DatabricksConf>>;
const parameters: Readonly<Record<string, Omit<WarehouseParameter, "name" | keyof Provenance>>> =
  data.warehouse.entries;

/** What Databricks makes of a Spark conf; `undefined` where nothing was read beside what Spark says itself. */
export function databricksConf(key: string): DatabricksConf | undefined {
  return Object.hasOwn(confs, key) ? confs[key] : undefined;
}

/** Keys of which something is known but that they are there. */
export function databricksConfKeys(): readonly string[] {
  return Object.keys(confs);
}

const named = new Set(names.pages.flatMap(({ keys }) => keys));
const openEnded = [...named].filter((key) => key.endsWith("."));

/** Whether Databricks is known to have a key, if by its name alone. */
export function isDatabricksConf(key: string): boolean {
  return (
    databricksConf(key) !== undefined || named.has(key) || openEnded.some((start) => key.startsWith(start))
  );
}

/** Every key that Databricks is known to have. */
export function databricksConfNames(): readonly string[] {
  return [...Object.keys(confs), ...[...named].filter((key) => !key.endsWith("."))];
}

/** Node types on which Databricks keeps a part of the memory off the heap by itself. */
export function offHeapNodeTypes(): readonly string[] {
  return data.offHeap.nodeTypes;
}

/** The only Spark confs that a notebook or a job on serverless compute may set. */
export function serverlessConfs(): readonly string[] {
  return data.serverless.keys;
}

/** The only parameters that a SQL warehouse takes, in place of every Spark conf. */
export function warehouseParameters(): readonly WarehouseParameter[] {
  const { source, read } = data.warehouse;
  return Object.entries(parameters).map(([name, parameter]) => ({ name, ...parameter, source, read }));
}
