import type { FastifyInstance } from "fastify";
import { invalid, invalidState, missing } from "../http/errors.ts";
import { isObject, object, objects, text, textMap, texts, without, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve, versions, type Query } from "../http/route.ts";
import { expectOnly } from "../http/shape.ts";
import type { Sandbox } from "../sandbox.ts";
import { JOB_VERSIONS, knownJob, TASKS_A_PAGE } from "./job-routes.ts";
import type { RunStore } from "./run-store.ts";
import type { JobRunner } from "./runner.ts";
import { tasksOf } from "./settings.ts";
import type { Job, Overriding, Run, TaskRun } from "./types.ts";
import { outputJson, runJson, runsAs, taskRunJson } from "./views.ts";

const RUN_NOW = {
  "job_id!": "id",
  job_parameters: "map",
  notebook_params: "map",
  sql_params: "map",
  queue: { "enabled!": "boolean" },
  only: ["string"],
  idempotency_token: "string",
} as const;

export interface RunParts {
  readonly runs: RunStore;
  readonly runner: JobRunner;
}

export function runRoutes(
  app: FastifyInstance,
  { store, url, permissions }: Sandbox,
  { runs, runner }: RunParts,
): void {
  const jobs = store.collection<Job>("jobs");
  const path = (method: string, name: string): readonly string[] =>
    versions(method, JOB_VERSIONS, `jobs/${name}`);

  serve(app, path("POST", "run-now"), ({ body, caller }) => {
    expectOnly(body, RUN_NOW, "jobs/run-now");
    const known = knownJob(jobs, body["job_id"]);
    const queue = object(body, "queue");
    const job = queue === undefined ? known : { ...known, settings: { ...known.settings, queue } };
    const only = body["only"] === undefined ? {} : { only: selection(job, texts(body, "only")) };
    const token = text(body, "idempotency_token");
    const run = runner.start(job, {
      parameters: runParameters(job.settings, textMap(body, "job_parameters")),
      creator: caller.userName,
      runs_as: runsAs(job, permissions),
      ...overriding(body),
      ...only,
      ...(token === undefined ? {} : { idempotency_token: token }),
    });
    return { run_id: run.run_id, number_in_job: run.number_in_job };
  });

  serve(app, path("GET", "runs/get"), ({ query }) => {
    const { run, task } = knownRun(runs, query["run_id"]);
    if (task !== undefined) return taskRunJson(run, task, url());
    const whole = runJson(run, url());
    const { items, next_page_token } = paginate(
      objects(whole, "tasks"),
      pageRequest(query, { usual: TASKS_A_PAGE, most: TASKS_A_PAGE }),
    );
    return {
      ...whole,
      tasks: items,
      ...(next_page_token === undefined ? {} : { has_more: true, next_page_token }),
    };
  });

  serve(app, path("GET", "runs/list"), ({ query }) => {
    const all = runs
      .all()
      .filter((run) => isAsked(run, query))
      .sort((a, b) => b.run_id - a.run_id);
    const { items, ...tokens } = paginate(all, pageRequest(query, { usual: 20, most: 24 }));
    const shown = items.map((run) => {
      const whole = runJson(run, url());
      return query["expand_tasks"] === "true" ? firstTasks(whole) : without(whole, "tasks");
    });
    return {
      ...(shown.length > 0 ? { runs: shown } : {}),
      has_more: tokens.next_page_token !== undefined,
      ...tokens,
    };
  });

  serve(app, path("GET", "runs/get-output"), ({ query }) => {
    const { run, task } = knownRun(runs, query["run_id"]);
    const only = task ?? (run.tasks.length === 1 ? run.tasks[0] : undefined);
    if (only === undefined) {
      throw invalid(
        "Retrieving the run output of jobs with multiple tasks is not supported. Please retrieve the output of each individual task run instead.",
      );
    }
    return outputJson(run, only, url());
  });

  serve(app, path("POST", "runs/cancel"), ({ body }) => {
    expectOnly(body, { "run_id!": "id" }, "jobs/runs/cancel");
    runner.cancel(knownRun(runs, body["run_id"]).run);
    return {};
  });

  serve(app, path("POST", "runs/cancel-all"), ({ body }) => {
    expectOnly(body, { "job_id!": "id" }, "jobs/runs/cancel-all");
    for (const run of runs.ofJob(knownJob(jobs, body["job_id"]).job_id)) {
      if (run.phase !== "TERMINATED") runner.cancel(run);
    }
    return {};
  });

  serve(app, path("POST", "runs/delete"), ({ body }) => {
    expectOnly(body, { "run_id!": "id" }, "jobs/runs/delete");
    const { run } = knownRun(runs, body["run_id"]);
    if (run.phase !== "TERMINATED") throw invalidState(`Run ${run.run_id} is active: cancel it first.`);
    runs.delete(run.run_id);
    return {};
  });
}

/** Parameters of the task's kind that stand in place of its own, as from before jobs had parameters. */
function overriding(body: JsonObject): { readonly overriding?: Overriding } {
  const given = ["notebook_params", "sql_params"].filter((field) => isObject(body[field]));
  if (given.length === 0) return {};
  if (isObject(body["job_parameters"])) {
    throw invalid(`job_parameters and ${given.join(", ")} cannot be given at once.`);
  }
  return { overriding: Object.fromEntries(given.map((field) => [field, textMap(body, field)])) };
}

/** What a list shows of a run: `runs/get` has the tasks after the first hundred. */
function firstTasks(run: JsonObject): JsonObject {
  const tasks = objects(run, "tasks");
  if (tasks.length <= TASKS_A_PAGE) return run;
  return { ...run, tasks: tasks.slice(0, TASKS_A_PAGE), has_more: true };
}

function knownRun(runs: RunStore, id: unknown): { readonly run: Run; readonly task?: TaskRun } {
  if (typeof id !== "string" && typeof id !== "number") throw invalid("Missing required field: run_id");
  const run = runs.find(Number(id));
  const found = run === undefined ? runs.findTask(Number(id)) : { run };
  if (found === undefined) throw missing(`Run ${id} does not exist.`);
  return found;
}

function selection(job: Job, only: readonly string[]): readonly string[] {
  const keys = tasksOf(job.settings).map((task) => task.task_key);
  const unknown = only.find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw invalid(`only: '${unknown}' is not a task of job ${job.job_id}. It has ${keys.join(", ")}.`);
  return only;
}

/** The job's defaults, and over them what the caller gave. A job without declared parameters takes any. */
function runParameters(
  settings: JsonObject,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = objects(settings, "parameters");
  const names = declared.map((parameter) => text(parameter, "name") ?? "");
  const unknown = Object.keys(given).find((name) => names.length > 0 && !names.includes(name));
  if (unknown !== undefined) {
    throw invalid(`job_parameters: '${unknown}' is not a parameter of this job. It has ${names.join(", ")}.`);
  }
  const defaults = declared.map(
    (parameter) => [text(parameter, "name") ?? "", text(parameter, "default") ?? ""] as const,
  );
  return { ...Object.fromEntries(defaults), ...given };
}

function isAsked(run: Run, query: Query): boolean {
  const active = run.phase !== "TERMINATED";
  return (
    (query["job_id"] === undefined || String(run.job_id) === query["job_id"]) &&
    (query["active_only"] !== "true" || active) &&
    // All runs here are of jobs: none was submitted once, none is a notebook's workflow.
    ["JOB_RUN", undefined].includes(query["run_type"]) &&
    (query["completed_only"] !== "true" || !active) &&
    run.started >= Number(query["start_time_from"] ?? -Infinity) &&
    run.started <= Number(query["start_time_to"] ?? Infinity)
  );
}
