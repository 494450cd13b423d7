import { defined } from "../src/model/defined.ts";
import { Job, type JobArgs } from "@pulumi/databricks/job.js";
import type { Permissions, PermissionsArgs } from "@pulumi/databricks/permissions.js";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { nextRun } from "../src/config/settings.ts";
import { isTimeZone } from "../src/model/index.ts";
import { JOB_LEVELS, type JobLevel, jobInputs, type JobSpec, type JobTask } from "../src/plan/inputs/job.ts";
import type { Permission } from "../src/plan/inputs/permissions.ts";
import { input, inputs, permissions, type Shape, transforms } from "./arguments.ts";
import { clusterShape } from "./cluster.ts";
import { createPermissions } from "./permissions.ts";
import { requireArguments } from "./run-error.ts";
import { type Transform, transformed } from "./transform.ts";

/** What a `MaintenanceJob` takes. */
export interface MaintenanceJobArgs extends JobSpec<pulumi.Input<string>> {
  /** Which groups may see, run or change it; the whole list. @default nobody but its maker and the workspace's admins */
  readonly permissions?: readonly Permission<JobLevel, pulumi.Input<string>>[];
  /** Whether job and permissions refuse to be deleted. @default what the component's options say */
  readonly protect?: boolean;
  /** Changes what the children are made of. @default nothing */
  readonly transform?: {
    /** Of the job. */
    readonly job?: Transform<JobArgs> | undefined;
    /** Of the job's permissions. */
    readonly permissions?: Transform<PermissionsArgs> | undefined;
  };
}

const start = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("schedule"),
      cron: z.string(),
      timezone: z.string().refine(isTimeZone, 'an IANA time zone, such as "America/New_York"'),
    })
    .refine(isSchedule, { path: ["cron"], message: 'a Quartz schedule, such as "0 0 3 ? * SUN"' }),
  z.strictObject({
    kind: z.literal("update"),
    tables: z.array(z.string()).min(1),
    // The least that the API takes.
    quietSeconds: z.int().min(60),
  }),
]);

function isSchedule({ cron, timezone }: { readonly cron: string; readonly timezone: string }): boolean {
  try {
    nextRun({ cron, timezone: isTimeZone(timezone) ? timezone : "UTC" }, new Date());
    return true;
  } catch {
    return false;
  }
}

const task = z.strictObject({
  key: z.string().regex(/^[\w-]{1,100}$/, "letters, digits, hyphens and underscores, at most 100"),
  description: z.string().optional(),
  path: input,
  parameters: inputs.optional(),
  after: z.array(z.string()).optional(),
} satisfies Shape<JobTask>);

const tasks = z
  .array(task)
  .min(1)
  .superRefine((list, context) => {
    const keys = list.map(({ key }) => key);
    for (const [at, { key, after = [] }] of list.entries()) {
      if (keys.indexOf(key) !== at) {
        context.addIssue({
          code: "custom",
          path: [at, "key"],
          message: "stands in the job twice",
          input: key,
        });
      }
      for (const other of after.filter((each) => !keys.includes(each))) {
        context.addIssue({
          code: "custom",
          path: [at, "after"],
          message: "no task has this key",
          input: other,
        });
      }
    }
  });

const schema = z.strictObject({
  jobName: input,
  description: z.string().optional(),
  start,
  paused: z.boolean().optional(),
  tasks,
  runsOn: z.union([
    z.strictObject({ warehouseId: input }),
    z.strictObject({ jobCluster: z.strictObject(clusterShape) }),
  ]),
  alertAfterMinutes: z.number().positive().optional(),
  notify: z.array(z.email("a mail address")).optional(),
  retries: z.strictObject({ most: z.int().min(0), afterSeconds: z.int().min(0) }).optional(),
  tags: inputs.optional(),
  permissions: permissions(JOB_LEVELS),
  protect: z.boolean().optional(),
  transform: transforms(["job", "permissions"]),
} satisfies Shape<MaintenanceJobArgs>);

/** The raw resources that a job is made of. */
export interface MaintenanceJobNodes {
  /** The job itself. */
  readonly job: Job;
  /** Absent where nobody gets any. */
  readonly permissions: Permissions | undefined;
}

/**
 * A job with one task a statement; the statement is the task's parameter, readable in a preview.
 * @example
 * new MaintenanceJob("nightly", {
 *   jobName: "nightly",
 *   start: { kind: "schedule", cron: "0 0 3 * * ?", timezone: "Europe/Berlin" },
 *   runsOn: { warehouseId: warehouse.warehouseId },
 *   tasks: [{ key: "vacuum", path: file.path, parameters: { statement: "VACUUM main.gold.orders" } }],
 * });
 */
export class MaintenanceJob extends pulumi.ComponentResource {
  /** Id in the workspace. */
  readonly jobId: pulumi.Output<string>;
  /** The raw resources. */
  readonly nodes: MaintenanceJobNodes;

  constructor(name: string, args: MaintenanceJobArgs, opts?: pulumi.ComponentResourceOptions) {
    requireArguments(`MaintenanceJob "${name}"`, schema, args);
    super("lakewright:index:MaintenanceJob", name, {}, opts);
    const { permissions: allowed, protect, transform = {}, ...spec } = args;
    const child = { parent: this, ...defined({ protect }) };

    const job = new Job(...transformed(transform.job, [name, jobInputs(spec), child]));
    this.nodes = {
      job,
      permissions: createPermissions([name, { jobId: job.id }, child], allowed, transform.permissions),
    };
    this.jobId = job.id;
    this.registerOutputs({ jobId: this.jobId });
  }
}
