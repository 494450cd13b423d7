import type { Rule } from "./finding.ts";
import { property } from "./table-facts.ts";

const KEY = "delta.enableRowTracking";

const over = (properties: Readonly<Record<string, string>>) => ({
  materializedViews: [
    {
      name: "gold.mv_t",
      query: "SELECT 1 AS one",
      reads: ["gold.t"],
      refresh: { kind: "onUpdate" } as const,
    },
  ],
  tables: [{ name: "gold.t", layout: {}, properties }],
});

export const materializedViewRowTracking: Rule = {
  id: "materialized-view/row-tracking",
  severity: "info",
  reason:
    "A refresh works on what has changed only where every Delta table that the view reads tracks its rows; otherwise it computes all of it anew.",
  source: "https://docs.databricks.com/aws/en/optimizations/incremental-refresh",
  example: { wrong: over({}), right: over({ [KEY]: "true" }) },
  check({ materializedViews, tables }) {
    return materializedViews.flatMap(({ name: where, at, reads, refresh }) => {
      if (refresh === undefined || refresh.kind === "manual") return [];
      const without = tables
        .filter(({ name }) => reads.includes(name))
        .filter((table) => property(table, KEY)?.toLowerCase() !== "true")
        .map(({ name }) => name)
        .sort();
      return without.length === 0
        ? []
        : [
            {
              where,
              at,
              message: `is computed whole at every refresh: ${without.join(", ")} ${without.length === 1 ? "tracks" : "track"} no rows`,
              instead: `properties: { "${KEY}": true } in the table's file, where computing it whole takes too long`,
            },
          ];
    });
  },
};
