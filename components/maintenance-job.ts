import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { nextRun } from "../src/config/settings.ts";
import { isFullName } from "../src/model/full-name.ts";
import { isTimeZone } from "../src/model/index.ts";
import { JOB_EVENTS, JOB_LEVELS, type JobLevel, type JobSpec } from "../src/plan/inputs/job.ts";
import { TASK_KINDS, type TaskScript } from "../src/plan/table-tasks.ts";
import { input, inputs, type Shape } from "./arguments.ts";
import { clusterShape } from "./cluster.ts";
import { requireArguments } from "./run-error.ts";

/** What a `MaintenanceJob` takes. */
export interface MaintenanceJobArgs extends JobSpec<pulumi.Input<string>> {
  /**
   * The most that each group may do, by the group's name; all else that was given on the job is taken away.
   * @default left as it is, and not compared
   */
  readonly permissions?: Readonly<Record<string, JobLevel>>;
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

const statement = z.string().refine((sql) => sql.trim() !== "", "one statement of SQL");

const tables = z
  .record(
    z.string(),
    z.strictObject(Object.fromEntries(TASK_KINDS.map((kind) => [kind, statement.optional()]))),
  )
  .superRefine((map, context) => {
    for (const name of Object.keys(map).filter((each) => !isFullName(each))) {
      context.addIssue({
        ...{ code: "custom", path: [name], input: name, message: "a full name: catalog.schema.table" },
      });
    }
  });

const schema = z.strictObject({
  jobName: input,
  description: input.optional(),
  start,
  paused: z.boolean().optional(),
  tables,
  scripts: z.strictObject({
    run: input.optional(),
    runIfDue: input.optional(),
    read: input.optional(),
  } satisfies Readonly<Record<TaskScript, z.ZodType>>),
  settledAfterDays: z.int().min(1).optional(),
  runsOn: z.union([
    z.strictObject({ warehouseId: input }),
    z.strictObject({ jobCluster: z.strictObject(clusterShape) }),
  ]),
  alertAfterMinutes: z.number().positive().optional(),
  notify: z.record(z.email("a mail address"), z.array(z.enum(JOB_EVENTS))).optional(),
  retries: z.strictObject({ most: z.int().min(0), afterSeconds: z.int().min(0) }).optional(),
  tags: inputs.optional(),
  furtherSettings: z.record(z.string(), z.unknown()).optional(),
  permissions: z.record(z.string().min(1), z.enum(JOB_LEVELS)).optional(),
} satisfies Shape<MaintenanceJobArgs>);

/**
 * A job of statements that keep tables in shape, each a task, readable in a preview. All that there may be several of
 * has a key: one more table, statement or group is one difference. Its id is the job's. A job that an interrupted `up`
 * left behind is found by its tag and taken over.
 * @example
 * const script = new WorkspaceFile("run", {
 *   path: "/Shared/maintenance/run.sql",
 *   contentBase64: Buffer.from(maintenanceScript("run")).toString("base64"),
 * });
 * new MaintenanceJob("nightly", {
 *   jobName: "nightly",
 *   start: { kind: "schedule", cron: "0 0 3 * * ?", timezone: "Europe/Berlin" },
 *   runsOn: { warehouseId: warehouse.warehouseId },
 *   tables: { "main.gold.orders": { vacuum: "VACUUM main.gold.orders" } },
 *   scripts: { run: script.path },
 * });
 *
 * To take over a job as it is: `pulumi import lakewright:index:MaintenanceJob nightly 1234567890`.
 */
export class MaintenanceJob extends pulumi.CustomResource {
  /** Name in the workspace. */
  declare readonly jobName: pulumi.Output<string>;

  constructor(name: string, args: MaintenanceJobArgs, opts?: pulumi.CustomResourceOptions) {
    requireArguments(`MaintenanceJob "${name}"`, schema, args);
    super("lakewright:index:MaintenanceJob", name, { ...args }, opts);
  }
}
