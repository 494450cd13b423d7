import type { Rule } from "./finding.ts";
import { orderingKeys } from "./layout.ts";
import { isExpression } from "./table-facts.ts";

const table = { name: "gold.t", layout: { cluster: ["date_completed"] } };

export const layoutUnfilteredKey: Rule = {
  id: "layout/unfiltered-key",
  severity: "warning",
  reason:
    "Files are skipped by the columns that queries filter or join by; a key that is none of them costs and gives nothing.",
  source: "https://docs.databricks.com/aws/en/delta/clustering#choose-clustering-keys",
  example: {
    wrong: { tables: [{ ...table, filteredBy: ["date_completed_key"] }] },
    right: { tables: [{ ...table, filteredBy: ["date_completed"] }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const { name: where, at, filteredBy, layout } = table;
      if (filteredBy === undefined) return [];
      const filtered = new Set(filteredBy.map((column) => column.toLowerCase()));
      return [...orderingKeys(table), ...(layout.partition ?? [])]
        .filter((key) => !isExpression(key) && !filtered.has(key.toLowerCase()))
        .map((key) => ({
          where,
          message: `lays its files out by ${key}, and queries filter by ${filteredBy.join(", ")}`,
          instead: `a key among ${filteredBy.join(", ")}, or ${key} in filteredBy where queries do use it`,
          at,
        }));
    });
  },
};
