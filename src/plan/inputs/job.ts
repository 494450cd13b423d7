import type { Schedule } from "../../config/settings.ts";
import { type TableStatements, type TableTask, tableTasks, type TaskScript } from "../table-tasks.ts";
import type { Json } from "../../model/json.ts";
import { type ClusterShape, shapeInputs } from "./cluster.ts";

/** The weakest first. */
export const JOB_LEVELS = ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE"] as const;

/** What a group may do with a job, in Databricks' words. */
export type JobLevel = (typeof JOB_LEVELS)[number];

/** When a job runs: by a Quartz schedule, or when tables were written and have been quiet for some seconds. */
export type JobStart =
  | ({
      /** By the clock, or after tables were written. */
      readonly kind: "schedule";
    } & Schedule)
  | {
      readonly kind: "update";
      /** Full names; a run follows when any of them was written. */
      readonly tables: readonly string[];
      /** Seconds without another write before it runs; 60 or more. */
      readonly quietSeconds: number;
    };

/** What people hear of a run, in the words of the Jobs API's `email_notifications`. */
export const JOB_EVENTS = ["failure", "duration_warning_threshold_exceeded"] as const;

/** Something of a run that people may hear of. */
export type JobEvent = (typeof JOB_EVENTS)[number];

/**
 * A job whose tasks each run one statement, by a SQL file, on a warehouse, or by a notebook, on a cluster of the job's
 * own. All that there may be several of has a key, so that one more is one difference.
 * @typeParam Text what stands for a text where it may be known later
 */
export interface JobSpec<Text = string> {
  /** Name in the workspace. */
  readonly jobName: Text;
  /** What it is for. @default none */
  readonly description?: Text;
  /** When it runs. */
  readonly start: JobStart;
  /** Deployed, but does not run by itself. @default false */
  readonly paused?: boolean;
  /**
   * Statements by the full name of their table, `catalog.schema.table`, and by their kind. Each is a task of its own;
   * those of a table run one behind the other, in the order in which the kinds are listed. 1,000 at the most.
   */
  readonly tables: Readonly<Record<string, TableStatements>>;
  /** Workspace paths of the scripts that run them: `maintenanceScript` writes their texts. */
  readonly scripts: Readonly<Partial<Record<TaskScript, Text>>>;
  /** Days without a change after which statistics of an ANALYZE count as settled. @default 15 */
  readonly settledAfterDays?: number;
  /** A warehouse that is there, or a cluster that each run starts and ends. */
  readonly runsOn: { readonly warehouseId: Text } | { readonly jobCluster: ClusterShape<Text> };
  /** Minutes after which people hear that a run takes too long. @default never */
  readonly alertAfterMinutes?: number;
  /** What each mail address hears of. @default nobody hears anything */
  readonly notify?: Readonly<Record<string, readonly JobEvent[]>>;
  /** How often a task that failed is tried again. @default it is not */
  readonly retries?: {
    /** Attempts after the first. */
    readonly most: number;
    /** Seconds from one attempt to the next, at the least. */
    readonly afterSeconds: number;
  };
  /** For cost reports. @default none */
  readonly tags?: Readonly<Record<string, Text>>;
  /**
   * Settings of the Jobs API that nothing else here says, in its own words: `run_as`, `budget_policy_id`,
   * `performance_target`, `timeout_seconds`, `webhook_notifications`, `notification_settings`, `parameters`.
   * @default none
   */
  readonly furtherSettings?: Readonly<Record<string, unknown>>;
}

const CLUSTER_KEY = "maintenance";

/** Two weeks and a day: an ANALYZE every week finds nothing new after two turns without a change. */
export const SETTLED_AFTER_DAYS = 15;

/**
 * A job by its recorded inputs.
 * @param hidden names of inputs that are secret as a whole, which count as nothing. @default none
 */
export function recordedJob(inputs: Json, hidden: readonly string[] = []): JobSpec {
  const open = Object.entries(inputs).filter(([name]) => !hidden.includes(name));
  return { ...NOTHING, ...Object.fromEntries(open) } as unknown as JobSpec;
}

const NOTHING = { tables: {}, scripts: {}, start: { kind: "none" }, runsOn: { warehouseId: "" } };

/**
 * A job, as the arguments of `databricks.Job`: what the Jobs API takes, in Pulumi's spelling. A run that is due while
 * another runs waits for it.
 */
export function jobInputs<Text>(spec: JobSpec<Text>) {
  const { jobName, description, runsOn, alertAfterMinutes, notify = {}, tags = {} } = spec;
  return {
    name: jobName,
    description,
    ...startInputs(spec),
    maxConcurrentRuns: 1,
    queue: { enabled: true },
    ...("jobCluster" in runsOn && {
      jobClusters: [{ jobClusterKey: CLUSTER_KEY, newCluster: shapeInputs(runsOn.jobCluster) }],
    }),
    tasks: jobTasks(spec).map((task) => taskInputs(task, spec)),
    ...(Object.keys(notify).length > 0 && {
      emailNotifications: {
        onFailures: toldOf("failure", notify),
        onDurationWarningThresholdExceededs: toldOf("duration_warning_threshold_exceeded", notify),
      },
    }),
    ...(alertAfterMinutes !== undefined && {
      health: {
        rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: alertAfterMinutes * 60 }],
      },
    }),
    tags,
  };
}

/** The tasks of all tables, sorted by their keys: their order means nothing, and is the same for whoever asks. */
export function jobTasks({
  tables,
  settledAfterDays = SETTLED_AFTER_DAYS,
}: Pick<JobSpec<unknown>, "tables" | "settledAfterDays">): readonly TableTask[] {
  return Object.entries(tables)
    .flatMap(([table, statements]) => tableTasks(table, statements, settledAfterDays))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function sorted<T>(map: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

function toldOf(event: JobEvent, notify: Readonly<Record<string, readonly JobEvent[]>>): readonly string[] {
  return sorted(notify).flatMap(([address, events]) => (events.includes(event) ? [address] : []));
}

function startInputs({ start, paused = false }: Pick<JobSpec, "start" | "paused">) {
  const pauseStatus = paused ? "PAUSED" : "UNPAUSED";
  switch (start.kind) {
    case "schedule":
      return { schedule: { quartzCronExpression: start.cron, timezoneId: start.timezone, pauseStatus } };
    case "update":
      return {
        trigger: {
          pauseStatus,
          tableUpdate: {
            tableNames: [...start.tables],
            condition: "ANY_UPDATED",
            waitAfterLastChangeSeconds: start.quietSeconds,
          },
        },
      };
  }
}

function taskInputs<Text>(
  { key, description, script, parameters, after }: TableTask,
  { runsOn, scripts, retries }: Pick<JobSpec<Text>, "runsOn" | "scripts" | "retries">,
) {
  const path = scripts[script];
  return {
    taskKey: key,
    description,
    ...(after.length > 0 && { dependsOns: after.map((taskKey) => ({ taskKey })) }),
    ...(retries !== undefined && {
      maxRetries: retries.most,
      minRetryIntervalMillis: retries.afterSeconds * 1000,
    }),
    ...("warehouseId" in runsOn
      ? { sqlTask: { warehouseId: runsOn.warehouseId, file: { path, source: "WORKSPACE" }, parameters } }
      : {
          jobClusterKey: CLUSTER_KEY,
          notebookTask: { notebookPath: path, source: "WORKSPACE", baseParameters: parameters },
        }),
  };
}
