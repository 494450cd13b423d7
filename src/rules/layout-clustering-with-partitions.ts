import type { Breach, Rule } from "./finding.ts";
import { clusterBy } from "./layout-words.ts";
import type { Subject, TableSubject } from "./subject.ts";
import { sameTable } from "./table-facts.ts";

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
      .flatMap((table) => {
        const statements = zorderStatements(table, subject);
        return [...beside(table, statements.length > 0), ...statements];
      });
  },
};

function beside(table: TableSubject, reported: boolean): readonly Breach[] {
  const { name: where, at, on, layout } = table;
  const { cluster = [], partition = [], zorder = [] } = layout;
  const clustered = cluster === "auto" ? "automatically" : `by ${cluster.join(", ")}`;
  const all = [...new Set([...(cluster === "auto" ? [] : cluster), ...partition, ...zorder])];
  const auto = on === undefined ? `cluster: "auto" alone` : "CLUSTER BY AUTO alone";
  const instead = cluster === "auto" ? auto : clusterBy(table, all.slice(0, 4));
  return [
    ...(partition.length > 0 ? [`clusters ${clustered} and partitions by ${partition.join(", ")}`] : []),
    ...(zorder.length > 0 && !reported ? [`clusters ${clustered} and Z-orders by ${zorder.join(", ")}`] : []),
  ].map((message) => ({ where, message, instead, at }));
}

/** Statements behind the one that clusters the table, as far as that is known. */
function zorderStatements({ name, at: clustered }: TableSubject, { statements }: Subject): readonly Breach[] {
  const isBefore = (at: TableSubject["at"]) =>
    at?.line !== undefined && clustered?.line !== undefined && at.line < clustered.line;
  return statements.flatMap((statement) =>
    statement.kind === "optimize" &&
    statement.zorder.length > 0 &&
    sameTable(statement.table, name) &&
    !isBefore(statement.at)
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
