import { defined } from "../model/defined.ts";
import {
  bytesOf,
  type Cadence,
  type RecentPartitions,
  type Table,
  maintenanceOf,
  zorderKeys,
} from "../model/index.ts";
import { planLayout } from "./layout.ts";
import { type MaintenanceStatement, writeMaintenance } from "./maintenance-sql.ts";
import { type TableTask, type TaskKind, tableTasks } from "./table-tasks.ts";

/** One statement about one table. */
export interface TaskPlan extends Omit<TableTask, "description"> {
  readonly table: string;
  /** What the task is there for, and when it does not run. */
  readonly why: string;
  readonly expectedMinutes: number;
}

const GiB = 1024 ** 3;

/**
 * Declared size from which OPTIMIZE keeps to the recent partitions: below it a look at all files takes no longer than
 * the statement itself.
 */
export const LARGE_ENOUGH = 100 * GiB;

/**
 * Bytes a second that a statement is assumed to get through, whatever the warehouse; low on purpose. Nobody publishes
 * such figures: compare them with the runs, which are in the job's history. A statement takes half a minute at least.
 */
export const BYTES_A_SECOND = {
  reorg: 50e6,
  recluster: 25e6, // sorts, as a Z-order does
  optimize: 50e6,
  zorder: 25e6,
  "skipping-statistics": 100e6, // reads footers and values, writes no files
  analyze: 100e6,
  vacuum: 5e9, // lists files, reads none
  "warm-up": 100e6,
} as const;

/** Days without a change after which an ANALYZE of this cadence has nothing new to find; two turns and a day. */
export const SETTLED_AFTER: Readonly<Record<Cadence, number>> = { daily: 3, weekly: 15, monthly: 63 };

/** What a table needs in one cadence's window, in the order in which it runs. */
export function tasksOf(table: Table, catalog: string, cadence: Cadence): readonly TaskPlan[] {
  return plannedTasks(table, {
    ...{ catalog, settledAfterDays: SETTLED_AFTER[cadence] },
    statements: statementsOf(table, catalog, cadence),
  });
}

function plannedTasks(
  table: Table,
  {
    catalog,
    statements,
    settledAfterDays,
  }: { readonly catalog: string; readonly statements: readonly Planned[]; readonly settledAfterDays: number },
): readonly TaskPlan[] {
  const texts = Object.fromEntries(
    statements.map(({ kind, statement }) => [kind, writeMaintenance(statement)]),
  );
  return tableTasks(`${catalog}.${table.name}`, texts, settledAfterDays).flatMap(
    ({ key, kind, script, parameters, after }) =>
      statements
        .filter((each) => each.kind === kind)
        .map(({ why, statement }) => ({
          ...{ key, kind, script, parameters, after, why },
          ...{ table: table.name, expectedMinutes: expectedMinutes(table, statement) },
        })),
  );
}

interface Planned {
  readonly kind: TaskKind;
  readonly why: string;
  readonly statement: MaintenanceStatement;
}

/** In the order: first what rewrites files, then what looks at them, then what deletes the old ones. */
function statementsOf(table: Table, catalog: string, cadence: Cadence): readonly Planned[] {
  const maintenance = maintenanceOf(table.maintenance);
  const name = `${catalog}.${table.name}`;
  const optimize = maintenance.optimize === cadence;
  const { layout } = planLayout(table, catalog);
  const recent = recentOf(table);
  const zorder = zorderKeys(table.layout);
  return [
    ...(maintenance.reorg === cadence
      ? [planned("reorg", "purges rows that deletion vectors hide", { kind: "reorg", table: name })]
      : []),
    ...(optimize && layout.clustering?.kind === "columns"
      ? [planned("recluster", "after a change of the clustering keys", { kind: "recluster", table: name })]
      : []),
    ...(optimize
      ? [
          planned("optimize", optimizeWhy(table, recent), {
            ...{ kind: "optimize", table: name, zorder },
            ...defined({ recent }),
          }),
        ]
      : []),
    ...((optimize || maintenance.analyze === cadence) && declaresIndexedColumns(layout.properties)
      ? [
          planned("skipping-statistics", "after a change of the indexed columns", {
            kind: "skippingStatistics",
            table: name,
          }),
        ]
      : []),
    ...(maintenance.analyze === cadence
      ? [
          planned("analyze", analyzeWhy(table), {
            kind: "analyze",
            table: name,
            columns: table.statistics ?? "row count",
          }),
        ]
      : []),
    ...(maintenance.vacuum === cadence
      ? [planned("vacuum", vacuumWhy(table), { kind: "vacuum", table: name })]
      : []),
  ];
}

function planned(kind: TaskKind, why: string, statement: MaintenanceStatement): Planned {
  return { kind, why, statement };
}

/** Reads what dashboards do; undefined where the table does not say what that is. */
export function warmUpTask(table: Table, catalog: string): TaskPlan | undefined {
  const { hot } = table;
  if (hot === undefined) return undefined;
  const statement: MaintenanceStatement = { kind: "warmUp", table: `${catalog}.${table.name}`, ...hot };
  const why = `reads ${hot.columns.join(", ")}${hot.recent === undefined ? "" : ` of the last ${hot.recent.last}`} into the disk cache`;
  const statements = [planned("warm-up", why, statement)];
  return plannedTasks(table, { catalog, statements, settledAfterDays: SETTLED_AFTER.daily })[0];
}

/** Compressed bytes of the hot columns, each taken for an equal share of the table; days are not subtracted. */
export function hotBytes({ hot, columns, size }: Table): number {
  const read = hot?.columns.length ?? 0;
  const share = read / Math.max(1, read, Object.keys(columns).length);
  return Math.ceil(bytesOf(size.bytes) * share);
}

function recentOf({ maintenance, layout, size }: Table): RecentPartitions<string> | undefined {
  const partitioned = layout !== "unordered" && layout.partition !== undefined;
  return partitioned && bytesOf(size.bytes) >= LARGE_ENOUGH ? maintenanceOf(maintenance).recent : undefined;
}

function declaresIndexedColumns(properties: Readonly<Record<string, string>>): boolean {
  return Object.keys(properties).some((key) => key.toLowerCase().startsWith("delta.dataskipping"));
}

function optimizeWhy({ layout }: Table, recent: RecentPartitions<string> | undefined): string {
  const zorder = zorderKeys(layout);
  const clustered = layout !== "unordered" && layout.cluster !== undefined;
  const small = clustered ? "clusters new files" : "merges small files";
  const what = zorder.length === 0 ? small : `orders files by ${zorder.join(", ")}`;
  return `${what}${recent === undefined ? "" : `, of the last ${recent.last}`}; not where nothing was written since`;
}

function analyzeWhy({ statistics = "row count" }: Table): string {
  const what = typeof statistics === "object" ? statistics.join(", ") : statistics;
  return `statistics of ${what} for the optimiser; not where nothing changed for two turns`;
}

function vacuumWhy({ maintenance }: Table): string {
  const { keep } = maintenanceOf(maintenance);
  return `deletes files that no version of the last ${keep ?? "7 days (Delta's own)"} needs`;
}

function expectedMinutes(table: Table, statement: MaintenanceStatement): number {
  const bytes = bytesOf(table.size.bytes);
  switch (statement.kind) {
    case "optimize":
      return minutes(bytes, statement.zorder.length === 0 ? "optimize" : "zorder");
    // Run once after a change; the weekly sum does not wait for them.
    case "recluster":
    case "skippingStatistics":
      return minutes(0, "optimize");
    case "analyze":
      return minutes(statement.columns === "row count" ? 0 : bytes, "analyze");
    case "reorg":
      return minutes(bytes, "reorg");
    case "vacuum":
      return minutes(bytes, "vacuum");
    case "warmUp":
      return minutes(bytes, "warm-up");
  }
}

/** Half a minute, and what the bytes take; to a tenth. */
function minutes(bytes: number, rate: keyof typeof BYTES_A_SECOND): number {
  return Math.round((0.5 + bytes / BYTES_A_SECOND[rate] / 60) * 10) / 10;
}
