import { defined } from "../model/defined.ts";
import { cacheCapacity } from "../catalog/databricks-warehouses.ts";
import type { Cadence, LakehouseDeclaration, SparkConfGroup } from "../model/index.ts";
import { DATA_SECURITY_MODE, strongestFirst } from "./compute.ts";
import type { Target } from "./target.ts";
import {
  type Expected,
  everyDay,
  expectedMinutes,
  type Pack,
  packAll,
  parallelIn,
  type WindowPlan,
  windowsOf,
} from "./maintenance-jobs.ts";
import type { JobLevel, JobStart } from "./inputs/job.ts";
import type { Permission } from "./inputs/permissions.ts";
import { cacheNotebookText, maintenanceScript } from "./maintenance-sql.ts";
import { hotBytes, SETTLED_AFTER, type TaskPlan, warmUpTask } from "./maintenance-tasks.ts";
import type { TaskScript } from "./table-tasks.ts";
import { ownerTags, physicalName, workspaceFolder } from "./names.ts";

export type { TaskPlan } from "./maintenance-tasks.ts";

export interface MaintenancePlan {
  /** What tasks run, by the name that tasks call it; a statement and its guard are parameters. */
  readonly scripts: readonly ScriptPlan[];
  /** A notebook for sessions of the interactive cluster; absent where no table asks for it. */
  readonly cache?: ScriptPlan;
  readonly jobs: readonly JobPlan[];
  /** When the jobs with a schedule may work, one window a cadence. */
  readonly windows: readonly WindowPlan[];
  /** Tables that are left to predictive optimization. */
  readonly byDatabricks: readonly string[];
  readonly warmUp: WarmUpPlan;
}

export interface ScriptPlan {
  /** The resource's name, for ever. */
  readonly key: string;
  readonly kind: "file" | "notebook";
  readonly path: string;
  readonly content: string;
}

export interface JobPlan {
  /** Stable within the stack: the resource's name ends in it. */
  readonly key: string;
  readonly name: string;
  /** Of its tables. */
  readonly catalog: string;
  readonly about: string;
  /** Whose window it works in. @default none: it has a start of its own */
  readonly cadence?: Cadence;
  readonly start: JobStart;
  readonly paused: boolean;
  /** Sorted by key. */
  readonly tasks: readonly TaskPlan[];
  /** Days without a change after which statistics in the catalog count as settled. */
  readonly settledAfterDays: number;
  readonly expected: Expected;
  /** When people hear that it takes too long. */
  readonly alertAfterMinutes: number;
  /** Mail addresses. */
  readonly notify: readonly string[];
  readonly retries: { readonly most: number; readonly afterSeconds: number };
  /** What runs the tasks; `undefined` is the stack's warehouse. */
  readonly jobCluster?: JobClusterPlan;
  readonly tags: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission<JobLevel>[];
}

/** A cluster that a run starts and ends, shaped as the interactive one. */
export interface JobClusterPlan {
  readonly runtime: string;
  readonly nodeType: string;
  readonly workers: { readonly min: number; readonly max: number };
  readonly dataSecurityMode: string;
  readonly sparkConf: readonly SparkConfGroup[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface WarmUpPlan {
  readonly tables: readonly string[];
  /** Compressed bytes that are read. */
  readonly bytes: number;
  /** Bytes that the warehouse's disk cache holds, a cluster; `"unknown"` where nobody says. */
  readonly capacity: number | "unknown";
}

/** A statement that failed is tried once more: another writer's commit, or a warehouse that was starting. */
const RETRIES = { most: 1, afterSeconds: 30 };

/** Quiet time after which a pipeline counts as through; it writes table after table. */
const QUIET_SECONDS = 600;

export function planMaintenance(lakehouse: LakehouseDeclaration, target: Target): MaintenancePlan {
  const onCluster = target.settings.maintenance.runsOn === "job cluster";
  const warmUp = warmUpJob(lakehouse, target);
  const packs = packAll(lakehouse, target);
  const jobs = [
    ...maintenanceJobs(packs, { lakehouse, target }),
    ...(warmUp === undefined ? [] : [warmUp]),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  const folder = workspaceFolder(lakehouse.name, target);
  const cached = cacheNotebook(lakehouse, target);
  return {
    scripts: [
      script(folder, "run", onCluster ? "notebook" : "file"),
      script(folder, "runIfDue", onCluster ? "notebook" : "file"),
      ...(warmUp === undefined ? [] : [script(folder, "read", "file")]),
    ],
    ...defined({ cache: cached }),
    jobs,
    windows: windowsOf(packs, target),
    byDatabricks: lakehouse.tables
      .filter(({ maintenance }) => maintenance === "databricks")
      .map(({ name }) => name),
    warmUp: warmUpPlan(lakehouse, target),
  };
}

function maintenanceJobs(
  packs: readonly Pack[],
  { lakehouse, target }: { readonly lakehouse: LakehouseDeclaration; readonly target: Target },
): readonly JobPlan[] {
  const { maintenance } = target.settings;
  return packs.map(({ key, cadence, about, schedule, tasks, expected }) => ({
    ...jobHead(lakehouse, target, key),
    about,
    cadence,
    start: { kind: "schedule", ...schedule },
    settledAfterDays: SETTLED_AFTER[cadence],
    tasks,
    expected,
    alertAfterMinutes: alertAfter(expected),
    ...(maintenance.runsOn === "warehouse" ? {} : { jobCluster: jobCluster(lakehouse, target) }),
  }));
}

/** On the warehouse in any case: it is its cache that is filled. */
function warmUpJob(lakehouse: LakehouseDeclaration, target: Target): JobPlan | undefined {
  const { catalog, maintenance } = target.settings;
  const tasks = lakehouse.tables
    .flatMap((table) => warmUpTask(table, catalog) ?? [])
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (tasks.length === 0) return undefined;
  const parallel = parallelIn(target.settings);
  const expected = { minutes: expectedMinutes(tasks, parallel), parallel };
  return {
    ...jobHead(lakehouse, target, "warm-up"),
    about: "what dashboards read first, into the warehouse's disk cache",
    start:
      maintenance.warmUp === undefined
        ? {
            kind: "update",
            tables: tasks.map(({ table }) => `${catalog}.${table}`).sort(),
            quietSeconds: QUIET_SECONDS,
          }
        : { kind: "schedule", ...everyDay(maintenance.warmUp.at, maintenance.timezone) },
    settledAfterDays: SETTLED_AFTER.daily,
    tasks,
    expected,
    alertAfterMinutes: alertAfter(expected),
  };
}

function jobHead(
  lakehouse: LakehouseDeclaration,
  target: Target,
  key: string,
): Pick<JobPlan, "key" | "catalog" | "name" | "paused" | "notify" | "retries" | "tags" | "permissions"> {
  const { catalog, maintenance, principals } = target.settings;
  return {
    key,
    catalog,
    name: physicalName(lakehouse.name, target, key),
    paused: maintenance.paused,
    notify: principals.notify,
    retries: RETRIES,
    tags: ownerTags(lakehouse.name, target),
    permissions: strongestFirst([
      [principals.admins, "CAN_MANAGE"],
      [principals.engineers, "CAN_MANAGE_RUN"],
    ]),
  };
}

/** Twice what is expected, and half an hour for a cold start and a queue. */
function alertAfter({ minutes }: Expected): number {
  return 2 * minutes + 30;
}

function jobCluster(lakehouse: LakehouseDeclaration, target: Target): JobClusterPlan {
  const { cluster } = target.settings;
  return {
    runtime: cluster.runtime,
    nodeType: cluster.nodeType,
    workers: cluster.workers,
    dataSecurityMode: DATA_SECURITY_MODE,
    sparkConf: lakehouse.sparkConf ?? [],
    tags: ownerTags(lakehouse.name, target),
  };
}

function warmUpPlan({ tables }: LakehouseDeclaration, { settings }: Target): WarmUpPlan {
  const hot = tables.filter((table) => table.hot !== undefined);
  return {
    tables: hot.map(({ name }) => name),
    bytes: hot.reduce((sum, table) => sum + hotBytes(table), 0),
    capacity: cacheCapacity(settings.warehouse) ?? "unknown",
  };
}

function cacheNotebook({ name, tables }: LakehouseDeclaration, target: Target): ScriptPlan | undefined {
  const levels = tables.flatMap(({ name: table, cache }) =>
    cache === undefined ? [] : [[`${target.settings.catalog}.${table}`, cache] as const],
  );
  if (levels.length === 0) return undefined;
  const key = "cache-tables";
  const path = `${workspaceFolder(name, target)}/${key}`;
  return { key, kind: "notebook", path, content: cacheNotebookText(levels) };
}

/** Resources' names of the scripts, and what they are called in the workspace. */
export const SCRIPT_KEYS: Readonly<Record<TaskScript, string>> = {
  run: "run-statement",
  runIfDue: "run-if-due",
  read: "read",
};

function script(folder: string, name: TaskScript, kind: ScriptPlan["kind"]): ScriptPlan {
  const key = SCRIPT_KEYS[name];
  const path = kind === "file" ? `${folder}/${key}.sql` : `${folder}/${key}`;
  return { key, kind, path, content: maintenanceScript(name, kind) };
}
