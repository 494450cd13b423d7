import { step } from "../../model/flatten.ts";
import { isFullName } from "../../model/full-name.ts";
import { isTimeZone } from "../../model/refresh-faults.ts";
import { JOB_EVENTS, JOB_LEVELS, type JobLevel, type JobSpec, jobTasks } from "../../plan/inputs/job.ts";
import { TASK_KINDS, taskKey } from "../../plan/table-tasks.ts";
import { hasUnknown, isList, isValues, UNKNOWN, type Value, type Values } from "../../pulumi-rpc/value.ts";
import type { CheckFailure } from "../../pulumi-rpc/resource.ts";
import { collectFailures, type Fail } from "../inputs.ts";
import {
  anyText,
  bool,
  type InputCheck,
  fields,
  listOf,
  mapOf,
  matching,
  oneOf,
  someText,
  value,
  whole,
} from "../shape.ts";

/** A maintenance job as it is declared: what it is, and who may use it. */
export interface DeclaredJob extends JobSpec {
  /** The strongest level of each group. @default left as it is, and not compared */
  readonly permissions?: Readonly<Record<string, JobLevel>>;
}

/** Settings of the Jobs API that no other input says; what they hold is for the API to judge. */
const FURTHER_SETTINGS = [
  ...["run_as", "budget_policy_id", "performance_target", "timeout_seconds"],
  ...["webhook_notifications", "notification_settings", "parameters"],
] as const;

const anything: InputCheck = () => undefined;

const cluster = fields(
  { nodeType: someText, workers: fields({ min: whole(1), max: whole(1) }), runtime: someText },
  { accessMode: accessMode, sparkConf: mapOf(anyText), tags: mapOf(anyText) },
);

function accessMode(given: Value, at: string, fail: Fail): void {
  if (isValues(given)) fields({ dedicatedTo: someText })(given, at, fail);
  else oneOf(["standard", "{ dedicatedTo }"])(given, at, fail);
}

const timezone = value((given) => typeof given === "string" && isTimeZone(given), "an IANA time zone");

const STARTS: Readonly<Record<string, InputCheck>> = {
  schedule: fields({ kind: someText, cron: matching(/^\S+( \S+){5,6}$/, "a Quartz schedule"), timezone }),
  update: fields({ kind: someText, tables: listOf(someText), quietSeconds: whole(60) }),
};

function start(given: Value, at: string, fail: Fail): void {
  const kind = isValues(given) ? given["kind"] : undefined;
  if (given === UNKNOWN || kind === UNKNOWN) return;
  const check = typeof kind === "string" ? STARTS[kind] : undefined;
  if (check !== undefined) check(given, at, fail);
  else fail(step(at, "kind"), `is one of ${Object.keys(STARTS).join(", ")}`);
}

function runsOn(given: Value, at: string, fail: Fail): void {
  const both = fields({}, { warehouseId: someText, jobCluster: cluster });
  both(given, at, fail);
  if (isValues(given) && Object.keys(given).length !== 1) {
    fail(at, "is one of warehouseId and jobCluster");
  }
}

const statements = fields(
  {},
  Object.fromEntries(TASK_KINDS.map((kind) => [kind, value(isStatement, "one statement of SQL")])),
);

function isStatement(given: Value): boolean {
  return typeof given === "string" && given.trim() !== "";
}

const scripts = fields({}, { run: someText, runIfDue: someText, read: someText });

/** Keys of jobs' tags that are this plugin's own. */
export const MARK_TAG = "lakewright";

const REQUIRED: Readonly<Record<string, InputCheck>> = { jobName: someText, start, tables, scripts, runsOn };

const OPTIONAL: Readonly<Record<string, InputCheck>> = {
  description: anyText,
  paused: bool,
  settledAfterDays: whole(1),
  alertAfterMinutes: value((given) => typeof given === "number" && given > 0, "a number of minutes"),
  notify: mapOf(listOf(oneOf(JOB_EVENTS)), matching(/^[^\s@]+@[^\s@]+$/, "a mail address")),
  retries: fields({ most: whole(0), afterSeconds: whole(0) }),
  tags: mapOf(
    anyText,
    value((key) => key !== MARK_TAG, `free: "${MARK_TAG}" is the plugin's own tag`),
  ),
  permissions: mapOf(oneOf(JOB_LEVELS)),
  furtherSettings: mapOf(anything, oneOf(FURTHER_SETTINGS)),
};

/** Most tasks that Databricks takes in a job: https://docs.databricks.com/aws/en/jobs/large-jobs */
const MOST_TASKS = 1000;

function tables(given: Value, at: string, fail: Fail): void {
  mapOf(
    statements,
    value((name) => typeof name === "string" && isFullName(name), FULL_NAME),
  )(given, at, fail);
  if (!isValues(given)) return;
  const keys = Object.entries(given).flatMap(([table, each]) =>
    isValues(each)
      ? TASK_KINDS.flatMap((kind) => (each[kind] === undefined ? [] : [taskKey(table, kind)]))
      : [],
  );
  if (keys.length > MOST_TASKS) fail(at, `holds ${keys.length} statements; a job has ${MOST_TASKS} at most`);
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) {
    fail(at, `holds two tables whose tasks are both called "${twice}"; give them jobs of their own`);
  }
}

const FULL_NAME = "a full name; use catalog.schema.table";

/** Each statement needs its script. */
function checkScripts({ tables: given, scripts: paths }: Values, fail: Fail): void {
  if (!isValues(given) || hasUnknown(given) || !isValues(paths)) return;
  const needed = new Map(
    jobTasks({ tables: given as unknown as JobSpec["tables"] }).map(({ script, kind }) => [script, kind]),
  );
  for (const [script, kind] of needed) {
    if (paths[script] === undefined) fail(`scripts.${script}`, `is missing, and runs "${kind}"`);
  }
}

/** Inputs without what says nothing, and everything that is wrong with them. */
export function readJobInputs(given: Values): {
  readonly inputs: Values;
  readonly failures: readonly CheckFailure[];
} {
  const inputs = Object.fromEntries(Object.entries(given).filter(([, each]) => each !== null));
  const checks = { ...REQUIRED, ...OPTIONAL };
  const { failures, fail } = collectFailures("MaintenanceJob", inputs, Object.keys(checks));
  for (const name of Object.keys(REQUIRED)) if (inputs[name] === undefined) fail(name, "is missing");
  for (const [name, check] of Object.entries(checks)) {
    const each = inputs[name];
    if (each !== undefined) check(each, name, fail);
  }
  if (failures.length === 0) checkScripts(inputs, fail);
  return { inputs: plain(inputs), failures };
}

/** What says nothing is left out, and what has no order is sorted, so that none of it is ever a difference. */
export function plain(inputs: Values): Values {
  return Object.fromEntries(Object.entries(inputs).flatMap(([name, each]) => kept(name, each)));
}

const SETS = ["tables"];

function kept(name: string, given: Value): readonly (readonly [string, Value])[] {
  if (given === null || given === false || given === "") return [];
  if (isList(given)) {
    if (given.length === 0) return [];
    return [[name, SETS.includes(name) && !hasUnknown(given) ? [...given].sort() : given]];
  }
  if (!isValues(given)) return [[name, given]];
  // What users give keys to is theirs, and stays: a parameter or a tag may well be empty.
  if (OWN.includes(name)) return Object.keys(given).length === 0 ? [] : [[name, given]];
  const inner = plain(given);
  return Object.keys(inner).length === 0 ? [] : [[name, inner]];
}

const OWN = ["tags", "sparkConf", "permissions", "furtherSettings", "notify"];

/** The job, when all of it is known; its inputs have been checked. */
export function knownJob(inputs: Values): DeclaredJob | undefined {
  return hasUnknown(inputs) ? undefined : (inputs as unknown as DeclaredJob);
}
