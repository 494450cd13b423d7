import { isClusterable } from "../catalog/clustering-types.ts";
import { typeAt } from "../model/columns-at.ts";
import { writeDataType } from "../model/data-type.ts";
import type { Breach, Rule } from "./finding.ts";
import { clusterBy } from "./layout-words.ts";
import type { TableSubject } from "./subject.ts";

const table = {
  name: "gold.t",
  columns: { id: "BIGINT", is_active: "BOOLEAN", status: "STRING", day: "DATE" },
};

/** `spark.databricks.delta.clusteredTable.numClusteringColumnsLimit` */
const MOST = 4;

export const layoutClusteringKeys: Rule = {
  id: "layout/clustering-keys",
  severity: "error",
  reason: "Delta refuses more than four clustering keys, and keys whose type has no smallest and largest.",
  source: "Delta 4.0: DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS, DELTA_CLUSTERING_COLUMNS_DATATYPE_NOT_SUPPORTED",
  example: {
    wrong: { tables: [{ ...table, layout: { cluster: ["id", "is_active"] } }] },
    right: { tables: [{ ...table, layout: { cluster: ["id", "status", "day"] } }] },
  },
  check({ tables }) {
    return tables.flatMap(breaches);
  },
};

function breaches(table: TableSubject): readonly Breach[] {
  const {
    name: where,
    at,
    columns = {},
    layout: { cluster = [] },
  } = table;
  if (cluster === "auto") return [];
  const refused = cluster.flatMap((key) => {
    const type = typeAt(columns, key);
    return type === undefined || isClusterable(type) ? [] : [[key, type] as const];
  });
  const rest = cluster.filter((key) => !refused.some(([name]) => name === key)).slice(0, MOST);
  const instead = rest.length === 0 ? "another column that queries filter by" : clusterBy(table, rest);
  return [
    ...refused.map(([key, type]) => `clusters by ${key} of type ${writeDataType(type)}`),
    ...(cluster.length > MOST ? [`clusters by ${cluster.length} keys; Delta takes ${MOST}`] : []),
  ].map((message) => ({ where, message, instead, at }));
}
