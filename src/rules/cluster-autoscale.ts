import { fieldOf, inClusterWords } from "./cluster-field.ts";
import type { Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "all-purpose" } as const;

export const clusterAutoscale: Rule = {
  id: "cluster/autoscale",
  severity: "error",
  reason: "Databricks refuses bounds that hold no number of workers.",
  source: "https://docs.databricks.com/api/workspace/clusters/create, autoscale",
  example: {
    wrong: { clusters: [{ ...cluster, workers: { min: 8, max: 2 } }] },
    right: { clusters: [{ ...cluster, workers: { min: 2, max: 8 } }] },
  },
  check({ clusters }) {
    return clusters.flatMap((cluster) => {
      const { workers, fixedWorkers = 0 } = cluster;
      if (workers === undefined) return [];
      const { min, max } = workers;
      const bounds = (least: number, most: number) =>
        inClusterWords(
          cluster,
          `{ min: ${least}, max: ${most} }`,
          `autoscale: {min_workers: ${least}, max_workers: ${most}}`,
        );
      const field = fieldOf(cluster, "workers");
      if (min > max) {
        const message = `at least ${min} and at most ${max} workers`;
        return [{ ...field, message, instead: bounds(max, min) }];
      }
      if (fixedWorkers > 0 && (min !== fixedWorkers || max !== fixedWorkers)) {
        const message = `has num_workers: ${fixedWorkers} beside autoscale, and the API takes one of the two`;
        return [{ ...fieldOf(cluster, "fixedWorkers"), message, instead: `${bounds(min, max)} alone` }];
      }
      // Twice the same is a fixed size, and 0 of it a single node.
      if (min === max || min >= 1) return [];
      return [{ ...field, message: `autoscales from ${min} workers`, instead: bounds(1, Math.max(1, max)) }];
    });
  },
};
