import { nodeType, nodeTypeIds } from "../catalog/node-types.ts";
import { nearest } from "../model/nearest.ts";
import type { Rule } from "./finding.ts";

export const clusterNodeType: Rule = {
  id: "cluster/node-type",
  severity: "error",
  reason:
    "A node type that no cloud has is refused when the cluster is created, after everything before it was.",
  source: "catalog/node-types.json",
  example: {
    wrong: { clusters: [{ where: "cluster", kind: "all-purpose", nodeType: "r6id.2xlrage" }] },
    right: { clusters: [{ where: "cluster", kind: "all-purpose", nodeType: "r6id.2xlarge" }] },
  },
  check({ clusters }) {
    return clusters.flatMap(({ where, at, nodeType: workers, driverNodeType: driver }) =>
      [
        { field: "nodeType", id: workers },
        { field: "driverNodeType", id: driver },
      ].flatMap(({ field, id }) =>
        id === undefined || nodeType(id) !== undefined
          ? []
          : [
              {
                where: `${where}.${field}`,
                message: `no cloud has a node type "${id}"`,
                instead: nearest(id, nodeTypeIds()) ?? "one of catalog/node-types.json",
                at,
              },
            ],
      ),
    );
  },
};
