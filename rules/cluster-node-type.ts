import { nodeType, nodeTypeIds } from "../catalog/node-types.ts";
import { nearest } from "../model/nearest.ts";
import type { Rule } from "./finding.ts";

export const clusterNodeType: Rule = {
  id: "cluster/node-type",
  severity: "error",
  reason:
    "A node type that no cloud has is refused when the cluster is created, after everything before it was.",
  source: "catalog/node-types.json",
  check({ settings: { cluster } }) {
    if (nodeType(cluster.nodeType) !== undefined) return [];
    const guess = nearest(cluster.nodeType, nodeTypeIds());
    return [
      {
        where: "cluster.nodeType",
        message: `no cloud has a node type "${cluster.nodeType}"`,
        instead: guess ?? "one of catalog/node-types.json",
      },
    ];
  },
};
