import { isWithin, rootOf, whyNoPath } from "../model/column-path.ts";
import { countedColumns, INDEXED_BY_DEFAULT, listedColumns } from "../model/statistics-columns.ts";
import type { Rule } from "./finding.ts";
import { orderingKeys } from "./layout.ts";
import type { TableSubject } from "./subject.ts";
import { isUnknownProperty, property } from "./table-facts.ts";

const NAMED = "delta.dataSkippingStatsColumns";
const FIRST = "delta.dataSkippingNumIndexedCols";

const table = {
  ...{ name: "gold.t", columns: { id: "BIGINT", status: "STRING" }, layout: { cluster: ["id"] } },
};

export const layoutKeysWithoutStatistics: Rule = {
  id: "layout/keys-without-statistics",
  severity: "error",
  reason:
    "Files are skipped by the statistics of the keys they are ordered by; without them Delta refuses the key.",
  source: "Delta 4.0: DELTA_CLUSTERING_COLUMN_MISSING_STATS, DELTA_ZORDERING_ON_COLUMN_WITHOUT_STATS",
  example: {
    wrong: { tables: [{ ...table, properties: { "delta.dataSkippingStatsColumns": "status" } }] },
    right: { tables: [{ ...table, properties: { "delta.dataSkippingStatsColumns": "status,id" } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const without = orderingKeys(table).filter((key) => !hasStatistics(table, key));
      if (without.length === 0) return [];
      const keys = without.join(", ");
      const all = { where: table.name, at: table.at };
      if (property(table, NAMED) === undefined && property(table, FIRST) === undefined) {
        return [
          {
            ...all,
            message: `orders its files by ${keys}, and statistics are kept of the first ${INDEXED_BY_DEFAULT} columns`,
            instead: `${keys} among the first ${INDEXED_BY_DEFAULT} columns, or "${NAMED}" that names it`,
          },
        ];
      }
      return [
        {
          ...all,
          message: `orders its files by ${keys} and declares statistics for other columns only`,
          instead: `statistics that include ${keys}, or neither ${NAMED} nor ${FIRST}`,
        },
      ];
    });
  },
};

function hasStatistics(table: TableSubject, key: string): boolean {
  const { columns, predictiveOptimization } = table;
  if (isUnknownProperty(table, NAMED) || isUnknownProperty(table, FIRST)) return true;
  const named = property(table, NAMED);
  if (whyNoPath(key) !== undefined) return true;
  if (named !== undefined) return listedColumns(named).some((column) => isWithin(key, column));
  const first = property(table, FIRST);
  // Databricks chooses the columns by itself there.
  if (first === undefined && predictiveOptimization === true) return true;
  const most = Number(first ?? INDEXED_BY_DEFAULT);
  if (most < 0 || columns === undefined) return true;
  return positionOf(columns, key) <= most;
}

/** How many columns there are up to a key, the fields of a struct each for itself; 0 for one that there is not. */
function positionOf(columns: Readonly<Record<string, string>>, key: string): number {
  const root = rootOf(key).toLowerCase();
  return countedColumns(columns).findIndex((path) => rootOf(path).toLowerCase() === root) + 1;
}
