import { layoutKeys, type Table } from "../model/index.ts";
import type { Rule } from "./finding.ts";

export const layoutKeysHaveStatistics: Rule = {
  id: "layout/keys-without-statistics",
  severity: "error",
  reason:
    "Files are skipped by the statistics of the keys they are ordered by; without them Delta refuses the key.",
  source: "Delta 4.0: DELTA_CLUSTERING_COLUMN_MISSING_STATS, DELTA_ZORDERING_ON_COLUMN_WITHOUT_STATS",
  check({ estate }) {
    return estate.tables.flatMap((table) => {
      const without = layoutKeys(table.layout).filter((key) => !hasStatistics(table, key));
      if (without.length === 0) return [];
      return [
        {
          where: table.name,
          message: `orders its files by ${without.join(", ")} and declares statistics for other columns only`,
          instead: `statistics that include ${without.join(", ")}, or neither delta.dataSkippingStatsColumns nor delta.dataSkippingNumIndexedCols`,
        },
      ];
    });
  },
};

function hasStatistics({ columns, properties = {} }: Table, key: string): boolean {
  const named = properties["delta.dataSkippingStatsColumns"];
  if (named !== undefined) return named.some((column) => column.toLowerCase() === key.toLowerCase());
  const first = properties["delta.dataSkippingNumIndexedCols"];
  return first === undefined || first < 0 || Object.keys(columns).indexOf(key) < first;
}
