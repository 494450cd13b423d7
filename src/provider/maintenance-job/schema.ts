import { JOB_EVENTS, JOB_LEVELS, SETTLED_AFTER_DAYS } from "../../plan/inputs/job.ts";
import { TASK_KINDS } from "../../plan/table-tasks.ts";

const text = { type: "string" };
const texts = { type: "object", additionalProperties: text };
const any = { $ref: "pulumi.json#/Any" };

const job = {
  jobName: { ...text, description: "Name in the workspace." },
  description: { ...text, description: "What the job is for. Default none." },
  start: { $ref: "#/types/lakewright:index:JobStart", description: "When the job runs." },
  paused: { type: "boolean", description: "Deployed, but does not run by itself. Default false." },
  tables: {
    type: "object",
    additionalProperties: texts,
    description: `Statements by the full name of their table, \`catalog.schema.table\`, and by their kind: ${TASK_KINDS.map((kind) => `\`${kind}\``).join(", ")}. Each is a task; those of a table run one behind the other, in this order. At most 1,000.`,
  },
  scripts: {
    ...texts,
    description:
      "Workspace paths of the SQL files, or notebooks where the job has a cluster, that run the statements: `run`, `runIfDue`, `read`.",
  },
  settledAfterDays: {
    type: "integer",
    description: `Days without a change after which statistics of \`analyze\` count as settled. Default ${SETTLED_AFTER_DAYS}.`,
  },
  runsOn: { $ref: "#/types/lakewright:index:JobCompute", description: "What runs the tasks." },
  alertAfterMinutes: {
    type: "number",
    description: "Minutes after which people hear that a run takes too long. Default never.",
  },
  notify: {
    type: "object",
    additionalProperties: { type: "array", items: text },
    description: `What each mail address hears of: ${JOB_EVENTS.map((event) => `\`${event}\``).join(", ")}. Default nobody hears anything.`,
  },
  retries: {
    $ref: "#/types/lakewright:index:JobRetries",
    description: "How often a task that failed is tried again. Default it is not.",
  },
  tags: { ...texts, description: "Tags for cost reports. `lakewright` is the plugin's own. Default none." },
  permissions: {
    ...texts,
    description: `The most that each group may do, by its name: ${JOB_LEVELS.map((level) => `\`${level}\``).join(", ")}. All else that was given on the job is taken away. When absent it is left as it is, and not compared.`,
  },
  furtherSettings: {
    type: "object",
    additionalProperties: any,
    description: "Settings of the Jobs API that no other input says, in its own words, such as `run_as`.",
  },
};

const cluster = {
  nodeType: { ...text, description: "Node type of workers and driver." },
  workers: {
    type: "object",
    additionalProperties: { type: "integer" },
    description: "Autoscaling bounds, `min` and `max`.",
  },
  runtime: { ...text, description: "Key of a Databricks Runtime, pinned." },
  accessMode: {
    ...any,
    description: "`standard`, or `{ dedicatedTo }` a user or group. Default `standard`.",
  },
  sparkConf: { ...texts, description: "Spark conf beside Databricks' own. Default none." },
  tags: { ...texts, description: "Tags for cost reports. Default none." },
};

/** A maintenance job as the package's schema has it. */
export const JOB_SCHEMA = {
  types: {
    "lakewright:index:JobStart": {
      type: "object",
      properties: {
        kind: { ...text, description: "`schedule`, or `update` for runs after tables were written." },
        cron: { ...text, description: "With kind `schedule`: a Quartz schedule." },
        timezone: { ...text, description: "With kind `schedule`: an IANA time zone." },
        tables: { type: "array", items: text, description: "With kind `update`: full names of tables." },
        quietSeconds: {
          type: "integer",
          description: "With kind `update`: seconds without another write before it runs, 60 or more.",
        },
      },
      required: ["kind"],
    },
    "lakewright:index:JobCompute": {
      type: "object",
      properties: {
        warehouseId: { ...text, description: "A SQL warehouse that is there." },
        jobCluster: {
          $ref: "#/types/lakewright:index:JobCluster",
          description: "Or a cluster that each run starts and ends.",
        },
      },
    },
    "lakewright:index:JobCluster": {
      type: "object",
      properties: cluster,
      required: ["nodeType", "workers", "runtime"],
    },
    "lakewright:index:JobRetries": {
      type: "object",
      properties: {
        most: { type: "integer", description: "Attempts after the first." },
        afterSeconds: { type: "integer", description: "Seconds from one attempt to the next at least." },
      },
      required: ["most", "afterSeconds"],
    },
  },
  resource: {
    description:
      "A Databricks job of statements that keep tables in shape, each a task. A change resets the job, which keeps its id and its runs; no change replaces it. A job that an interrupted deployment left behind is found by its tag and taken over.",
    inputProperties: job,
    requiredInputs: ["jobName", "start", "tables", "scripts", "runsOn"],
    properties: job,
    required: ["jobName", "start", "tables", "scripts", "runsOn"],
  },
};
