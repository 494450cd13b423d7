import { type ColumnPath, isWithin, rootOf, whyNoPath } from "../model/column-path.ts";
import type { Rule } from "./finding.ts";
import { orderingKeys } from "./layout.ts";
import type { TableSubject } from "./subject.ts";
import { isUnknownProperty } from "./table-facts.ts";

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
      return [
        {
          where: table.name,
          message: `orders its files by ${without.join(", ")} and declares statistics for other columns only`,
          instead: `statistics that include ${without.join(", ")}, or neither delta.dataSkippingStatsColumns nor delta.dataSkippingNumIndexedCols`,
          at: table.at,
        },
      ];
    });
  },
};

function hasStatistics(table: TableSubject, key: string): boolean {
  const { columns, properties = {} } = table;
  if (isUnknownProperty(table, NAMED) || isUnknownProperty(table, FIRST)) return true;
  const named = properties[NAMED];
  if (whyNoPath(key) !== undefined) return true;
  if (named !== undefined) return statisticsColumns(named).some((column) => isWithin(key, column));
  const first = properties[FIRST];
  if (first === undefined || Number(first) < 0 || columns === undefined) return true;
  const names = Object.keys(columns).map((column) => column.toLowerCase());
  return names.indexOf(rootOf(key).toLowerCase()) < Number(first);
}

/** Delta splits the list at commas and reads each name as SQL. */
function statisticsColumns(list: string): readonly ColumnPath[] {
  return (list.match(/(?:`(?:[^`]|``)+`|[^,`])+/g) ?? [])
    .map((path) => path.trim())
    .filter((path) => whyNoPath(path) === undefined);
}
