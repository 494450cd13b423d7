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
    return clusters.flatMap(({ where, at, workers }) => {
      if (workers === undefined) return [];
      const { min, max } = workers;
      const breach = { where: `${where}.workers`, at };
      if (min > max) {
        const instead = `{ min: ${max}, max: ${min} }`;
        return [{ ...breach, message: `at least ${min} and at most ${max} workers`, instead }];
      }
      // Twice the same is a fixed size, and 0 of it a single node.
      if (min === max || min >= 1) return [];
      return [
        {
          ...breach,
          message: `autoscales from ${min} workers`,
          instead: `{ min: 1, max: ${Math.max(1, max)} }`,
        },
      ];
    });
  },
};
