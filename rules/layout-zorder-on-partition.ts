import type { Rule } from "./finding.ts";

export const layoutZorderOnPartition: Rule = {
  id: "layout/zorder-on-partition-column",
  severity: "error",
  reason:
    "OPTIMIZE fails with DELTA_ZORDERING_ON_PARTITION_COLUMN: within a partition the column has one value.",
  source: "Delta 4.0, run",
  check({ estate }) {
    return estate.tables.flatMap(({ name, layout }) => {
      if (layout === "unordered" || layout.partition === undefined) return [];
      const both = (layout.zorder ?? []).filter((column) => layout.partition.includes(column));
      if (both.length === 0) return [];
      const rest = (layout.zorder ?? []).filter((column) => !both.includes(column));
      return [
        {
          where: name,
          message: `${both.join(", ")} is both a partition column and a Z-order key`,
          instead:
            rest.length > 0 ? `zorder: [${rest.map((column) => `"${column}"`).join(", ")}]` : "no zorder",
        },
      ];
    });
  },
};
