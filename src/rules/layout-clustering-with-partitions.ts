import type { Breach, Rule } from "./finding.ts";
import type { Subject, TableSubject } from "./subject.ts";
import { quoted, sameTable } from "./table-facts.ts";

export const layoutClusteringWithPartitions: Rule = {
  id: "layout/clustering-with-partitions",
  severity: "error",
  reason:
    "A clustered table has its files ordered by the engine; Delta refuses partitions and Z-order beside it.",
  source:
    "Delta 4.0, run: Clustering and partitioning cannot both be specified; DELTA_CLUSTERING_WITH_ZORDER_BY, DELTA_ALTER_TABLE_CLUSTER_BY_ON_PARTITIONED_TABLE_NOT_ALLOWED",
  example: {
    wrong: { tables: [{ name: "gold.t", layout: { cluster: ["user_id"], partition: ["fiscal_year"] } }] },
    right: { tables: [{ name: "gold.t", layout: { cluster: ["user_id", "fiscal_year"] } }] },
  },
  check(subject) {
    return subject.tables
      .filter(({ layout: { cluster = [] } }) => cluster === "auto" || cluster.length > 0)
      .flatMap((table) => [...beside(table), ...zorderStatements(table, subject)]);
  },
};

function beside({ name: where, at, layout }: TableSubject): readonly Breach[] {
  const { cluster = [], partition = [], zorder = [] } = layout;
  const clustered = cluster === "auto" ? "automatically" : `by ${cluster.join(", ")}`;
  const all = [...new Set([...(cluster === "auto" ? [] : cluster), ...partition, ...zorder])];
  const instead = cluster === "auto" ? `cluster: "auto" alone` : `cluster: [${quoted(all.slice(0, 4))}]`;
  return [
    ...(partition.length > 0 ? [`clusters ${clustered} and partitions by ${partition.join(", ")}`] : []),
    ...(zorder.length > 0 ? [`clusters ${clustered} and Z-orders by ${zorder.join(", ")}`] : []),
  ].map((message) => ({ where, message, instead, at }));
}

function zorderStatements({ name }: TableSubject, { statements }: Subject): readonly Breach[] {
  return statements.flatMap((statement) =>
    statement.kind === "optimize" && statement.zorder.length > 0 && sameTable(statement.table, name)
      ? [
          {
            where: statement.table,
            message: `OPTIMIZE with ZORDER BY ${statement.zorder.join(", ")} on a clustered table`,
            instead: `OPTIMIZE ${statement.table}`,
            at: statement.at,
          },
        ]
      : [],
  );
}
