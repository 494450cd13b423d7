import type { Schedule } from "../../config/settings.ts";
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

/**
 * A job whose tasks each run a SQL file, on a warehouse, or a notebook, on a cluster of the job's own.
 * @typeParam Text what stands for a text where it may be known later
 */
export interface JobSpec<Text = string> {
  /** Name in the workspace. */
  readonly jobName: Text;
  /** What it is for. @default none */
  readonly description?: string;
  /** When it runs. */
  readonly start: JobStart;
  /** Deployed, but does not run by itself. @default false */
  readonly paused?: boolean;
  /** In any order: they are sent sorted by their key, for any other order is a difference for ever. */
  readonly tasks: readonly JobTask<Text>[];
  /** A warehouse that is there, or a cluster that each run starts and ends. */
  readonly runsOn: { readonly warehouseId: Text } | { readonly jobCluster: ClusterShape<Text> };
  /** Minutes after which people hear that a run takes too long. @default never */
  readonly alertAfterMinutes?: number;
  /** Mail addresses that hear of runs that failed or take too long. @default none */
  readonly notify?: readonly string[];
  /** How often a task that failed is tried again. @default it is not */
  readonly retries?: {
    /** Attempts after the first. */
    readonly most: number;
    /** Seconds from one attempt to the next, at the least. */
    readonly afterSeconds: number;
  };
  /** For cost reports. @default none */
  readonly tags?: Readonly<Record<string, Text>>;
}

/** One file that a job runs. @typeParam Text what stands for a text where it may be known later */
export interface JobTask<Text = string> {
  /** Letters, digits, `-` and `_`, at most 100; unique in the job. */
  readonly key: string;
  /** What it is for. @default none */
  readonly description?: string;
  /** Workspace path of the SQL file, or of the notebook where the job has a cluster of its own. */
  readonly path: Text;
  /** What the file reads as `{{name}}`, and the notebook as `:name`. @default none */
  readonly parameters?: Readonly<Record<string, Text>>;
  /** Keys of the tasks that have to succeed before it. @default none */
  readonly after?: readonly string[];
}

const CLUSTER_KEY = "maintenance";

/** A job, as the arguments of `databricks.Job`. A run that is due while another runs waits for it. */
export function jobInputs<Text>(spec: JobSpec<Text>) {
  const { jobName, description, runsOn, tasks, alertAfterMinutes, notify = [], tags = {} } = spec;
  return {
    name: jobName,
    description,
    ...startInputs(spec),
    maxConcurrentRuns: 1,
    queue: { enabled: true },
    ...("jobCluster" in runsOn && {
      jobClusters: [{ jobClusterKey: CLUSTER_KEY, newCluster: shapeInputs(runsOn.jobCluster) }],
    }),
    tasks: [...tasks].sort((a, b) => (a.key < b.key ? -1 : 1)).map((task) => taskInputs(task, spec)),
    ...(notify.length > 0 && {
      emailNotifications: {
        onFailures: [...notify],
        onDurationWarningThresholdExceededs: [...notify],
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
  { key, description, path, parameters = {}, after = [] }: JobTask<Text>,
  { runsOn, retries }: Pick<JobSpec<Text>, "runsOn" | "retries">,
) {
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
