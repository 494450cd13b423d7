import { fieldOf } from "./cluster-field.ts";
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
    return clusters.flatMap((cluster) => {
      const { kind, autoTerminationMinutes: minutes } = cluster;
      if (kind === "job" || minutes === undefined || (minutes >= LEAST && minutes <= MOST)) return [];
      const field = fieldOf(cluster, "autoTerminationMinutes");
      if (minutes === 0) {
        const instead = "60, or however long people stay away and come back";
        return [{ ...field, message: "never ends itself", instead }];
      }
      const message = `ends itself after ${minutes} minutes; the API takes ${LEAST} to ${MOST}, or 0 for never`;
      return [{ ...field, message, instead: String(minutes < LEAST ? LEAST : MOST) }];
    });
  },
};

/** Source: databricks-sdk-go, compute.CreateCluster, AutoterminationMinutes. */
const [LEAST, MOST] = [10, 10_000];
