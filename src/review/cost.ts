import { defined } from "../model/defined.ts";
import { nextRun, type Schedule } from "../config/settings.ts";
import { NODE_RATES } from "../catalog/node-types.ts";
import { WAREHOUSE_RATES } from "../catalog/databricks-warehouses.ts";
import type { ReviewContext } from "./context.ts";
import { type RatedCompute, computeOfPlan, computeOfState, type Rated, rate, round } from "./rates.ts";
import type { Preview, Step } from "./preview/preview.ts";

/** What compute costs before and after, as far as that is known. */
export interface CostReview {
  readonly rows: readonly CostRow[];
  /** Materialized views that cost otherwise from now on; nobody knows how much. */
  readonly refreshes: readonly string[];
  /** Where rates were read, and when; one for each kind that occurs. */
  readonly rates: readonly string[];
  /** What is not in the numbers. */
  readonly unknown: readonly string[];
}

export interface CostRow {
  readonly kind: RatedCompute["kind"];
  readonly name: string;
  /** @default there was none */
  readonly before?: Cost;
  /** @default there will be none */
  readonly after?: Cost;
}

export interface Cost extends Rated {
  /** DBU a month for the stated hours, all of them at the least and at the most. @default no hours are stated */
  readonly perMonth?: { readonly hours: number; readonly min: number; readonly max: number };
  /** The same in money. @default no price is stated */
  readonly price?: { readonly currency: string; readonly min: number; readonly max: number };
  /** For jobs: how often they run in a month of 365/12 days. @default by no schedule */
  readonly runsPerMonth?: number;
}

export function costOf(preview: Preview, context: ReviewContext): CostReview {
  const rows = [...rowsOf(preview, context)].sort((a, b) =>
    `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1,
  );
  const kinds = new Set(rows.map(({ kind }) => kind));
  const stated = (context.after ?? context.before)?.usage;
  return {
    rows,
    refreshes: changedViews(preview, context),
    rates: [
      ...(kinds.has("cluster") ||
      rows.some(({ kind, after, before }) => kind === "job" && (after ?? before)?.max !== undefined)
        ? [NODE_RATES]
        : []),
      ...(kinds.has("warehouse") ? [WAREHOUSE_RATES] : []),
    ],
    unknown:
      rows.length === 0
        ? []
        : unknown(rows, { stated: stated !== undefined, views: hasViews(preview, context) }),
  };
}

function changedViews({ steps }: Preview, { redactor }: ReviewContext): readonly string[] {
  return steps
    .filter((step) => step.type === VIEW && refreshesOtherwise(step))
    .map(({ name }) => redactor.text(name))
    .sort();
}

function refreshesOtherwise({ op, old, diff }: Step): boolean {
  if (op === "same" || op === "refresh") return false;
  if (op === "delete") return old?.inputs["onRemoval"] === "drop";
  return op !== "update" || diff.some(({ path }) => /^(query|clustering|refresh|view)\b/.test(path));
}

const VIEW = "lakewright:index:MaterializedView";

function hasViews({ steps }: Preview, { before, after }: ReviewContext): boolean {
  const planned = [before, after].some((plan) => (plan?.materializedViews.length ?? 0) > 0);
  return planned || steps.some(({ type }) => type === VIEW);
}

function unknown(
  rows: readonly CostRow[],
  { stated, views }: { stated: boolean; views: boolean },
): readonly string[] {
  const some = (kind: RatedCompute["kind"]) => rows.some((row) => row.kind === kind);
  return [
    ...(rows.some(
      ({ before, after }) =>
        (before?.serverless ?? after?.serverless) !== (after?.serverless ?? before?.serverless),
    )
      ? ["that a DBU has another price where a warehouse is serverless, and then holds the machines"]
      : []),
    ...(views
      ? [
          "refreshes of materialized views: serverless DBU by what each has to compute, which nobody has measured here",
        ]
      : []),
    ...(some("cluster")
      ? ["what the cloud asks for the machines of clusters, and of classic and pro warehouses"]
      : []),
    ...(stated
      ? []
      : ["hours a month and the price of a DBU: neither is stated under usage in the stack's settings"]),
    ...(some("job")
      ? [
          "how long a run of a job takes: nobody has measured it here; a job on a warehouse uses that warehouse's DBU",
        ]
      : []),
  ];
}

function rowsOf({ steps }: Preview, context: ReviewContext): readonly CostRow[] {
  const known = context.before ?? context.after;
  const before = byKey(computeOfPlan(known));
  const after = byKey(computeOfPlan(context.after ?? context.before));
  // What the engine has in its state is what runs, whatever the plan of the revision before says.
  for (const { op, type, old, new: next } of steps) {
    const [olds, news] = [byKey(computeOfState(type, old)), byKey(computeOfState(type, next))];
    if (op === "create") for (const key of news.keys()) before.delete(key);
    if (op === "delete") for (const key of olds.keys()) after.delete(key);
    for (const [key, compute] of olds) before.set(key, compute);
    for (const [key, compute] of news) after.set(key, compute);
  }
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    const some = from ?? to;
    if (some === undefined) return [];
    return [
      {
        kind: some.kind,
        name: context.redactor.text(some.name),
        ...(from === undefined ? {} : { before: cost(from, known) }),
        ...(to === undefined ? {} : { after: cost(to, context.after ?? context.before) }),
      },
    ];
  });
}

function byKey(all: readonly RatedCompute[]): Map<string, RatedCompute> {
  return new Map(all.map((compute) => [`${compute.kind} ${compute.name}`, compute]));
}

/** Whether it costs the same, as far as that is known. */
export function isSame({ before, after }: CostRow): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function cost(compute: RatedCompute, plan: ReviewContext["before"]): Cost {
  const rated = rate(compute);
  const { usage } = plan ?? {};
  if (compute.kind === "job") {
    const runs = runsPerMonth(compute.schedule);
    return { ...rated, ...defined({ runsPerMonth: runs }) };
  }
  const hours = compute.kind === "cluster" ? usage?.clusterHours : usage?.warehouseHours;
  if (hours === undefined || rated.min === undefined || rated.max === undefined) return rated;
  const perMonth = { hours, min: round(rated.min * hours), max: round(rated.max * hours) };
  const price = usage?.pricePerDbu?.[compute.kind];
  const currency = usage?.pricePerDbu?.currency;
  return {
    ...rated,
    perMonth,
    ...(price === undefined || currency === undefined
      ? {}
      : { price: { currency, min: round(perMonth.min * price), max: round(perMonth.max * price) } }),
  };
}

/** A day without meaning, so that the same schedule gives the same number on every day. */
const START = new Date("2027-01-01T00:00:00Z");
const YEAR = 365 * 86_400_000;
/** Enough for a daily schedule's whole year; a more frequent one is reckoned from a part of it. */
const RUNS = 370;

/** @returns `undefined` for a schedule that cannot be read: jobs of others may say anything */
function runsPerMonth(schedule: Schedule | "none" | undefined): number | undefined {
  if (schedule === undefined) return undefined;
  if (schedule === "none") return 0;
  try {
    return countRuns(schedule);
  } catch {
    return undefined;
  }
}

function countRuns(schedule: Schedule): number {
  let at = START;
  let runs = 0;
  while (runs < RUNS) {
    const next = nextRun(schedule, at);
    if (next === undefined) return 0;
    const time = new Date(next);
    if (time.getTime() - START.getTime() > YEAR) return round(runs / 12);
    at = time;
    runs += 1;
  }
  return round((runs * YEAR) / (at.getTime() - START.getTime()) / 12);
}
