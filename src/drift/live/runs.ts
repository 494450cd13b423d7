import type { Connection } from "../../databricks/connection.ts";
import { NoWorkspaceError, WorkspaceError } from "../../databricks/errors.ts";
import { type Json, list, object, text } from "../../model/json.ts";
import type { DeployedSide } from "../sides.ts";

/** The last runs of one deployed job that have ended, the newest first. */
export interface JobRuns {
  /** Pulumi name of the job. */
  readonly name: string;
  readonly runs: readonly EndedRun[];
  /** Why none could be read. */
  readonly unread?: string;
}

export interface EndedRun extends Ended {
  readonly minutes: number;
  readonly tasks: readonly EndedTask[];
}

export interface EndedTask extends Ended {
  readonly key: string;
}

interface Ended {
  /** When it ended, in ISO 8601 and UTC. */
  readonly at: string;
  /** The API's word: `SUCCESS`, `FAILED`, `UPSTREAM_FAILED`. */
  readonly result: string;
}

/**
 * Runs of each job that are read: enough to see one that ended well behind some that did not, or that had a part of the
 * tasks only. One request a job gives them all, with the tasks.
 */
export const RUNS_A_JOB = 5;

type Asks = Pick<Connection, "find" | "send">;

/** @throws WorkspaceError when the workspace is out of reach */
export async function lastRuns(
  connection: Asks,
  objects: readonly DeployedSide[],
): Promise<readonly JobRuns[]> {
  const jobs = objects.filter(({ kind }) => kind === "job");
  return await Promise.all(jobs.map((job) => runsOf(connection, job)));
}

async function runsOf(connection: Asks, { name, id }: DeployedSide): Promise<JobRuns> {
  try {
    const answer = await connection.find({
      method: "GET",
      path: "/api/2.2/jobs/runs/list",
      query: { job_id: id, completed_only: "true", expand_tasks: "true", limit: String(RUNS_A_JOB) },
    });
    const runs = list(answer?.["runs"]).map(object);
    return { name, runs: await Promise.all(runs.map(async (run) => endedRun(await whole(connection, run)))) };
  } catch (error) {
    if (error instanceof NoWorkspaceError || !(error instanceof WorkspaceError)) throw error;
    return { name, runs: [], unread: error.message };
  }
}

/** A list shows a run's first hundred tasks; attempts count, so that a full job has more where one was tried again. */
async function whole(connection: Asks, run: Json): Promise<Json> {
  if (run["has_more"] !== true) return run;
  const tasks: unknown[] = [];
  let token: string | undefined;
  do {
    const page = await connection.send({
      method: "GET",
      path: "/api/2.2/jobs/runs/get",
      query: { run_id: String(run["run_id"]), page_token: token },
    });
    tasks.push(...list(page["tasks"]));
    token = text(page["next_page_token"]);
  } while (token !== undefined && token !== "");
  return { ...run, tasks };
}

function endedRun(run: Json): EndedRun {
  const end = timeOf(run, "end_time") ?? timeOf(run, "start_time") ?? 0;
  const start = timeOf(run, "start_time") ?? end;
  return {
    ...{ at: new Date(end).toISOString(), result: resultOf(run) },
    minutes: Math.round((end - start) / 60_000),
    tasks: list(run["tasks"])
      .map(object)
      .map((task) => ({
        key: text(task["task_key"]) ?? "",
        // A task that did not begin has no times of its own.
        at: new Date(timeOf(task, "end_time") ?? end).toISOString(),
        result: resultOf(task),
      })),
  };
}

function timeOf(from: Json, field: string): number | undefined {
  const value = from[field];
  return typeof value === "number" && value > 0 ? value : undefined;
}

/** A run that was never started has no result, but says so in its life cycle. */
function resultOf(from: Json): string {
  const state = object(from["state"]);
  return text(state["result_state"]) ?? text(state["life_cycle_state"]) ?? "";
}
