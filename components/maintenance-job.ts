import { Job } from "@pulumi/databricks/job.js";
import { Permissions } from "@pulumi/databricks/permissions.js";
import * as pulumi from "@pulumi/pulumi";
import type { JobPlan } from "../plan/maintenance.ts";
import { accessControls } from "./access-controls.ts";

export interface MaintenanceJobArgs {
  readonly plan: JobPlan;
  readonly warehouseId: pulumi.Input<string>;
  /** Workspace path of the SQL file that every task runs. */
  readonly filePath: pulumi.Input<string>;
  readonly protect: boolean;
}

/** A scheduled job with one task a table; each task's statement is its parameter, readable in a preview. */
export class MaintenanceJob extends pulumi.ComponentResource {
  readonly jobId: pulumi.Output<string>;

  constructor(name: string, args: MaintenanceJobArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lakewright:index:MaintenanceJob", name, {}, opts);
    const { plan, warehouseId, filePath, protect } = args;
    const child = { parent: this, protect };

    const job = new Job(
      name,
      {
        name: plan.name,
        schedule: {
          quartzCronExpression: plan.schedule.cron,
          timezoneId: plan.schedule.timezone,
          pauseStatus: plan.schedule.paused ? "PAUSED" : "UNPAUSED",
        },
        maxConcurrentRuns: 1,
        queue: { enabled: true },
        tasks: plan.tasks.map(({ key, statement }) => ({
          taskKey: key,
          sqlTask: { warehouseId, file: { path: filePath, source: "WORKSPACE" }, parameters: { statement } },
        })),
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
