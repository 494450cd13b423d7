import type { Rule } from "./finding.ts";

const MOST_SOURCES = 10;
const MOST_TRIGGERS = 1000;

const over = (count: number) => ({
  materializedViews: [
    {
      name: "gold.mv_t",
      query: "SELECT 1 AS one",
      reads: Array.from({ length: count }, (_, at) => `gold.t${at}`),
      refresh: { kind: "onUpdate" } as const,
    },
  ],
  tables: Array.from({ length: count }, (_, at) => ({ name: `gold.t${at}`, layout: {} })),
});

export const materializedViewTrigger: Rule = {
  id: "materialized-view/trigger",
  severity: "error",
  reason:
    "A trigger on update watches ten tables at most, and a workspace has a thousand such triggers at most.",
  source: "https://docs.databricks.com/aws/en/ldp/dbsql/schedule-refreshes#limitations",
  example: { wrong: over(11), right: over(10) },
  check({ materializedViews }) {
    const triggered = materializedViews.filter(({ refresh }) => refresh?.kind === "onUpdate");
    return triggered.flatMap(({ name: where, at, reads }, index) => [
      ...(reads.length > MOST_SOURCES
        ? [
            {
              ...{ where, at, message: `is refreshed on update of ${reads.length} tables` },
              instead: `at most ${MOST_SOURCES}, or refresh: { every: "1 hour" }`,
            },
          ]
        : []),
      ...(index === MOST_TRIGGERS
        ? [
            {
              ...{ where, at, message: `is one of ${triggered.length} views that are refreshed on update` },
              instead: `at most ${MOST_TRIGGERS} in a workspace, or refresh: { every: "1 hour" }`,
            },
          ]
        : []),
    ]);
  },
};
