import { type EndedRun, type EndedTask, type JobRuns, RUNS_A_JOB } from "../../drift/live/runs.ts";
import type { Turn, MaintenanceRow, MaintenanceKind } from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import type { TaskPlan } from "../../plan/maintenance.ts";

/** Last turns of tasks, by task key, each key's newest first; as few as say when one ended well. */
export type Turns = ReadonlyMap<string, readonly EndedTask[]>;

/** @param jobs what the workspace says of them, in any order */
export function turnsOf(jobs: readonly JobRuns[]): Turns {
  const tasks = jobs
    .flatMap(({ runs }) => runs.flatMap((run) => run.tasks))
    .filter(({ result }) => result === "SUCCESS" || FAULTS[result] !== undefined)
    .sort((a, b) => (a.at > b.at ? -1 : 1));
  return new Map(
    [...Map.groupBy(tasks, ({ key }) => key)].map(([key, [newest, ...older]]) => {
      const good = older.find(({ result }) => result === "SUCCESS");
      const shown = newest?.result === "SUCCESS" ? [newest] : [newest, good];
      return [key, shown.filter((turn) => turn !== undefined)];
    }),
  );
}

/** How a task or a run that was to run did not end well. What nobody meant to run is none. */
const FAULTS: Readonly<Record<string, string>> = {
  FAILED: "failed",
  INTERNAL_ERROR: "failed",
  TIMEDOUT: "timed out",
  CANCELED: "cancelled",
  UPSTREAM_FAILED: "not run",
  UPSTREAM_CANCELED: "not run",
};

/**
 * What is planned for a table, and when it last had its turn.
 * @param turns absent where they were not read
 * @returns `undefined` where nothing is planned
 */
export function maintenancePart(
  { maintenance }: LakehousePlan,
  { table, kind }: { readonly table: string; readonly kind: MaintenanceKind },
  turns: Turns | undefined,
): MaintenanceRow | undefined {
  if (maintenance.byDatabricks.includes(table)) return { cadence: "by Databricks" };
  for (const { cadence, tasks } of maintenance.jobs) {
    const task = tasks.find((each) => each.table === table && each.kind === kind);
    if (task === undefined || cadence === undefined) continue;
    return {
      cadence,
      ...(turns === undefined
        ? {}
        : { turns: (turns.get(task.key) ?? []).map((turn) => turnOf(turn, task)) }),
    };
  }
  return undefined;
}

function turnOf({ result, at }: EndedTask, { script }: TaskPlan): Turn {
  const fault = FAULTS[result];
  if (fault !== undefined) return { tone: "bad", said: fault, at };
  return { tone: "ok", said: script === "runIfDue" ? "last turn" : "last run", at };
}

/** How a job's last run went. */
export function lastRun([last]: readonly EndedRun[]): Turn | undefined {
  if (last === undefined) return undefined;
  const { at, result, minutes } = last;
  const took = `after ${minutes < 1 ? "less than a minute" : `${minutes} min`}`;
  return result === "SUCCESS"
    ? { tone: "ok", said: `last run ended well ${took},`, at }
    : { tone: "bad", said: `last run ${FAULTS[result] ?? result} ${took},`, at };
}

/** What the dates of maintenance mean, or why there are none. */
export function maintenanceNote(jobs: readonly JobRuns[] | undefined): string {
  if (jobs === undefined) return "When maintenance last ran was not read.";
  const unread = jobs.flatMap(({ name, unread: reason }) =>
    reason === undefined ? [] : [` Not known of the job ${name}: ${reason}.`],
  );
  return `Dates are from the last ${RUNS_A_JOB} runs of each job; a workspace keeps runs for 60 days. A turn is what OPTIMIZE and ANALYZE have: they read the table's history first and are left out where nothing asks for them, and a list of runs does not tell which of the two it was. What did not run was to follow something that failed. What people, pipelines or predictive optimization ran is not in it.${unread.join("")}`;
}
