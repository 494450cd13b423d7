import { JOB_FIELDS, JOBS_RESET } from "../../catalog/fields/job.ts";
import { judgeAccess } from "../access.ts";
import { fieldImpacts, type KindImpact, type Verdict } from "./impact.ts";

/** A job can run anything; its statements are judged one by one, in `tasks.ts`. */
export const OTHER_WORK: Verdict = {
  rank: "data",
  why: "another program or other arguments run, of which nothing is known here: a job may delete anything",
  source: JOBS_RESET,
};

export const job: KindImpact = {
  what: "job",
  named: "name",
  created: {
    rank: "metadata",
    why: "a job more; it runs by its schedule or trigger, where it has one",
    source: JOBS_RESET,
  },
  deleted: {
    rank: "interruption",
    why: "its active runs end, it runs no more, and the history of its runs is gone",
    source: "Databricks REST API, Jobs: Delete",
    undo: "revert the edit and deploy again; the new job has another id and no history",
  },
  fields: fieldImpacts(JOB_FIELDS),
  other: OTHER_WORK,
  takes: "a moment; one request. Runs come by the schedule",
};

const verdict = (rank: Verdict["rank"], why: string): Verdict => ({ rank, why, source: JOBS_RESET });

const runs = verdict("cost", "when and how often it runs");
const COMPUTE = verdict("cost", "what its next runs run on");
const told = verdict("metadata", "who is told");

/** The same job in the words of this library's resource. */
export const maintenanceJob: KindImpact = {
  ...job,
  named: "jobName",
  fields: [
    { field: "jobName", ...verdict("metadata", "its id stays") },
    { field: "description", ...verdict("metadata", "a text") },
    { field: "start", ...runs },
    {
      field: "paused",
      ...runs,
      judge: ({ to }) =>
        verdict("cost", to === true ? "it no longer runs by itself" : "it runs by itself from now on"),
    },
    {
      field: "scripts",
      ...OTHER_WORK,
      // The same script is a SQL file for a warehouse and a notebook for a cluster.
      judge: ({ from, to }) => (scriptOf(from) === scriptOf(to) ? COMPUTE : OTHER_WORK),
    },
    { field: "settledAfterDays", ...verdict("cost", "when an ANALYZE is skipped") },
    { field: "runsOn", ...COMPUTE },
    { field: "alertAfterMinutes", ...verdict("metadata", "what is told about slow runs") },
    { field: "notify", ...told },
    { field: "retries", ...verdict("cost", "whether and when a task that failed is tried again") },
    { field: "tags", ...verdict("metadata", "for cost reports, from its next run on") },
    {
      field: "permissions",
      ...verdict("interruption", "who may see, run or change it"),
      judge: ({ from, to }) => judgeAccess(textOf(from), textOf(to)),
    },
    {
      field: "furtherSettings",
      ...verdict("interruption", "its next runs go otherwise, or by another's rights"),
    },
    { field: "other", ...verdict("interruption", "somebody set it by hand; it is taken away") },
  ],
};

function scriptOf(path: unknown): string | undefined {
  return textOf(path)?.replace(/\.sql$/, "");
}

/** What is secret or of another type reads as its JSON. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
}

export const workspaceFile: KindImpact = {
  what: "workspace file",
  named: "path",
  created: { rank: "metadata", why: "nothing runs it yet", source: "Databricks REST API, Workspace: Import" },
  deleted: {
    rank: "interruption",
    why: "tasks that still run it fail from their next run on",
    source: "Databricks REST API, Workspace: Delete",
  },
  fields: [],
  other: {
    rank: "data",
    why: "tasks run its new text from their next run on; what a text does is not judged here",
    source: "Databricks REST API, Workspace: Import",
  },
  takes: "a moment; one request",
};

export const notebookImpact: KindImpact = { ...workspaceFile, what: "notebook" };
