import { nextRun } from "../config/settings.ts";
import { bytesOf, type Clustering } from "../model/index.ts";
import type { Mark, MaintenanceWindow, Page, TableRow, Upkeep } from "../page/model.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import type { TablePlan } from "../plan/layout.ts";
import { computeOfPlan, rate } from "../review/rates.ts";

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * What a page shows of an estate whatever it was made for: tables, compute, windows.
 * @param marks what is to be said of tables besides the plan's own findings
 */
export function estatePage(
  plan: LakehousePlan | undefined,
  marks: ReadonlyMap<string, readonly Mark[]>,
  now: Date,
): Pick<Page, "tables" | "compute" | "windows"> {
  if (plan === undefined) return { tables: [], compute: [], windows: [] };
  return {
    tables: plan.tables.map((table) => tableRow(plan, table, marks.get(table.name) ?? [])),
    compute: computeOfPlan(plan).map((compute) => {
      const { min, max, sum } = rate(compute);
      const perHour = min === undefined || max === undefined ? {} : { perHour: [min, max] as const };
      return { name: compute.name, detail: `${compute.kind}: ${sum}`, ...perHour };
    }),
    windows: plan.maintenance.jobs.flatMap((job) => windowOf(job, now)),
  };
}

function tableRow(
  plan: LakehousePlan,
  { name, layout, zorder, size }: TablePlan,
  said: readonly Mark[],
): TableRow {
  const findings = plan.findings.filter(({ where, severity }) => where === name && severity === "warning");
  return {
    name,
    layout: [
      ...((layout.partitionedBy ?? []).length === 0
        ? []
        : [`partition by ${(layout.partitionedBy ?? []).join(", ")}`]),
      ...clusteredBy(layout.clustering),
      ...(zorder.length === 0 ? [] : [`Z-order by ${zorder.join(", ")}`]),
    ].join(", "),
    ...{ rows: size.rows, bytes: bytesOf(size.bytes) },
    upkeep: {
      optimize: upkeepOf(plan, name, "optimize"),
      analyze: upkeepOf(plan, name, "analyze"),
      vacuum: upkeepOf(plan, name, "vacuum"),
    },
    marks: [...said, ...findings.map(({ rule }): Mark => ({ tone: "warn", text: rule }))],
  };
}

function clusteredBy(clustering: Clustering = { kind: "none" }): readonly string[] {
  switch (clustering.kind) {
    case "columns":
      return [`cluster by ${clustering.columns.join(", ")}`];
    case "auto":
      return ["clustered automatically"];
    case "none":
      return [];
  }
}

function upkeepOf(
  { maintenance }: LakehousePlan,
  table: string,
  kind: keyof TableRow["upkeep"],
): Upkeep | undefined {
  if (maintenance.byDatabricks.includes(table)) return { cadence: "by Databricks" };
  const job = maintenance.jobs.find(({ tasks }) =>
    tasks.some((task) => task.table === table && task.kind === kind),
  );
  // A job's key begins with its cadence.
  return job === undefined ? undefined : { cadence: job.key.split("-")[0] ?? job.key };
}

/** The runs of the week that `now` is in, in UTC. */
function windowOf(
  job: LakehousePlan["maintenance"]["jobs"][number],
  now: Date,
): readonly MaintenanceWindow[] {
  if (job.start.kind !== "schedule") return [];
  const monday = Date.UTC(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate() - ((now.getUTCDay() + 6) % 7),
  );
  const starts: number[] = [];
  for (let from = monday - 1; ;) {
    const run = nextRun(job.start, new Date(from));
    const at = run === undefined ? Infinity : Date.parse(run);
    if (at >= monday + WEEK_MS) break;
    starts.push((at - monday) / 60_000);
    from = at;
  }
  const about = `${job.about} (${job.start.cron} ${job.start.timezone})`;
  return [
    { job: job.key, about, starts, minutes: job.expected.minutes, timezone: "UTC", paused: job.paused },
  ];
}
