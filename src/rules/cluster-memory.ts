import { nodeTypeFacts, nodeTypesWithMemory } from "../catalog/node-types.ts";
import { readSize } from "../catalog/spark-conf-values.ts";
import type { Breach, Rule } from "./finding.ts";
import type { ClusterSubject } from "./subject.ts";

const promised = {
  where: "cluster",
  kind: "all-purpose",
  workers: { min: 2, max: 8 },
  promise: { memory: "128 GB", at: "min" },
} as const;

export const clusterMemory: Rule = {
  id: "cluster/memory",
  severity: "error",
  reason: "The settings promise a sum that the node type, or the executors' memory, does not reach.",
  source: "src/catalog/node-types.json",
  example: {
    wrong: { clusters: [{ ...promised, nodeType: "r5d.xlarge" }] },
    right: { clusters: [{ ...promised, nodeType: "r5d.2xlarge" }] },
  },
  check({ clusters }) {
    return clusters.flatMap((cluster) => [...ofNodes(cluster), ...ofExecutors(cluster)]);
  },
};

function ofNodes(cluster: ClusterSubject): readonly Breach[] {
  const { where, at: place, nodeType: id = "" } = cluster;
  const [type, wanted] = [nodeTypeFacts(id), promisedBy(cluster)];
  if (type === undefined || wanted === undefined) return [];
  const { workers, memory, gigabytes, at } = wanted;
  // The driver is not counted.
  const have = type.memoryGB * workers;
  if (have >= gigabytes) return [];
  const enough = nodeTypesWithMemory(type.cloud, gigabytes / workers).slice(0, 3);
  return [
    {
      where: `${where}.nodeType`,
      message: `${workers} workers × ${type.memoryGB} GB (${id}) = ${have} GB, under the ${memory} promised at ${at} workers`,
      instead: `${enough.join(", ")} (the cheapest with ${gigabytes / workers} GB a worker), or ${Math.ceil(gigabytes / type.memoryGB)} workers`,
      at: place,
    },
  ];
}

/** A worker runs one executor, whatever memory is left beside it. */
function ofExecutors(cluster: ClusterSubject): readonly Breach[] {
  const heap = cluster.conf?.findLast(({ key }) => key === "spark.executor.memory");
  const wanted = promisedBy(cluster);
  if (heap === undefined || wanted === undefined) return [];
  const { workers, memory, gigabytes, at } = wanted;
  const each = Number(readSize(heap.value, "MiB") ?? 0n) / 1024;
  if (each === 0 || each * workers >= gigabytes) return [];
  return [
    {
      where: heap.key,
      message: `${workers} workers × ${heap.value} = ${each * workers} GB, under the ${memory} promised at ${at} workers`,
      instead: `nothing, and a node type with ${gigabytes / workers} GB or more`,
      at: heap.at,
    },
  ];
}

function promisedBy({ workers: bounds, promise }: ClusterSubject) {
  if (bounds === undefined || promise === undefined) return undefined;
  const { memory, at } = promise;
  const gigabytes = Number(memory.split(" ")[0]) * GB[unitOf(memory)];
  return { workers: bounds[at], memory, gigabytes, at };
}

const GB = { MB: 1 / 1024, GB: 1, TB: 1024 } as const;

function unitOf(size: string): keyof typeof GB {
  return size.endsWith("TB") ? "TB" : size.endsWith("MB") ? "MB" : "GB";
}
