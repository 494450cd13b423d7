import { offHeapNodeTypes } from "../catalog/databricks-conf.ts";
import type { Rule } from "./finding.ts";

const cluster = (nodeType: string) => ({
  clusters: [
    {
      ...({ where: "cluster", kind: "job", nodeType } as const),
      conf: [{ key: "spark.memory.offHeap.size", value: "2g" }],
    },
  ],
});

export const clusterOffHeap: Rule = {
  id: "cluster/off-heap",
  severity: "warning",
  reason:
    "On some node types Databricks keeps a part of the memory off the heap, and the heap that much smaller; another size leaves the rest to nobody.",
  source: "src/catalog/databricks-conf.json, offHeap",
  example: { wrong: cluster("r5d.2xlarge"), right: cluster("r6id.2xlarge") },
  check({ clusters }) {
    return clusters.flatMap(({ nodeType = "", conf = [] }) =>
      conf
        .filter(({ key }) => key.startsWith("spark.memory.offHeap.") && offHeapNodeTypes().includes(nodeType))
        .map(({ key, value, at }) => ({
          where: key,
          message: `${value} takes the place of what Databricks sets for ${nodeType}`,
          instead: "nothing",
          at,
        })),
    );
  },
};
