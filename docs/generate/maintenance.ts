import { planLakehouse, type LakehousePlan } from "../../src/plan/lakehouse.ts";
import type { JobPlan } from "../../src/plan/maintenance.ts";
import { BYTES_A_SECOND, LARGE_ENOUGH } from "../../src/plan/maintenance-tasks.ts";
import { TASKS_A_JOB } from "../../src/plan/maintenance-jobs.ts";
import { bytesText } from "../../src/rules/table-facts.ts";
import { lakehouse, targetOf } from "../../dev/start/kineo.ts";

/** Nothing on this page depends on the day. */
const TODAY = new Date(0);

/** The page that says which statement runs on which table, when and why, in production. */
export function maintenancePage(): string {
  const plan = planLakehouse(lakehouse, {
    ...targetOf("prod"),
    today: TODAY,
  });
  return [
    "# What keeps the tables in shape",
    "",
    "Written by `npm run docs` from the plan of the stack `prod`. A table's file says what it needs and how often; the windows are in the stack's settings.",
    "",
    "## Jobs",
    "",
    ...jobsTable(plan.maintenance.jobs),
    "",
    `Up to ${TASKS_A_JOB} tasks one job is enough; more are shared out over several by the names of their tables, whole tables only, so that a table more moves no other. Of one cadence the jobs with the largest tables begin first, each of the next when those before it are expected to be through. One run at a time; a second waits. People hear of a run that failed, and of one that takes longer than twice what is expected and half an hour. A statement that failed is tried once more. Where it fails again, what would have followed for that table does not run, everything else does, and the run ends as failed with the task's name.`,
    "",
    "Expected times come from the declared sizes, at least half a minute a statement, at rates that are assumptions, low on purpose:",
    "",
    row(["statement", "MB a second"]),
    row(["-", "-"]),
    ...Object.entries(BYTES_A_SECOND).map(([kind, rate]) => row([kind, String(rate / 1e6)])),
    "",
    "## Order, and what is skipped",
    "",
    "For each table: REORG, OPTIMIZE FULL, OPTIMIZE, ANALYZE … DELTA STATISTICS, ANALYZE, VACUUM, each after the one before it. A preview shows each statement by its table and kind; `run-if-due.sql` looks into the table's history first and says `skipped: …` where nothing asks for the statement:",
    "",
    row(["statement", "runs where, since the last time,"]),
    row(["-", "-"]),
    row(["OPTIMIZE", "something was written; with a Z-order, the last time is one with the same keys"]),
    row(["OPTIMIZE … FULL", "the clustering keys were changed"]),
    row(["REORG … APPLY (PURGE)", "rows were deleted, updated or merged"]),
    row(["ANALYZE … COMPUTE DELTA STATISTICS", "the indexed columns were changed"]),
    row([
      "ANALYZE … COMPUTE STATISTICS",
      "anything but a VACUUM happened within two turns and a day: the catalog keeps no history of its statistics",
    ]),
    row(["VACUUM", "always: files become old enough without anything being written"]),
    "",
    `A table with partitions and \`maintenance.recent\` is optimised in its recent partitions only once it is declared with ${bytesText(LARGE_ENOUGH)} or more; what is written to older ones later is left as it is.`,
    "",
    "VACUUM has no RETAIN, which Delta ignores since 4.1: the table's properties decide, and `keep` sets them.",
    "",
    "## Tables",
    "",
    ...tablesTable(plan),
    "",
    "## Warm-up",
    "",
    ...warmUp(plan),
    "",
    "## Caches of the interactive cluster",
    "",
    ...caches(plan),
    "",
    "## Joins",
    "",
    ...joins(plan),
    "",
  ].join("\n");
}

function jobsTable(jobs: readonly JobPlan[]): readonly string[] {
  return [
    row(["job", "starts", "tasks", "expected", "statements at once", "people hear after"]),
    row(["-", "-", "-", "-", "-", "-"]),
    ...jobs.map(({ name, start, tasks, expected, alertAfterMinutes }) =>
      row([
        name,
        start.kind === "schedule"
          ? `${start.cron} ${start.timezone}`
          : `${start.quietSeconds / 60} min after the last update of its tables`,
        String(tasks.length),
        `${expected.minutes} min`,
        String(expected.parallel),
        `${alertAfterMinutes} min`,
      ]),
    ),
  ];
}

function tablesTable({ tables, maintenance }: LakehousePlan): readonly string[] {
  const tasks = maintenance.jobs.flatMap((job) =>
    job.tasks.filter(({ kind }) => kind !== "warm-up").map((task) => ({ job: job.key, ...task })),
  );
  const idle = tables.filter(({ name }) => tasks.every(({ table }) => table !== name));
  const inOrder = tables.flatMap(({ name }) =>
    inTurn(tasks.filter(({ table }) => table === name)).map(({ table, parameters, job, why }) =>
      row([table, `\`${parameters.statement.replaceAll("`", "")}\``, job, why]),
    ),
  );
  const byHand = idle.filter(({ name }) => !maintenance.byDatabricks.includes(name));
  return [
    row(["table", "statement", "job", "why"]),
    row(["-", "-", "-", "-"]),
    ...inOrder,
    "",
    `Left to predictive optimization: ${named(maintenance.byDatabricks)}.`,
    "",
    `Nothing is asked for: ${named(byHand.map(({ name }) => name))}.`,
  ];
}

/** Each task behind the one that it waits for. */
function inTurn<T extends { readonly key: string; readonly after: readonly string[] }>(
  tasks: readonly T[],
): readonly T[] {
  const turn = (task: T): number => {
    const before = tasks.find(({ key }) => task.after.includes(key));
    return before === undefined ? 0 : 1 + turn(before);
  };
  return [...tasks].sort((a, b) => turn(a) - turn(b));
}

function warmUp({ maintenance }: LakehousePlan): readonly string[] {
  const { tables, bytes, capacity } = maintenance.warmUp;
  if (tables.length === 0) return ["No table declares `hot`."];
  const tasks = maintenance.jobs.flatMap(({ tasks: all }) => all.filter(({ kind }) => kind === "warm-up"));
  return [
    `Reads about ${bytesText(bytes)} (declared sizes, a column for an equal share) into the disk cache of the warehouse that dashboards use; one cluster of it holds ${capacity === "unknown" ? "an unknown amount, since Databricks does not publish the machines of serverless warehouses" : bytesText(capacity)}. Each cluster has a cache of its own: those that are added later start cold. The result cache is switched off for the reading, which it would take the place of. \`CACHE SELECT\` is not used: warehouses ignore it.`,
    "",
    row(["table", "statement"]),
    row(["-", "-"]),
    ...tasks.map(({ table, parameters }) => row([table, `\`${parameters.statement.replaceAll("`", "")}\``])),
  ];
}

function caches({ maintenance }: LakehousePlan): readonly string[] {
  const { cache } = maintenance;
  if (cache === undefined) return ["No table declares `cache`."];
  return [
    `\`${cache.path}\` is a notebook with the statements below. A session that wants the caches runs it once after the cluster has started, with \`%run ${cache.path}\`: cluster init scripts run before there is a Spark, so nothing can run it by itself. The tables are then cached for every session of that cluster until it ends, evicted where memory is short, and read anew after a change that this cluster makes; a change that comes from elsewhere is seen after \`REFRESH TABLE\`. Serverless compute and warehouses refuse it.`,
    "",
    "```sql",
    ...cache.content.split("\n").filter((line) => line.startsWith("CACHE")),
    "```",
  ];
}

function joins({ joins: { broadcast } }: LakehousePlan): readonly string[] {
  const marked = broadcast.under.filter((side) => side.marked);
  return [
    `The cluster's conf has Spark broadcast what is no larger than ${bytesText(broadcast.threshold)}. Twice the largest of the marked dimensions, ${bytesText(broadcast.enough)}, would do.`,
    "",
    `Marked and under it: ${named(marked.map(({ table, bytes }) => `${table} (${bytesText(bytes)})`))}.`,
    "",
    `Under it without being marked: ${named(broadcast.under.filter((side) => !side.marked).map(({ table }) => table))}.`,
    "",
    `Over it: ${named(broadcast.over.map(({ table }) => table))}.`,
    "",
    "Tables that are joined by a key are laid out by it on both sides, by Z-order or liquid clustering. Partitions by `hash(key) % n` are refused ([layout/hash-bucket](rules.md#layouthash-bucket)): Spark does not take folders for buckets, so that no shuffle is saved, and a query by the key reads all of them.",
  ];
}

function named(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
}
