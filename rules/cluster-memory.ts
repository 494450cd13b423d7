import { nodeType, nodeTypesWithMemory } from "../catalog/node-types.ts";
import type { Rule } from "./finding.ts";

const promised = {
  where: "cluster",
  kind: "all-purpose",
  workers: { min: 2, max: 8 },
  promise: { memory: "128 GB", at: "min" },
} as const;

export const clusterMemory: Rule = {
  id: "cluster/memory",
  severity: "error",
  reason: "The settings promise a sum that the node type does not reach.",
  source: "catalog/node-types.json",
  example: {
    wrong: { clusters: [{ ...promised, nodeType: "r5d.xlarge" }] },
    right: { clusters: [{ ...promised, nodeType: "r5d.2xlarge" }] },
  },
  check({ clusters }) {
    return clusters.flatMap(({ where, at, nodeType: id = "", workers: bounds, promise }) => {
      const type = nodeType(id);
      if (type === undefined || bounds === undefined || promise === undefined) return [];
      const workers = bounds[promise.at];
      const wanted = Number(promise.memory.split(" ")[0]) * GB[unitOf(promise.memory)];
      // The driver is not counted.
      const have = type.memoryGB * workers;
      if (have >= wanted) return [];
      const enough = nodeTypesWithMemory(type.cloud, wanted / workers).slice(0, 3);
      return [
        {
          where: `${where}.nodeType`,
          message: `${workers} workers × ${type.memoryGB} GB (${id}) = ${have} GB, under the ${promise.memory} promised at ${promise.at} workers`,
          instead: `${enough.join(", ")} (the cheapest with ${wanted / workers} GB a worker), or ${Math.ceil(wanted / type.memoryGB)} workers`,
          at,
        },
      ];
    });
  },
};

const GB = { MB: 1 / 1024, GB: 1, TB: 1024 } as const;

function unitOf(size: string): keyof typeof GB {
  return size.endsWith("TB") ? "TB" : size.endsWith("MB") ? "MB" : "GB";
}
