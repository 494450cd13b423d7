import { JOB_FIELDS, JOBS_RESET } from "../../catalog/fields/job.ts";
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
