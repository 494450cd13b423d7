import type { FieldImpact, KindImpact, Verdict } from "./impact.ts";

const RESET = "Databricks REST API, Jobs: Reset (read 2026-11): only timeout_seconds reaches active runs";

/** A job can run anything; its statements are judged one by one, in `tasks.ts`. */
export const OTHER_WORK: Verdict = {
  rank: "data",
  why: "another program or other arguments run, of which nothing is known here: a job may delete anything",
  source: RESET,
};

const next = (field: string, why: string): FieldImpact => ({
  field,
  rank: "metadata",
  why,
  source: RESET,
});

const runs: Verdict = { rank: "cost", why: "when and how often it runs", source: RESET };

/** When it runs by itself; pausing it is told in words. */
const start = (field: string): FieldImpact => ({
  field,
  ...runs,
  judge: ({ path, to }) => {
    if (path.at(-1) !== "pauseStatus") return runs;
    return {
      ...runs,
      why: to === "PAUSED" ? "it no longer runs by itself" : "it runs by itself from now on",
    };
  },
});

export const job: KindImpact = {
  what: "job",
  named: "name",
  created: {
    rank: "metadata",
    why: "a job more; it runs by its schedule or trigger, where it has one",
    source: RESET,
  },
  deleted: {
    rank: "interruption",
    why: "its active runs end, it runs no more, and the history of its runs is gone",
    source: "Databricks REST API, Jobs: Delete",
    undo: "revert the edit and deploy again; the new job has another id and no history",
  },
  fields: [
    start("schedule"),
    start("trigger"),
    start("continuous"),
    { field: "jobClusters", rank: "cost", why: "what its next runs run on", source: RESET },
    {
      field: "maxConcurrentRuns",
      rank: "cost",
      why: "how many runs go on at once, from the next one on",
      source: RESET,
    },
    {
      field: "timeoutSeconds",
      rank: "interruption",
      why: "reaches active runs as well: one that has taken longer ends",
      source: RESET,
    },
    {
      field: "runAs",
      rank: "interruption",
      why: "its next runs have another's rights, and may fail for want of them",
      source: RESET,
    },
    next("name", "its id stays"),
    next("description", "a text"),
    next("tags", "for cost reports, from its next run on"),
    next("queue", "whether a run waits or is skipped while others go on"),
    {
      ...next("emailNotifications", "who is told"),
      judge: ({ to }) =>
        to === undefined
          ? {
              rank: "metadata",
              why: "who is told; the provider sends an empty address in the place of each that is taken away, which the workspace may refuse, and the edit with it",
              source:
                "terraform-provider-databricks 1.128, jobs/resource_job.go: SetSuppressDiff; seen in its request",
            }
          : { rank: "metadata", why: "who is told", source: RESET },
    },
    next("webhookNotifications", "who is told"),
    next("notificationSettings", "who is told"),
    next("health", "what is told about slow runs"),
  ],
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
