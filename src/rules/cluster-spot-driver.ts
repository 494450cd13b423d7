import { fieldOf, inClusterWords } from "./cluster-field.ts";
import type { Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "job" } as const;

export const clusterSpotDriver: Rule = {
  id: "cluster/spot-driver",
  severity: "error",
  reason:
    "When the cloud takes the driver back, everything that runs is lost; without a fallback a cluster that finds no spot instance does not start.",
  source: "https://docs.databricks.com/aws/en/compute/cluster-config-best-practices#spot-instances",
  example: {
    wrong: { clusters: [{ ...cluster, spot: { fallback: true, firstOnDemand: 0 } }] },
    right: { clusters: [{ ...cluster, spot: { fallback: true, firstOnDemand: 1 } }] },
  },
  check({ clusters }) {
    return clusters.flatMap((cluster) => {
      const { spot } = cluster;
      if (spot === undefined) return [];
      const { where, at } = fieldOf(cluster, "spot");
      return [
        ...(spot.firstOnDemand === undefined || spot.firstOnDemand >= 1
          ? []
          : [
              {
                ...{ where, at, message: "the driver may be a spot instance" },
                instead: `${inClusterWords(cluster, "firstOnDemand: 1", "first_on_demand: 1")}, which is the driver`,
              },
            ]),
        ...(spot.fallback
          ? []
          : [
              {
                ...{ where, at, message: "spot instances without a fallback" },
                instead: inClusterWords(
                  cluster,
                  "fallback: true (SPOT_WITH_FALLBACK)",
                  `availability: ${spot.withFallback ?? "SPOT_WITH_FALLBACK"}`,
                ),
              },
            ]),
      ];
    });
  },
};
