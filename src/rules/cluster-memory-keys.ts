import { nodeTypeFacts } from "../catalog/node-types.ts";
import { readSize } from "../catalog/spark-conf-values.ts";
import type { Breach, Rule } from "./finding.ts";
import type { ClusterSubject, ConfEntry } from "./subject.ts";

const cluster = { where: "cluster", kind: "job", nodeType: "r6id.xlarge" } as const;
const conf = (key: string, value: string) => ({ clusters: [{ ...cluster, conf: [{ key, value }] }] });

const GiB = 2 ** 30;

export const clusterMemoryKeys: Rule = {
  id: "cluster/memory-keys",
  severity: "error",
  reason: "A JVM that asks for more memory than its node has is not started, or is killed when it uses it.",
  source: "src/catalog/node-types.json",
  example: {
    wrong: conf("spark.executor.memory", "40g"),
    right: conf("spark.executor.memory", "20g"),
  },
  check({ clusters }) {
    return clusters.flatMap((cluster) => [
      ...tooMuch(cluster, { id: cluster.nodeType, keys: executorKeys(cluster) }),
      ...tooMuch(cluster, { id: cluster.driverNodeType ?? cluster.nodeType, keys: ["spark.driver.memory"] }),
    ]);
  },
};

/** What an executor takes together. */
function executorKeys({ conf: entries = [] }: ClusterSubject): readonly string[] {
  const offHeap = last(entries, "spark.memory.offHeap.enabled")?.value.trim().toLowerCase() === "true";
  return ["spark.executor.memory", ...(offHeap ? ["spark.memory.offHeap.size"] : [])];
}

function tooMuch(
  { conf: entries = [] }: ClusterSubject,
  { id = "", keys }: { readonly id: string | undefined; readonly keys: readonly string[] },
): readonly Breach[] {
  const type = nodeTypeFacts(id);
  const set = keys.flatMap((key) => last(entries, key) ?? []);
  const bytes = set.map(
    ({ key, value }) =>
      Number(readSize(value, key === "spark.memory.offHeap.size" ? "B" : "MiB") ?? 0n) *
      (key === "spark.memory.offHeap.size" ? 1 : 2 ** 20),
  );
  const [first] = set;
  const sum = bytes.reduce((total, one) => total + one, 0);
  if (type === undefined || first === undefined || sum <= type.memoryGB * GiB) return [];
  const terms = set.map(({ key, value }) => `${key} ${value}`).join(" and ");
  return [
    {
      where: first.key,
      message: `${terms} on ${id}, which has ${type.memoryGB} GB`,
      instead: "nothing: Databricks gives a node's memory to its JVM",
      at: first.at,
    },
  ];
}

function last(entries: readonly ConfEntry[], key: string): ConfEntry | undefined {
  return entries.findLast((entry) => entry.key === key);
}
