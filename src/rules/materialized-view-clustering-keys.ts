import type { Rule } from "./finding.ts";
import { clusterBy } from "./layout-words.ts";

/** `spark.databricks.delta.clusteredTable.numClusteringColumnsLimit` */
const MOST = 4;

const by = (...cluster: readonly string[]) => ({
  materializedViews: [{ name: "gold.mv_t", query: "SELECT 1 AS one", reads: [], cluster }],
});

export const materializedViewClusteringKeys: Rule = {
  id: "materialized-view/clustering-keys",
  severity: "error",
  reason: "A materialized view is clustered as a table is: by one to four columns, each named once.",
  source: "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-cluster-by",
  example: { wrong: by("a", "b", "c", "d", "e"), right: by("a", "b", "c", "d") },
  check({ materializedViews }) {
    return materializedViews.flatMap((view) => {
      const { name: where, at, cluster = "auto" } = view;
      if (cluster === "auto") return [];
      const keys = [...new Set(cluster.map((key) => key.toLowerCase()))];
      const instead = clusterBy(view, keys.slice(0, MOST));
      if (keys.length < cluster.length)
        return [{ where, at, message: "clusters by one column twice", instead }];
      if (keys.length <= MOST) return [];
      return [{ where, at, message: `clusters by ${keys.length} keys; Delta takes ${MOST}`, instead }];
    });
  },
};
