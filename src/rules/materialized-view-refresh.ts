import { refreshFault } from "../model/index.ts";
import type { Rule } from "./finding.ts";

const every = (count: number) => ({
  materializedViews: [
    {
      name: "gold.mv_t",
      query: "SELECT 1 AS one",
      reads: [],
      refresh: { kind: "every", count, unit: "HOUR" } as const,
    },
  ],
});

export const materializedViewRefresh: Rule = {
  id: "materialized-view/refresh",
  severity: "error",
  reason:
    "Databricks refreshes every 1 to 72 hours, 1 to 31 days or 1 to 8 weeks, and on update once a minute at most.",
  source:
    "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-materialized-view",
  example: { wrong: every(100), right: every(72) },
  check({ materializedViews }) {
    return materializedViews.flatMap(({ name: where, at, refresh = { kind: "manual" } }) => {
      const fault = refreshFault(refresh);
      return fault === undefined ? [] : [{ where, at, ...fault }];
    });
  },
};
