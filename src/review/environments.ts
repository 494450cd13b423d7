import { defined } from "../model/defined.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import type { JobPlan } from "../plan/maintenance.ts";
import { inWords } from "./words.ts";
import { type RatedCompute, computeOfJob, computeOfPlan, rate } from "./rates.ts";

/** What two plans ask for differently: two environments, or two revisions of one. */
export interface EnvironmentsDiff {
  /** Raised when a field changes its meaning. */
  readonly version: 1;
  readonly one: string;
  readonly other: string;
  readonly sections: readonly EnvironmentSection[];
  /** Differences that every two environments have, because their settings name things apart. */
  readonly intended: readonly Intended[];
}

const SECTIONS = ["compute", "conf", "layout", "jobs"] as const;

export interface EnvironmentSection {
  readonly section: (typeof SECTIONS)[number];
  /** How many values were compared. */
  readonly compared: number;
  readonly differences: readonly EnvironmentDifference[];
}

export interface EnvironmentDifference {
  readonly path: string;
  /** @default there is none */
  readonly one?: string;
  /** @default there is none */
  readonly other?: string;
}

export interface Intended extends EnvironmentDifference {
  readonly why: string;
}

export function diffPlans(one: LakehousePlan, other: LakehousePlan): EnvironmentsDiff {
  const [left, right] = [facts(one), facts(other)];
  const intended: Intended[] = [];
  const sections = SECTIONS.map((section): EnvironmentSection => {
    const [from, to] = [left[section], right[section]];
    const paths = [...new Set([...from.keys(), ...to.keys()])];
    const differences: EnvironmentDifference[] = [];
    for (const path of paths) {
      const [a, b] = [from.get(path), to.get(path)];
      if (a === b) continue;
      const difference = {
        path,
        ...defined({ one: a, other: b }),
      };
      const why = INTENDED.find(({ at }) => at.test(`${section}.${path}`))?.why;
      if (why === undefined) differences.push(difference);
      else intended.push({ ...difference, path: `${section}.${path}`, why });
    }
    return { section, compared: paths.length, differences };
  });
  if (one.catalog !== other.catalog) {
    intended.unshift({ path: "catalog", one: one.catalog, other: other.catalog, why: "catalog" });
  }
  return { version: 1, one: one.stack, other: other.stack, sections, intended };
}

/** Where environments differ as they are meant to: by a setting that names things, or by what follows from another difference. */
const INTENDED: readonly { readonly at: RegExp; readonly why: string }[] = [
  { at: /\.name$/, why: "names" },
  { at: /\.(access\..+|notify)$/, why: "principals" },
  { at: /\.tags\./, why: "tags" },
  { at: /^compute\.policy\./, why: "the policy, which follows the cluster" },
];

type Facts = Readonly<Record<(typeof SECTIONS)[number], ReadonlyMap<string, string>>>;

/** A plan as values by path, with the names of its catalog taken out. */
function facts(plan: LakehousePlan): Facts {
  const { cluster, warehouse, policy, protect } = plan.compute;
  const apart = ["permissions", "sparkConf", "memory"];
  return {
    compute: new Map([
      ...flat({ ...omit(cluster, apart), access: access(cluster.permissions) }, "cluster"),
      ...flat({ ...omit(warehouse, apart), access: access(warehouse.permissions) }, "warehouse"),
      ...computeOfPlan(plan)
        .filter(({ kind }) => kind !== "job")
        .flatMap((compute) => flat(dbu(compute), `${compute.kind}.dbuPerHour`)),
      ...flat({ ...omit(policy, apart), access: access(policy.permissions) }, "policy"),
      ["protect", String(protect)],
    ]),
    conf: new Map(
      cluster.sparkConf.flatMap(({ entries }) => entries.map(({ key, value }) => [key, value] as const)),
    ),
    layout: new Map([
      ...plan.tables.flatMap(({ name, layout, zorder }) =>
        flat({ ...said(omit(layout, ["table"])), zorder }, name),
      ),
      ...plan.materializedViews.flatMap(({ name, view }) =>
        flat({ ...said(omit(view, ["view", "sources"])), query: anyCatalog(view.query, plan) }, name),
      ),
    ]),
    jobs: new Map(
      plan.maintenance.jobs.flatMap((job) =>
        flat(
          {
            ...{ name: job.name, start: start(job, plan.catalog), runsOn: runsOn(job), paused: job.paused },
            ...{ dbuPerHour: dbu(computeOfJob(job)), notify: job.notify, tags: job.tags },
            access: access(job.permissions),
            tasks: Object.fromEntries(
              job.tasks.map(({ key: task, parameters }) => [task, anyCatalog(parameters.statement, plan)]),
            ),
          },
          job.key,
        ),
      ),
    ),
  };
}

/** Clustering and refreshes in one line each, as people say them. */
function said(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, inWords(value, [key])]));
}

const escaped = (catalog: string): string => catalog.replaceAll(/[^\w]/g, "\\$&");

/** A statement without the catalog of its three-part names; a schema may be called alike. */
function anyCatalog(statement: string, { catalog }: LakehousePlan): string {
  const first = new RegExp(`\`${escaped(catalog)}\`(?=\\.\`[^\`]+\`\\.\`)`, "g");
  return statement.replaceAll(first, "`…`");
}

function start({ start: begins }: JobPlan, catalog: string): JobPlan["start"] {
  if (begins.kind === "schedule") return begins;
  const within = (table: string) => table.replace(new RegExp(`^${escaped(catalog)}\\.`), "");
  return { ...begins, tables: begins.tables.map(within) };
}

/** A job cluster's conf and tags are the cluster's, which is compared as such. */
function runsOn({ jobCluster }: JobPlan): string {
  if (jobCluster === undefined) return "the warehouse";
  const { workers, nodeType, runtime } = jobCluster;
  return `a cluster of its own: ${workers.min} to ${workers.max} ${nodeType}, ${runtime}`;
}

function omit(value: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function access(permissions: readonly { readonly group: string; readonly level: string }[]) {
  return Object.fromEntries(permissions.map(({ group, level }) => [group, level]));
}

function dbu(compute: RatedCompute): string | undefined {
  const { min, max } = rate(compute);
  if (min === undefined || max === undefined) return undefined;
  return min === max ? String(min) : `${min} to ${max}`;
}

/** Lists stay whole: a layout key more is another list. */
function flat(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const words = inWords(value, []);
    return [[path, typeof words === "string" ? words : JSON.stringify(words)]];
  }
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}.${key}`));
}
