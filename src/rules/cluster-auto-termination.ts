import type { Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "all-purpose" } as const;

export const clusterAutoTermination: Rule = {
  id: "cluster/auto-termination",
  severity: "error",
  reason: "A cluster that never ends itself is paid for at night, until somebody looks.",
  source: "https://docs.databricks.com/aws/en/compute/configure#automatic-termination",
  example: {
    wrong: { clusters: [{ ...cluster, autoTerminationMinutes: 0 }] },
    right: { clusters: [{ ...cluster, autoTerminationMinutes: 60 }] },
  },
  check({ clusters }) {
    return clusters.flatMap(({ where, at, kind, autoTerminationMinutes }) =>
      kind === "job" || autoTerminationMinutes !== 0
        ? []
        : [
            {
              where: `${where}.autoTerminationMinutes`,
              message: "never ends itself",
              instead: "60, or however long people stay away and come back",
              at,
            },
          ],
    );
  },
};
