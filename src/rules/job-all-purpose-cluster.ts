import type { Rule } from "./finding.ts";

const job = (runsOn: "job cluster" | "all-purpose cluster") => ({
  jobs: [{ where: "nightly", tasks: [{ key: "load", runsOn, kind: "other" } as const] }],
});

export const jobAllPurposeCluster: Rule = {
  id: "job/all-purpose-cluster",
  severity: "warning",
  reason:
    "All-purpose compute costs more by the hour, and a job on it shares memory with whoever works there.",
  source: "https://docs.databricks.com/aws/en/jobs/compute",
  example: { wrong: job("all-purpose cluster"), right: job("job cluster") },
  check({ jobs }) {
    return jobs.flatMap(({ where, at, tasks }) =>
      tasks
        .filter(({ runsOn }) => runsOn === "all-purpose cluster")
        .map(({ key, kind }) => ({
          where: `${where}.${key}`,
          message: "runs on an all-purpose cluster",
          instead: kind === "sql" ? "a SQL warehouse" : "a job cluster or serverless compute",
          at,
        })),
    );
  },
};
