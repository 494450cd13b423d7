import type { Rule } from "./finding.ts";
import { sameTable } from "./table-facts.ts";

const view = { name: "gold.mv_t", query: "SELECT 1 AS one", reads: [] };
const optimized = (table: string) => ({
  materializedViews: [view],
  statements: [{ kind: "optimize", on: "warehouse", table, zorder: [] } as const],
});

export const materializedViewMaintenance: Rule = {
  id: "materialized-view/maintenance",
  severity: "error",
  reason:
    "The pipeline behind a materialized view keeps its files in shape; OPTIMIZE and VACUUM are refused.",
  source: "https://docs.databricks.com/aws/en/ldp/dbsql/materialized#limitations",
  example: { wrong: optimized("gold.mv_t"), right: optimized("gold.t") },
  check({ materializedViews, statements }) {
    return statements.flatMap((statement) => {
      if (statement.kind !== "optimize" && statement.kind !== "vacuum") return [];
      const { table: where, kind, at, view = false } = statement;
      if (view) {
        const message = `${kind.toUpperCase()} of a view, which has no files`;
        return [{ where, at, message, instead: `${kind.toUpperCase()} of the tables that it reads` }];
      }
      if (!materializedViews.some(({ name }) => sameTable(name, where))) return [];
      const message = `${kind.toUpperCase()} of a materialized view`;
      return [{ where, at, message, instead: "nothing: the view is maintained with its refreshes" }];
    });
  },
};
