import type { Rule } from "./finding.ts";
import { bytesText, partitionCount } from "./table-facts.ts";

const GiB = 1024 ** 3;
const table = { name: "gold.fact_course_history", layout: { partition: ["fiscal_year"] } };

export const layoutSmallPartitions: Rule = {
  id: "layout/small-partitions",
  severity: "warning",
  reason:
    "Every partition has files of its own: under 1 GB each, or under 1 TB in all, queries open more files than they skip.",
  source: "https://docs.databricks.com/aws/en/tables/partitions",
  example: {
    wrong: {
      tables: [{ ...table, size: { rows: 24_000, bytes: 2_000_000, distinct: { fiscal_year: 25 } } }],
    },
    right: {
      tables: [{ ...table, size: { rows: 1e11, bytes: 4 * 1024 * GiB, distinct: { fiscal_year: 25 } } }],
    },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const { name, at, size, layout } = table;
      const { partition = [] } = layout;
      if (size === undefined || partition.length === 0) return [];
      const partitions = partitionCount(table);
      const each = size.bytes / (partitions ?? 1);
      if (size.bytes >= 1024 * GiB && (partitions === undefined || each >= GiB)) return [];
      const of = partitions === undefined ? "" : ` into ${partitions} partitions of about ${bytesText(each)}`;
      const why = size.bytes < 1024 * GiB ? "a table under 1 TB" : "under 1 GB each";
      return [
        {
          where: name,
          message: `partitions ${bytesText(size.bytes)} (the declared size) by ${partition.join(", ")}${of}: ${why}`,
          instead: "no partition",
          at,
        },
      ];
    });
  },
};
