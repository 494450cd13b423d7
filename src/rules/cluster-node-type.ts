import { nodeTypeFacts, nodeTypeIds } from "../catalog/node-types.ts";
import { nearest } from "../model/nearest.ts";
import { fieldOf } from "./cluster-field.ts";
import type { Rule } from "./finding.ts";

export const clusterNodeType: Rule = {
  id: "cluster/node-type",
  severity: "error",
  reason:
    "A node type that no cloud has is refused when the cluster is created, after everything before it was.",
  source: "src/catalog/node-types.json",
  example: {
    wrong: { clusters: [{ where: "cluster", kind: "all-purpose", nodeType: "r6id.2xlrage" }] },
    right: { clusters: [{ where: "cluster", kind: "all-purpose", nodeType: "r6id.2xlarge" }] },
  },
  check({ clusters }) {
    return clusters.flatMap((cluster) => {
      const { nodeType: workers, driverNodeType: driver, promise } = cluster;
      return (
        [
          { field: "nodeType", id: workers },
          { field: "driverNodeType", id: driver },
        ] as const
      ).flatMap(({ field, id }) =>
        id === undefined || nodeTypeFacts(id) !== undefined || (promise === undefined && mayBeNewer(id))
          ? []
          : [
              {
                ...fieldOf(cluster, field),
                message: `no cloud has a node type "${id}"`,
                instead: nearest(id, nodeTypeIds()) ?? "a node type that the workspace lists",
              },
            ],
      );
    });
  },
};

/**
 * The list is of one day, and clouds go on adding types: what reads like one is let through, but for a cluster whose
 * memory was promised, which could not be counted.
 */
function mayBeNewer(id: string): boolean {
  return SHAPES.some((shape) => shape.test(id));
}

const SHAPES = [
  // AWS chooses among several types. Source: Databricks, AWS Fleet instance types.
  /^[a-z]{1,3}-fleet\.(large|\d{0,2}xlarge)$/,
  /^[a-z]{1,4}\d{1,2}[a-z]{0,4}(-flex)?\.(small|medium|large|\d{0,3}xlarge|metal(-\d+xl)?)$/,
  /^Standard_[A-Z]{1,3}\d{1,3}(-\d+)?[a-z]{0,5}(_[A-Z]+\d+[a-z]*)?(_v\d+)?$/,
  /^[a-z]\d{1,2}[a-z]?-(standard|highmem|highcpu|[a-z]+gpu)-\d{1,3}g?(-lssd)?$/,
];
