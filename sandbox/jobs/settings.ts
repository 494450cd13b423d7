import { expectClusterSpec } from "../clusters/spec.ts";
import { invalid } from "../http/errors.ts";
import { isObject, number, object, objects, text, texts, without, type JsonObject } from "../http/json.ts";
import { expectShape, type ObjectShape } from "../http/shape.ts";
import { expectCron, expectTimezone } from "./cron.ts";
import type { RunIf, Task } from "./types.ts";

const RUN_IF: readonly RunIf[] = [
  "ALL_SUCCESS",
  "AT_LEAST_ONE_SUCCESS",
  "NONE_FAILED",
  "ALL_DONE",
  "AT_LEAST_ONE_FAILED",
  "ALL_FAILED",
];

const TASK: ObjectShape = {
  "task_key!": "string",
  description: "string",
  depends_on: [{ "task_key!": "string" }],
  run_if: "string",
  max_retries: "integer",
  min_retry_interval_millis: "integer",
  retry_on_timeout: "boolean",
  timeout_seconds: "integer",
  existing_cluster_id: "string",
  job_cluster_key: "string",
  new_cluster: "object",
  notebook_task: { "notebook_path!": "string", base_parameters: "map", source: "string" },
  sql_task: { "warehouse_id!": "string", parameters: "map", file: { "path!": "string", source: "string" } },
};

const SETTINGS: ObjectShape = {
  name: "string",
  description: "string",
  tags: "map",
  tasks: [TASK],
  job_clusters: [{ "job_cluster_key!": "string", "new_cluster!": "object" }],
  parameters: [{ "name!": "string", default: "string" }],
  schedule: { "quartz_cron_expression!": "string", "timezone_id!": "string", pause_status: "string" },
  max_concurrent_runs: "integer",
  timeout_seconds: "integer",
  queue: { "enabled!": "boolean" },
  trigger: {
    pause_status: "string",
    table_update: {
      "table_names!": ["string"],
      condition: "string",
      min_time_between_triggers_seconds: "integer",
      wait_after_last_change_seconds: "integer",
    },
  },
  email_notifications: {
    on_start: ["string"],
    on_success: ["string"],
    on_failure: ["string"],
    on_duration_warning_threshold_exceeded: ["string"],
  },
  webhook_notifications: "object",
  notification_settings: "object",
  health: { rules: [{ "metric!": "string", "op!": "string", "value!": "integer" }] },
  run_as: "object",
};

const MOST_TASKS = 1000;
const MOST_CONCURRENT_RUNS = 1000;

/** The tasks as the runner reads them, defaults filled in. */
export function tasksOf(settings: JsonObject): readonly Task[] {
  return objects(settings, "tasks").map((declared) => ({
    task_key: text(declared, "task_key") ?? "",
    depends_on: objects(declared, "depends_on").map((dependency) => text(dependency, "task_key") ?? ""),
    run_if: RUN_IF.find((condition) => condition === declared["run_if"]) ?? "ALL_SUCCESS",
    max_retries: number(declared, "max_retries") ?? 0,
    min_retry_interval_millis: number(declared, "min_retry_interval_millis") ?? 0,
    retry_on_timeout: declared["retry_on_timeout"] === true,
    timeout_seconds: number(declared, "timeout_seconds") ?? 0,
    declared,
  }));
}

/** @throws ApiError where Databricks would refuse the settings of a job. */
export function expectSettings(settings: JsonObject): void {
  expectShape(settings, SETTINGS);
  const tasks = tasksOf(settings);
  if (tasks.length > MOST_TASKS)
    throw invalid(`A job cannot have more than ${MOST_TASKS} tasks, got ${tasks.length}.`);
  expectKeys(tasks);
  expectGraph(tasks);
  expectRunnable(tasks, settings);
  expectSchedule(object(settings, "schedule"));
  expectTrigger(settings);
  const runs = number(settings, "max_concurrent_runs") ?? 1;
  if (runs < 0 || runs > MOST_CONCURRENT_RUNS) {
    throw invalid(`max_concurrent_runs must be between 0 and ${MOST_CONCURRENT_RUNS}, got ${runs}`);
  }
}

function expectKeys(tasks: readonly Task[]): void {
  const seen = new Set<string>();
  for (const { task_key, declared } of tasks) {
    if (!/^[\w-]{1,100}$/.test(task_key)) {
      throw invalid(`Invalid task_key '${task_key}': letters, digits, - and _ only, at most 100.`);
    }
    if (seen.has(task_key)) throw invalid(`Duplicate task_key '${task_key}'.`);
    seen.add(task_key);
    const condition = declared["run_if"];
    if (condition !== undefined && !RUN_IF.some((known) => known === condition)) {
      throw invalid(
        `Task '${task_key}': run_if '${JSON.stringify(condition)}' is not one of ${RUN_IF.join(", ")}`,
      );
    }
  }
}

/** Every dependency exists and none leads back to itself. */
function expectGraph(tasks: readonly Task[]): void {
  const byKey = new Map(tasks.map((task) => [task.task_key, task]));
  const done = new Set<string>();
  const visit = (task: Task, above: readonly string[]): void => {
    if (above.includes(task.task_key)) {
      throw invalid(`The tasks depend on each other in a circle: ${[...above, task.task_key].join(" -> ")}`);
    }
    if (done.has(task.task_key)) return;
    for (const key of task.depends_on) {
      const dependency = byKey.get(key);
      if (dependency === undefined) {
        throw invalid(`Task '${task.task_key}' depends on '${key}', which is not a task of this job.`);
      }
      visit(dependency, [...above, task.task_key]);
    }
    done.add(task.task_key);
  };
  for (const task of tasks) visit(task, []);
}

/** Each task is of one kind and names compute the job has. */
function expectRunnable(tasks: readonly Task[], settings: JsonObject): void {
  const clusters = objects(settings, "job_clusters").map((cluster) => text(cluster, "job_cluster_key"));
  for (const owner of [...objects(settings, "job_clusters"), ...tasks.map(({ declared }) => declared)]) {
    const spec = object(owner, "new_cluster");
    if (spec !== undefined) expectClusterSpec(spec);
  }
  for (const { task_key, declared } of tasks) {
    const kinds = Object.keys(declared).filter(
      (field) => field.endsWith("_task") && isObject(declared[field]),
    );
    if (kinds.length !== 1) {
      throw invalid(
        `Task '${task_key}' must have exactly one kind of task, got ${kinds.join(", ") || "none"}.`,
      );
    }
    const cluster = text(declared, "job_cluster_key");
    if (cluster !== undefined && !clusters.includes(cluster)) {
      throw invalid(`Task '${task_key}' names job cluster '${cluster}', which is not in job_clusters.`);
    }
    const sql = object(declared, "sql_task");
    if (sql === undefined) continue;
    const sources = ["query", "file", "alert", "dashboard"].filter((field) => isObject(sql[field]));
    if (sources.length !== 1) {
      throw invalid(`Task '${task_key}': sql_task needs exactly one of query, file, alert, dashboard.`);
    }
  }
}

/** A job has one way to start by itself, and a table trigger waits for a minute at least. */
function expectTrigger(settings: JsonObject): void {
  const trigger = object(settings, "trigger");
  if (trigger === undefined) return;
  if (isObject(settings["schedule"])) throw invalid("A job cannot have both a schedule and a trigger.");
  const update = object(trigger, "table_update");
  if (update === undefined) return;
  if (texts(update, "table_names").length === 0) throw invalid("trigger.table_update needs a table.");
  const condition = text(update, "condition") ?? "ANY_UPDATED";
  if (!["ANY_UPDATED", "ALL_UPDATED"].includes(condition)) {
    throw invalid(`trigger.table_update.condition '${condition}' is not one of ANY_UPDATED, ALL_UPDATED`);
  }
  for (const field of ["min_time_between_triggers_seconds", "wait_after_last_change_seconds"]) {
    const seconds = number(update, field);
    if (seconds !== undefined && seconds < 60) {
      throw invalid(`trigger.table_update.${field} must be at least 60, got ${seconds}`);
    }
  }
}

function expectSchedule(schedule: JsonObject | undefined): void {
  if (schedule === undefined) return;
  expectCron(text(schedule, "quartz_cron_expression") ?? "", "schedule.quartz_cron_expression");
  expectTimezone(text(schedule, "timezone_id") ?? "", "schedule.timezone_id");
  const pause = text(schedule, "pause_status") ?? "UNPAUSED";
  if (!["PAUSED", "UNPAUSED"].includes(pause)) {
    throw invalid(`schedule.pause_status '${pause}' is not valid. Allowed: PAUSED, UNPAUSED`);
  }
}

/** Lists that `jobs/update` merges by key; every other field it replaces whole. */
const KEYED: Readonly<Record<string, string>> = { tasks: "task_key", job_clusters: "job_cluster_key" };

/** The settings after `jobs/update`: `fields_to_remove` first, then `new_settings` over what is left. */
export function updatedSettings(settings: JsonObject, body: JsonObject): JsonObject {
  const removals = texts(body, "fields_to_remove");
  let next = without(settings, ...removals);
  for (const removal of removals) {
    const [list = "", key] = removal.split("/");
    const by = KEYED[list];
    if (key === undefined || by === undefined) continue;
    next = { ...next, [list]: objects(next, list).filter((item) => item[by] !== key) };
  }
  const fresh = object(body, "new_settings") ?? {};
  for (const [field, value] of Object.entries(fresh)) {
    const by = KEYED[field];
    if (by === undefined) {
      next = { ...next, [field]: value };
      continue;
    }
    const merged = new Map(objects(next, field).map((item) => [item[by], item]));
    for (const item of objects(fresh, field)) merged.set(item[by], item);
    next = { ...next, [field]: [...merged.values()] };
  }
  return next;
}
