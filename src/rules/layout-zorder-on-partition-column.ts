import type { Rule } from "./finding.ts";
import { zorderBy } from "./layout-words.ts";

const table = { name: "gold.fact_course_history" };

export const layoutZorderOnPartitionColumn: Rule = {
  id: "layout/zorder-on-partition-column",
  severity: "error",
  reason:
    "OPTIMIZE fails with DELTA_ZORDERING_ON_PARTITION_COLUMN: within a partition the column has one value.",
  source: "Delta 4.0, run",
  example: {
    wrong: {
      tables: [{ ...table, layout: { partition: ["fiscal_year"], zorder: ["user_id", "fiscal_year"] } }],
    },
    right: { tables: [{ ...table, layout: { partition: ["fiscal_year"], zorder: ["user_id"] } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const {
        name,
        at,
        layout: { partition = [], zorder = [] },
      } = table;
      const both = zorder.filter((column) => partition.includes(column));
      if (both.length === 0) return [];
      const rest = zorder.filter((column) => !both.includes(column));
      return [
        {
          where: name,
          message: `${both.join(", ")} is both a partition column and a Z-order key`,
          instead: zorderBy(table, rest),
          at,
        },
      ];
    });
  },
};
