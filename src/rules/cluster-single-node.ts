import { fieldOf } from "./cluster-field.ts";
import type { Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "job", workers: { min: 0, max: 0 }, fixedWorkers: 0 } as const;

export const clusterSingleNode: Rule = {
  id: "cluster/single-node",
  severity: "warning",
  reason:
    "A cluster without workers is a single node where its profile, its master and its tag say so; with a part of that alone no task of Spark ever starts.",
  source:
    "Databricks Terraform provider, databricks_cluster, Fixed size or autoscaling cluster; github.com/databricks/cli, issue 1909",
  example: {
    wrong: { clusters: [{ ...cluster, singleNode: { profile: true, master: false, tag: false } }] },
    right: { clusters: [{ ...cluster, singleNode: { profile: true, master: true, tag: true } }] },
  },
  check({ clusters }) {
    return clusters.flatMap((one) => {
      const { singleNode, workers, fixedWorkers } = one;
      if (singleNode === undefined) return [];
      const { profile, master, tag } = singleNode;
      if (workers !== undefined && workers.max > 0) {
        if (!profile) return [];
        const message = `has workers, and the profile of a cluster without any`;
        const field = fixedWorkers === undefined || fixedWorkers === 0 ? "workers" : "fixedWorkers";
        return [{ ...fieldOf(one, field), message, instead: "no spark.databricks.cluster.profile" }];
      }
      const missing = [
        ...(profile ? [] : ["spark.databricks.cluster.profile singleNode"]),
        ...(master ? [] : ["spark.master local[*]"]),
        ...(tag ? [] : ["the tag ResourceClass: SingleNode"]),
      ];
      if (fixedWorkers !== 0 || missing.length === 0) return [];
      return [
        {
          ...fieldOf(one, "fixedWorkers"),
          message: `has no workers, and is no single node without ${missing.join(" and ")}`,
          instead: `${missing.join(" and ")}, or is_single_node: true with kind: CLASSIC_PREVIEW`,
        },
      ];
    });
  },
};
