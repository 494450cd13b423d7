import { defined } from "../model/defined.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import type { JobPlan } from "../plan/maintenance.ts";
import type { Step } from "./preview/preview.ts";
import { list, object, text } from "../model/json.ts";
import type { Judged } from "./effects.ts";
import type { Run } from "./report.ts";
import { type Announced, judgeStatement, tableOf } from "./statements.ts";
import { isJob, rawJobInputs } from "./jobs.ts";
import { taskChanges } from "./tasks.ts";
import { startText } from "./words.ts";

/** Declared sizes by full name of the table. */
export type Sizes = ReadonlyMap<string, string>;

/** What the deployment itself sends. */
export function sent(
  { statements }: Announced,
  { step, sizes }: { step: Step; sizes: Sizes },
): readonly Run[] {
  const sources = list(step.new?.inputs["sources"]).flatMap((name) => text(name) ?? []);
  return statements.map((statement) => ({
    statement,
    when: "during up",
    ...(/^CREATE\b.*\bMATERIALIZED\s+VIEW\b/i.test(statement)
      ? upTo(sources.flatMap((name) => sizes.get(name) ?? []))
      : size(statement, sizes)),
  }));
}

/** Statements of a job's tasks that are new or changed. */
export function scheduled({ type, old, new: next }: Step, sizes: Sizes): readonly Run[] {
  const inputs = rawJobInputs(type, next?.inputs);
  if (!isJob(type) || inputs === undefined) return [];
  const { schedule, trigger } = inputs;
  const start = object(schedule ?? trigger);
  const by = startText({ ...start, pauseStatus: undefined });
  const when = { schedule: by ?? "on demand", paused: by === undefined || start["pauseStatus"] === "PAUSED" };
  const job = text(inputs["name"]);
  return taskChanges(rawJobInputs(type, old?.inputs), inputs).flatMap(({ statement }) =>
    statement === undefined ? [] : [{ statement, when, ...defined({ job }), ...size(statement, sizes) }],
  );
}

/**
 * What maintenance's jobs, unchanged themselves, run because a table's clustering changes: each table has a task that waits
 * for that.
 */
export function reclusterRuns(
  { type, name, op }: Step,
  { effects, plan, sizes }: { effects: readonly Judged[]; plan: LakehousePlan | undefined; sizes: Sizes },
): readonly Run[] {
  const reclusters = effects.some(({ field, rank }) => field.startsWith("clustering") && rank === "rewrite");
  // A new table's task is new as well, and shown with its job.
  if (type !== "lakewright:index:TableLayout" || op !== "update" || !reclusters) return [];
  return (plan?.maintenance.jobs ?? []).flatMap((job) =>
    job.tasks
      .filter(({ table, kind }) => table === name && kind === "recluster")
      .map(({ parameters: { statement } }) => ({
        ...{ statement, when: whenOf(job), job: job.name },
        ...size(statement, sizes),
      })),
  );
}

function whenOf({ start, paused }: JobPlan): Exclude<Run["when"], string> {
  const by =
    start.kind === "schedule"
      ? { quartzCronExpression: start.cron, timezoneId: start.timezone }
      : { tableUpdate: { tableNames: start.tables, waitAfterLastChangeSeconds: start.quietSeconds } };
  return { schedule: startText(by) ?? "on demand", paused };
}

function size(statement: string, sizes: Sizes): { upTo?: string } {
  const { rank } = judgeStatement(statement);
  return rank === "metadata"
    ? {}
    : upTo([sizes.get(tableOf(statement) ?? "")].filter((one) => one !== undefined));
}

function upTo(all: readonly string[]): { upTo?: string } {
  return all.length === 0 ? {} : { upTo: all.join(" and ") };
}
