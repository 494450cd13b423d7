import type { Schedule, Settings } from "../config/settings.ts";
import { bytesOf, type Cadence, type LakehouseDeclaration, type Table } from "../model/index.ts";
import { minuteOfDay } from "../model/units.ts";
import type { Target } from "./target.ts";
import { type TaskPlan, tasksOf } from "./maintenance-tasks.ts";
import { fnv1a } from "./table-tasks.ts";

/** Some tables' tasks of one cadence, before they are a job. */
export interface Pack {
  /** `weekly-small`, `weekly-small-2`: the job's key for as long as there is one. */
  readonly key: string;
  readonly cadence: Cadence;
  readonly about: string;
  readonly schedule: Schedule;
  readonly tasks: readonly TaskPlan[];
  readonly expected: Expected;
}

/** What a job is expected to take, and on which assumption. */
export interface Expected {
  readonly minutes: number;
  /** Statements that are assumed to run at once. */
  readonly parallel: number;
}

/** When the jobs of a cadence may work. */
export interface WindowPlan {
  readonly cadence: Cadence;
  readonly start: Schedule;
  readonly minutes: number;
}

export const CADENCES: readonly Cadence[] = ["daily", "weekly", "monthly"];

/**
 * Tasks up to which one job is enough, of the 1,000 that Databricks takes
 * (https://docs.databricks.com/aws/en/jobs/large-jobs): as many as the jobs API tells at once.
 */
export const TASKS_A_JOB = 100;

/** Tasks that each of several jobs has on average, so that hardly one has more than one alone would. */
const TASKS_EACH = 75;

/**
 * Statements that a cluster of a warehouse runs before they wait for one another
 * (https://docs.databricks.com/aws/en/compute/sql-warehouse/warehouse-behavior: a cluster for every 10 queries).
 */
const STATEMENTS_A_CLUSTER = 10;

const GiB = 1024 ** 3;

/** Tables of a kind share jobs, so that large ones begin first and a small one does not wait behind them. */
const SIZES = [
  { size: "large", from: 100 * GiB, about: "tables of 100 GB and more" },
  { size: "medium", from: GiB, about: "tables of 1 to 100 GB" },
  { size: "small", from: 0, about: "tables under 1 GB" },
] as const;

/** The jobs of every cadence, each cadence's one behind the other from the start of its window. */
export function packAll(lakehouse: LakehouseDeclaration, { settings }: Target): readonly Pack[] {
  return CADENCES.flatMap((cadence) => {
    const parallel = parallelIn(settings);
    let offset = 0;
    return packsOf(lakehouse, settings, cadence).map(({ key, about, tasks }): Pack => {
      const expected = { minutes: expectedMinutes(tasks, parallel), parallel };
      const schedule = startOf(cadence, settings, offset);
      // Whole fives, so that an estimate that moves a little moves no schedule.
      offset += Math.ceil(expected.minutes / 5) * 5;
      return { key, cadence, about, schedule, tasks, expected };
    });
  });
}

/** The windows of the cadences that any table asks for. */
export function windowsOf(packs: readonly Pack[], { settings }: Target): readonly WindowPlan[] {
  return CADENCES.filter((cadence) => packs.some((pack) => pack.cadence === cadence)).map((cadence) => ({
    cadence,
    start: startOf(cadence, settings, 0),
    minutes: settings.maintenance[cadence].hours * 60,
  }));
}

/** Minutes that all jobs of a cadence are expected to take, one behind the other. */
export function minutesOf(
  jobs: readonly { readonly cadence?: Cadence; readonly expected: Expected }[],
  cadence: Cadence,
): number {
  return jobs
    .filter((job) => job.cadence === cadence)
    .reduce((sum, { expected }) => sum + Math.ceil(expected.minutes / 5) * 5, 0);
}

function packsOf(
  { tables }: LakehouseDeclaration,
  { catalog }: Settings,
  cadence: Cadence,
): readonly Pick<Pack, "key" | "about" | "tasks">[] {
  return SIZES.flatMap(({ size, from, about }, index) => {
    const below = SIZES[index - 1]?.from ?? Infinity;
    const chains = tables
      .filter((table) => isBetween(table, from, below))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((table) => tasksOf(table, catalog, cadence))
      .filter((chain) => chain.length > 0);
    return chunks(chains).map((tasks, number) => ({
      key: `${cadence}-${size}${number === 0 ? "" : `-${number + 1}`}`,
      about: `${cadence} maintenance of ${about}`,
      tasks: tasks.sort((a, b) => (a.key < b.key ? -1 : 1)),
    }));
  });
}

function isBetween({ size }: Table, from: number, below: number): boolean {
  const bytes = bytesOf(size.bytes);
  return bytes >= from && bytes < below;
}

/**
 * Whole chains, shared out over as few jobs as will do. Each table has its job by its name alone: one table more or
 * less moves no other, until there is a job more or less; then each table that moves goes to or comes from that one
 * (rendezvous hashing).
 */
function chunks(chains: readonly (readonly TaskPlan[])[]): readonly TaskPlan[][] {
  const all = chains.flat();
  const count = all.length <= TASKS_A_JOB ? Math.sign(all.length) : Math.ceil(all.length / TASKS_EACH);
  const jobs = Array.from({ length: count }, (): TaskPlan[] => []);
  for (const chain of chains) jobs[placeOf(chain[0]?.table ?? "", count)]?.push(...chain);
  return jobs.filter((tasks) => tasks.length > 0);
}

function placeOf(table: string, count: number): number {
  const weights = Array.from({ length: count }, (_, at) => spread(fnv1a(`${at} ${table}`)));
  return weights.indexOf(Math.max(...weights));
}

/** The last step of MurmurHash3, by which texts that are much alike get weights that are not. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Without asking for a cluster more than the warehouse has at the least; a job cluster runs as many. */
export function parallelIn({ maintenance, warehouse }: Settings): number {
  return STATEMENTS_A_CLUSTER * (maintenance.runsOn === "warehouse" ? warehouse.clusters.min : 1);
}

/** All statements shared out over those that run at once, but no less than the longest chain. */
export function expectedMinutes(tasks: readonly TaskPlan[], parallel: number): number {
  const byTable = new Map<string, number>();
  for (const { table, expectedMinutes: minutes } of tasks) {
    byTable.set(table, (byTable.get(table) ?? 0) + minutes);
  }
  const chains = [...byTable.values()];
  const all = chains.reduce((sum, minutes) => sum + minutes, 0);
  return Math.ceil(Math.max(all / parallel, ...chains));
}

const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

/** So many minutes after a window begins, which may be on the next day. */
function startOf(cadence: Cadence, { maintenance }: Settings, offset: number): Schedule {
  const { timezone } = maintenance;
  const { minute, hour, days } = clock(maintenance[cadence].at, offset);
  const at = `0 ${minute} ${hour}`;
  switch (cadence) {
    case "daily":
      return { cron: `${at} * * ?`, timezone };
    case "weekly": {
      const day = DAYS[(DAYS.indexOf(maintenance.weekly.day) + days) % DAYS.length] ?? "SUN";
      return { cron: `${at} ? * ${day}`, timezone };
    }
    case "monthly":
      // A window that is far too short is a finding; the schedule stays one that every month has.
      return { cron: `${at} ${Math.min(28, maintenance.monthly.day + days)} * ?`, timezone };
  }
}

/** A daily schedule at that time. */
export function everyDay(at: string, timezone: string): Schedule {
  const { minute, hour } = clock(at, 0);
  return { cron: `0 ${minute} ${hour} * * ?`, timezone };
}

function clock(at: string, offset: number): { minute: number; hour: number; days: number } {
  const total = minuteOfDay(at) + offset;
  return { minute: total % 60, hour: Math.floor(total / 60) % 24, days: Math.floor(total / 1440) };
}
