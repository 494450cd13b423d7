import { Job, type JobArgs } from "@pulumi/databricks/job.js";
import { Permissions } from "@pulumi/databricks/permissions.js";
import * as pulumi from "@pulumi/pulumi";
import type { JobClusterPlan, JobPlan, TaskPlan } from "../src/plan/maintenance.ts";
import { accessControls } from "./access-controls.ts";

export interface MaintenanceJobArgs {
  readonly plan: JobPlan;
  readonly warehouseId: pulumi.Input<string>;
  /** Workspace paths of what tasks run, by the plan's name for it. */
  readonly scripts: Readonly<Record<TaskPlan["script"], pulumi.Input<string> | undefined>>;
  readonly protect: boolean;
}

/** A job with one task a statement; the statement is the task's parameter, readable in a preview. */
export class MaintenanceJob extends pulumi.ComponentResource {
  readonly jobId: pulumi.Output<string>;

  constructor(name: string, args: MaintenanceJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lakewright:index:MaintenanceJob", name, {}, opts);
    const { plan, protect } = args;
    const child = { parent: this, protect };

    const job = new Job(
      name,
      {
        name: plan.name,
        description: plan.about,
        ...startOf(plan),
        maxConcurrentRuns: 1,
        queue: { enabled: true },
        ...(plan.jobCluster === undefined ? {} : { jobClusters: [jobCluster(plan.jobCluster)] }),
        tasks: plan.tasks.map((task) => taskOf(task, args)),
        ...notifications(plan),
        health: {
          rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: plan.alertAfterMinutes * 60 }],
        },
        tags: plan.tags,
      },
      child,
    );
    new Permissions(
      `${name}-permissions`,
      { jobId: job.id, accessControls: accessControls(plan.permissions) },
      child,
    );

    this.jobId = job.id;
    this.registerOutputs({ jobId: this.jobId });
  }
}

function startOf({ start, paused }: JobPlan): Pick<JobArgs, "schedule" | "trigger"> {
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

const CLUSTER_KEY = "maintenance";

function jobCluster(plan: JobClusterPlan) {
  return {
    jobClusterKey: CLUSTER_KEY,
    newCluster: {
      sparkVersion: plan.runtime,
      nodeTypeId: plan.nodeType,
      autoscale: { minWorkers: plan.workers.min, maxWorkers: plan.workers.max },
      dataSecurityMode: plan.dataSecurityMode,
      sparkConf: Object.fromEntries(
        plan.sparkConf.flatMap((group) => group.entries.map(({ key, value }) => [key, value])),
      ),
      customTags: plan.tags,
    },
  };
}

function taskOf(task: TaskPlan, { plan, warehouseId, scripts }: MaintenanceJobArgs) {
  const path = scripts[task.script];
  if (path === undefined) throw new Error(`no script ${task.script}`);
  return {
    taskKey: task.key,
    description: task.why,
    ...(task.after.length === 0 ? {} : { dependsOns: task.after.map((taskKey) => ({ taskKey })) }),
    maxRetries: plan.retries.most,
    minRetryIntervalMillis: plan.retries.afterSeconds * 1000,
    ...(plan.jobCluster === undefined
      ? {
          sqlTask: { warehouseId, file: { path, source: "WORKSPACE" }, parameters: task.parameters },
        }
      : {
          jobClusterKey: CLUSTER_KEY,
          notebookTask: { notebookPath: path, source: "WORKSPACE", baseParameters: task.parameters },
        }),
  };
}

function notifications({ notify }: JobPlan): Pick<JobArgs, "emailNotifications"> {
  if (notify.length === 0) return {};
  const to = [...notify];
  return { emailNotifications: { onFailures: to, onDurationWarningThresholdExceededs: to } };
}
