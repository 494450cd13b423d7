import type { Rule } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** The oldest runtime that has everything which planned maintenance asks of a cluster. */
const OLDEST = 16;

const job = (runtime: string): Partial<Subject> => ({
  jobs: [
    {
      where: "maintenance.weekly-small",
      tasks: [{ key: "gold-t-optimize", runsOn: "job cluster", kind: "sql" }],
      runtime,
    },
  ],
});

export const maintenanceJobClusterRuntime: Rule = {
  id: "maintenance/job-cluster-runtime",
  severity: "error",
  reason:
    "OPTIMIZE … FULL needs Databricks Runtime 16.0, and the parameters of a SQL notebook, through which a task gets its statement, 15.2. Warehouses have both.",
  source:
    "https://docs.databricks.com/aws/en/sql/language-manual/delta-optimize, https://docs.databricks.com/aws/en/notebooks/widgets",
  example: { wrong: job("15.4.x-scala2.12"), right: job("16.4.x-scala2.12") },
  check({ jobs }) {
    return jobs.flatMap(({ where, at, runtime, tasks }) => {
      const own = tasks.some(({ runsOn, kind }) => runsOn === "job cluster" && kind === "sql");
      if (!own || runtime === undefined || Number.parseFloat(runtime) >= OLDEST) return [];
      const message = `runs SQL on a job cluster of ${runtime}`;
      return [{ where, at, message, instead: "16.4 LTS or later, or runsOn: warehouse" }];
    });
  },
};
