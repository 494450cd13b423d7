import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JobSpec } from "../../../src/plan/inputs/job.ts";
import { TASK_KINDS } from "../../../src/plan/table-tasks.ts";
import { knownJob, readJobInputs } from "../../../src/provider/maintenance-job/declaration.ts";
import { diffJob } from "../../../src/provider/maintenance-job/diff.ts";
import { liveJob } from "../../../src/provider/maintenance-job/live.ts";
import { jobSettings } from "../../../src/provider/maintenance-job/settings.ts";
import { UNKNOWN, type Values } from "../../../src/pulumi-rpc/value.ts";
import { object, type Json } from "../../../src/model/json.ts";

const MANAGER = { stack: "kineo/dev", resource: "nightly" };
const job: Values = {
  jobName: "nightly",
  start: { kind: "schedule", cron: "0 0 3 ? * SUN", timezone: "Europe/Berlin" },
  runsOn: { warehouseId: "w1" },
  tables: {
    "dev.gold.a": {
      analyze: "ANALYZE TABLE `dev`.`gold`.`a` COMPUTE STATISTICS",
      optimize: "OPTIMIZE `dev`.`gold`.`a` ZORDER BY (`x`)",
      vacuum: "VACUUM `dev`.`gold`.`a`",
    },
    "dev.gold.b": { vacuum: "VACUUM `dev`.`gold`.`b`" },
  },
  scripts: { run: "/run.sql", runIfDue: "/run-if-due.sql" },
  notify: { "a@b.test": ["failure"] },
  retries: { most: 1, afterSeconds: 30 },
  alertAfterMinutes: 90,
  tags: { team: "data" },
};

function sent(inputs: Values): Json {
  const known = knownJob(readJobInputs(inputs).inputs);
  if (known === undefined) throw new Error("not known");
  return jobSettings(known, MANAGER);
}

/** What servers put beside the settings that were sent. */
function withBackendDefaults(settings: Json): Json {
  return {
    ...settings,
    ...{ timeout_seconds: 0, format: "MULTI_TASK", performance_target: "STANDARD" },
    tasks: (settings["tasks"] as readonly Json[]).map((task) => ({
      ...task,
      ...{ run_if: "ALL_SUCCESS", timeout_seconds: 0, email_notifications: {}, retry_on_timeout: false },
    })),
  };
}

const statement = fc.constantFrom("VACUUM t", "OPTIMIZE t ZORDER BY (a, `b c`)", "SELECT 1; ");
const identifier = fc.stringMatching(/^[a-z_]{1,8}$/);
const anyJob: fc.Arbitrary<Values> = fc.record(
  {
    jobName: fc.string({ minLength: 1 }),
    description: fc.string(),
    start: fc.oneof(
      fc.constant({ kind: "schedule", cron: "0 0 3 * * ?", timezone: "UTC" }),
      fc.record({
        kind: fc.constant("update"),
        tables: fc.uniqueArray(identifier, { minLength: 1 }),
        quietSeconds: fc.integer({ min: 60, max: 9_000 }),
      }),
    ),
    paused: fc.boolean(),
    tables: fc.dictionary(
      identifier.map((name) => `dev.gold.${name}`),
      fc.dictionary(fc.constantFrom(...TASK_KINDS), statement, { minKeys: 1 }),
      { minKeys: 1, maxKeys: 5 },
    ),
    scripts: fc.constant({ run: "/r.sql", runIfDue: "/d.sql", read: "/read.sql" }),
    runsOn: fc.oneof(
      fc.constant({ warehouseId: "w1" }),
      fc.record({
        jobCluster: fc.record({
          nodeType: fc.constant("r6id.2xlarge"),
          workers: fc.constant({ min: 1, max: 4 }),
          runtime: fc.constant("17.3.x-scala2.13"),
          sparkConf: fc.dictionary(fc.constantFrom("spark.a", "spark.b.c"), fc.string()),
        }),
      }),
    ),
    notify: fc.dictionary(
      fc.constantFrom("a@b.test", "c@d.test"),
      fc.constantFrom(["failure"], ["failure", "duration_warning_threshold_exceeded"]),
    ),
    retries: fc.record({
      most: fc.integer({ min: 1, max: 3 }),
      afterSeconds: fc.integer({ min: 0, max: 99 }),
    }),
    alertAfterMinutes: fc.integer({ min: 1, max: 999 }),
    settledAfterDays: fc.integer({ min: 1, max: 99 }),
    tags: fc.dictionary(identifier, fc.string({ minLength: 1 })),
    furtherSettings: fc.constantFrom({}, { run_as: { service_principal_name: "robot" } }),
  },
  { requiredKeys: ["jobName", "start", "tables", "scripts", "runsOn"] },
);

describe("a job as it was sent, with what servers add,", () => {
  test("is no difference, whatever it is", () => {
    fc.assert(
      fc.property(anyJob, (given) => {
        const { inputs, failures } = readJobInputs(given);
        expect(failures).toEqual([]);
        expect(diffJob(liveJob(withBackendDefaults(sent(inputs)), inputs), inputs)).toEqual({});
      }),
      { numRuns: 150 },
    );
  });

  test("is imported as what it was", () => {
    expect(liveJob(withBackendDefaults(sent(job)))).toEqual(readJobInputs(job).inputs);
  });

  test("bears the mark of its resource, which is no tag of its declaration", () => {
    expect(object(sent(job)["tags"])).toEqual({ team: "data", lakewright: "kineo/dev/nightly" });
  });
});

const task = (key: string, change: Json) => (settings: Json) => ({
  ...settings,
  tasks: (settings["tasks"] as readonly Json[]).map((each) =>
    each["task_key"] === key ? { ...each, ...change } : each,
  ),
});

describe("a change by hand is the difference of its key, and of nothing else:", () => {
  test.each<[what: string, change: (settings: Json) => Json, diff: Readonly<Record<string, string>>]>([
    [
      "another statement",
      task("gold-b-vacuum", {
        sql_task: {
          warehouse_id: "w1",
          file: { path: "/run.sql", source: "WORKSPACE" },
          parameters: { statement: "DROP TABLE x" },
        },
      }),
      { 'tables["dev.gold.b"].vacuum': "update" },
    ],
    [
      "a task that runs whatever came before it",
      task("gold-a-vacuum", { run_if: "ALL_DONE" }),
      { 'other["tasks[\\"gold-a-vacuum\\"].run_if"]': "update" },
    ],
    [
      "a disabled task",
      task("gold-b-vacuum", { disabled: true }),
      { 'other["tasks[\\"gold-b-vacuum\\"].disabled"]': "update" },
    ],
    [
      "tasks that are gone",
      (settings) => ({
        ...settings,
        tasks: (settings["tasks"] as readonly Json[]).filter(({ task_key }) => task_key !== "gold-b-vacuum"),
      }),
      { 'tables["dev.gold.b"]': "add" },
    ],
    [
      "a task more, of another table",
      (settings) => ({
        ...settings,
        tasks: [
          ...(settings["tasks"] as readonly Json[]),
          {
            task_key: "gold-c-vacuum",
            description: "deletes files that no kept version needs",
            max_retries: 1,
            min_retry_interval_millis: 30_000,
            sql_task: {
              warehouse_id: "w1",
              file: { path: "/run.sql", source: "WORKSPACE" },
              parameters: { statement: "VACUUM `dev`.`gold`.`c`" },
            },
          },
        ],
      }),
      { 'tables["dev.gold.c"]': "delete" },
    ],
    [
      "a pause",
      (s) => ({ ...s, schedule: { ...object(s["schedule"]), pause_status: "PAUSED" } }),
      { paused: "delete" },
    ],
    [
      "a time zone",
      (s) => ({ ...s, schedule: { ...object(s["schedule"]), timezone_id: "UTC" } }),
      { "start.timezone": "update" },
    ],
    [
      "runs beside one another",
      (s) => ({ ...s, max_concurrent_runs: 5 }),
      { "other.max_concurrent_runs": "update" },
    ],
    ["no queue", (s) => ({ ...s, queue: { enabled: false } }), { 'other["queue.enabled"]': "update" }],
    [
      "an address more",
      (s) => ({ ...s, email_notifications: { on_failure: ["z@b.test", "a@b.test"] } }),
      { 'notify["z@b.test"]': "delete" },
    ],
    ["a tag", (s) => ({ ...s, tags: { ...object(s["tags"]), team: "other" } }), { "tags.team": "update" }],
    ["a time limit", (s) => ({ ...s, timeout_seconds: 60 }), { "other.timeout_seconds": "update" }],
    [
      "parameters",
      (s) => ({ ...s, parameters: [{ name: "a", default: "b" }] }),
      { "other.parameters": "update" },
    ],
  ])("%s", (_, change, diff) => {
    const { inputs } = readJobInputs(job);
    const found = diffJob(liveJob(change(withBackendDefaults(sent(job))), inputs), inputs);
    // What nobody declared goes as a whole, if it is all that there is.
    const paths = Object.keys(found).map((path) => (path === "other" ? Object.keys(diff)[0] : path));
    expect(paths).toEqual(Object.keys(diff));
  });
});

test("an input that is not known yet is a difference of its own alone", () => {
  const later: Values = { ...job, runsOn: { warehouseId: UNKNOWN } };
  const { inputs, failures } = readJobInputs(later);
  expect(failures).toEqual([]);
  expect(diffJob(readJobInputs(job).inputs, inputs)).toEqual({ "runsOn.warehouseId": "update" });
  expect(knownJob(inputs)).toBeUndefined();
});

describe("inputs that are wrong", () => {
  test("are all named at once, each by its path", () => {
    const { failures } = readJobInputs({
      ...job,
      start: { kind: "nightly" },
      runsOn: { warehouseId: "w1", jobCluster: {} },
      tables: { "gold.a": { vacuum: "VACUUM a" }, "dev.gold.b": { vaccum: "VACUUM b", analyze: "" } },
      notify: { nobody: ["failure"], "a@b.test": ["success"] },
      retries: { most: -1, afterSeconds: 0 },
      tags: { lakewright: "mine" },
      permissions: { engineers: "CAN_RUN" },
      furtherSettings: { tasks: [] },
      colour: "red",
    });
    expect(failures.map(({ property, reason }) => `${property}: ${reason}`)).toMatchInlineSnapshot(`
      [
        "colour: unknown input "colour"; a MaintenanceJob has jobName, start, tables, scripts, runsOn, description, paused, settledAfterDays, alertAfterMinutes, notify, retries, tags, permissions, furtherSettings",
        "start.kind: is one of schedule, update",
        "tables: "gold.a" is not a full name; use catalog.schema.table",
        "tables["dev.gold.b"].vaccum: is unknown; known are reorg, recluster, optimize, skipping-statistics, analyze, vacuum, warm-up",
        "tables["dev.gold.b"].analyze: "" is not one statement of SQL",
        "runsOn.jobCluster.nodeType: is missing",
        "runsOn.jobCluster.workers: is missing",
        "runsOn.jobCluster.runtime: is missing",
        "runsOn: is one of warehouseId and jobCluster",
        "notify: "nobody" is not a mail address",
        "notify["a@b.test"][0]: "success" is not one of failure, duration_warning_threshold_exceeded",
        "retries.most: -1 is not a whole number of 0 or more",
        "tags: "lakewright" is not free: "lakewright" is the plugin's own tag",
        "permissions.engineers: "CAN_RUN" is not one of CAN_VIEW, CAN_MANAGE_RUN, CAN_MANAGE",
        "furtherSettings: "tasks" is not one of run_as, budget_policy_id, performance_target, timeout_seconds, webhook_notifications, notification_settings, parameters",
      ]
    `);
  });

  test("a script that a statement needs is missed", () => {
    const { failures } = readJobInputs({ ...job, scripts: { run: "/run.sql" } });
    expect(failures).toEqual([{ property: "scripts.runIfDue", reason: 'is missing, and runs "optimize"' }]);
  });

  test("two tables of two catalogs whose tasks share a key", () => {
    const { failures } = readJobInputs({
      ...job,
      tables: { "a.s.t": { vacuum: "VACUUM a.s.t" }, "b.s.t": { vacuum: "VACUUM b.s.t" } },
    });
    expect(failures.map(({ reason }) => reason)).toEqual([
      'holds two tables whose tasks are both called "s-t-vacuum"; give them jobs of their own',
    ]);
  });

  test("a thousand statements and one", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, at) => [`a.s.t${at}`, { vacuum: "VACUUM x" }]),
    );
    const { failures } = readJobInputs({ ...job, tables: many });
    expect(failures.map(({ reason }) => reason)).toEqual(["holds 1001 statements; a job has 1000 at most"]);
  });
});

test("every kind of statement and every event is known to the sandbox's and the API's words", () => {
  const spec = { ...job, notify: { "a@b.test": ["failure", "duration_warning_threshold_exceeded"] } };
  expect(object(jobSettings(spec as unknown as JobSpec)["email_notifications"])).toEqual({
    on_failure: ["a@b.test"],
    on_duration_warning_threshold_exceeded: ["a@b.test"],
  });
});
