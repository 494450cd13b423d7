import { object, text, without, type JsonObject } from "../http/json.ts";
import { ADMIN, type Identity, USER } from "../identity/user.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { tasksOf } from "./settings.ts";
import type { Job, Phase, Result, Run, TaskRun } from "./types.ts";

/** How the runs API words a result: in the older `state` and in the newer `status`. */
interface Wording {
  readonly life_cycle: "TERMINATED" | "SKIPPED" | "INTERNAL_ERROR";
  readonly result: string;
  readonly code: string;
  readonly type: "SUCCESS" | "CLIENT_ERROR" | "INTERNAL_ERROR";
}

const ended = (result: string, code: string, type: Wording["type"] = "CLIENT_ERROR"): Wording => ({
  life_cycle: "TERMINATED",
  result,
  code,
  type,
});

const WORDINGS: Readonly<Record<Result, Wording>> = {
  SUCCESS: ended("SUCCESS", "SUCCESS", "SUCCESS"),
  SUCCESS_WITH_FAILURES: ended("SUCCESS_WITH_FAILURES", "SUCCESS_WITH_FAILURES", "SUCCESS"),
  FAILED: ended("FAILED", "RUN_EXECUTION_ERROR"),
  TIMEDOUT: ended("TIMEDOUT", "RUN_EXECUTION_ERROR"),
  CANCELED: ended("CANCELED", "USER_CANCELED"),
  UPSTREAM_FAILED: ended("UPSTREAM_FAILED", "RUN_EXECUTION_ERROR"),
  UPSTREAM_CANCELED: ended("UPSTREAM_CANCELED", "CANCELED"),
  EXCLUDED: ended("EXCLUDED", "SUCCESS", "SUCCESS"),
  MAX_CONCURRENT_RUNS: {
    life_cycle: "SKIPPED",
    result: "MAXIMUM_CONCURRENT_RUNS_REACHED",
    code: "MAX_CONCURRENT_RUNS_EXCEEDED",
    type: "CLIENT_ERROR",
  },
  INTERNAL_ERROR: {
    life_cycle: "INTERNAL_ERROR",
    result: "FAILED",
    code: "INTERNAL_ERROR",
    type: "INTERNAL_ERROR",
  },
};

interface Progress {
  readonly phase: Phase;
  readonly result?: Result;
  readonly message: string;
  readonly started: number;
  readonly ended?: number;
}

function progressJson({ phase, result, message, started, ended: end }: Progress): JsonObject {
  const times = { start_time: started, end_time: end ?? 0, setup_duration: 0, cleanup_duration: 0 };
  if (phase !== "TERMINATED" || result === undefined) {
    return { ...times, state: { life_cycle_state: phase, state_message: message }, status: { state: phase } };
  }
  const wording = WORDINGS[result];
  return {
    ...times,
    run_duration: (end ?? started) - started,
    execution_duration: (end ?? started) - started,
    state: {
      life_cycle_state: wording.life_cycle,
      result_state: wording.result,
      state_message: message,
      user_cancelled_or_timedout: result === "CANCELED" || result === "TIMEDOUT",
    },
    status: {
      state: "TERMINATED",
      termination_details: { code: wording.code, type: wording.type, message },
    },
  };
}

/** A job as `jobs/get` shows it, its tasks still in one piece. */
export function jobJson(job: Job, permissions: Permissions): JsonObject {
  const { job_id, created, settings, creator = ADMIN } = job;
  return {
    job_id,
    creator_user_name: creator.userName,
    run_as_user_name: runsAs(job, permissions).userName,
    created_time: created,
    settings: { ...settings, format: "MULTI_TASK" },
  };
}

/** Whom a job runs as: its owner, unless it says otherwise. */
export function runsAs({ job_id, settings, creator = ADMIN }: Job, permissions: Permissions): Identity {
  const runAs = object(settings, "run_as") ?? {};
  const userName =
    text(runAs, "user_name") ??
    text(runAs, "service_principal_name") ??
    permissions.owner("jobs", String(job_id));
  return [creator, ADMIN].find((known) => known.userName === userName) ?? { userName };
}

/** A run as `runs/get` shows it, all tasks included. */
export function runJson(run: Run, url: string): JsonObject {
  return {
    ...runHead(run, url),
    run_id: run.run_id,
    run_name: text(run.settings, "name") ?? "Untitled",
    format: "MULTI_TASK",
    run_type: "JOB_RUN",
    ...(run.overriding === undefined ? {} : { overriding_parameters: { ...run.overriding } }),
    job_parameters: Object.entries(run.parameters).map(([name, value]) => ({ name, value })),
    ...(run.settings["schedule"] === undefined ? {} : { schedule: run.settings["schedule"] }),
    ...progressJson(run),
    tasks: run.tasks.map((task) => taskJson(run, task)),
  };
}

/** One attempt as `runs/get` shows it when it is asked for by its own id. */
export function taskRunJson(run: Run, task: TaskRun, url: string): JsonObject {
  return { ...runHead(run, url), ...taskJson(run, task), run_name: task.task_key, job_run_id: run.run_id };
}

function runHead(run: Run, url: string): JsonObject {
  return {
    job_id: run.job_id,
    number_in_job: run.number_in_job,
    creator_user_name: run.creator ?? USER.name,
    trigger: "ONE_TIME",
    run_page_url: `${url}/jobs/${run.job_id}/runs/${run.run_id}`,
  };
}

function taskJson(run: Run, task: TaskRun): JsonObject {
  const declared = tasksOf(run.settings).find(({ task_key }) => task_key === task.task_key)?.declared ?? {};
  return {
    ...without(declared, "max_retries", "min_retry_interval_millis", "retry_on_timeout", "timeout_seconds"),
    run_id: task.run_id,
    attempt_number: task.attempt,
    ...(task.cluster_instance === undefined ? {} : { cluster_instance: { ...task.cluster_instance } }),
    ...progressJson(task),
  };
}

/** What `runs/get-output` answers for one attempt. */
export function outputJson(run: Run, task: TaskRun, url: string): JsonObject {
  const { output } = task;
  return {
    metadata: taskRunJson(run, task, url),
    ...(output === undefined || output.warehouse_id === ""
      ? {}
      : {
          sql_output: {
            query_output: {
              query_text: output.sql,
              warehouse_id: output.warehouse_id,
              endpoint_id: output.warehouse_id,
              sql_statements: output.statement_id === undefined ? [] : [{ lookup_key: output.statement_id }],
            },
          },
        }),
    ...(output?.error === undefined ? {} : { error: output.error }),
  };
}
