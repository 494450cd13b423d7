import { type NodeType, nodeType, nodeTypesWithMemory } from "../catalog/node-types.ts";
import type { Rule } from "./finding.ts";

/** Memory of the workers together at one size of the cluster, in GB; the driver is not counted. */
export function workerMemoryGB(type: NodeType, workers: number): number {
  return type.memoryGB * workers;
}

export const clusterMemory: Rule = {
  id: "cluster/memory",
  severity: "error",
  reason: "The settings promise a sum that the node type does not reach.",
  source: "catalog/node-types.json",
  check({ settings: { cluster } }) {
    const type = nodeType(cluster.nodeType);
    if (type === undefined) return [];
    const workers = cluster.workers[cluster.memory.at];
    const wanted = Number(cluster.memory.total.split(" ")[0]) * GB[unitOf(cluster.memory.total)];
    const have = workerMemoryGB(type, workers);
    if (have >= wanted) return [];
    const enough = nodeTypesWithMemory(type.cloud, wanted / workers).slice(0, 3);
    return [
      {
        where: "cluster.nodeType",
        message: `${workers} workers × ${type.memoryGB} GB (${cluster.nodeType}) = ${have} GB, under the ${cluster.memory.total} promised at ${cluster.memory.at} workers`,
        instead: `${enough.join(", ")} (the cheapest with ${wanted / workers} GB a worker), or ${Math.ceil(wanted / type.memoryGB)} workers`,
      },
    ];
  },
};

const GB = { MB: 1 / 1024, GB: 1, TB: 1024 } as const;

function unitOf(size: string): keyof typeof GB {
  return size.endsWith("TB") ? "TB" : size.endsWith("MB") ? "MB" : "GB";
}
