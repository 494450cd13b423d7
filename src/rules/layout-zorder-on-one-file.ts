import type { Rule } from "./finding.ts";
import { bytesText, partitionCount, targetFileBytes } from "./table-facts.ts";

const table = { name: "gold.dim_user", layout: { zorder: ["user_id"] } };

export const layoutZorderOnOneFile: Rule = {
  id: "layout/zorder-on-one-file",
  severity: "warning",
  reason:
    "In one file there is nothing to skip, and unlike a plain OPTIMIZE one with ZORDER BY writes the file anew every time.",
  source: "Delta 4.0, OptimizeTableCommand",
  example: {
    wrong: { tables: [{ ...table, size: { rows: 3057, bytes: 512 * 1024 } }] },
    right: { tables: [{ ...table, size: { rows: 3e9, bytes: 512 * 1024 ** 3 } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const { name, at, size, layout } = table;
      if (size === undefined || (layout.zorder ?? []).length === 0) return [];
      const partitions = partitionCount(table) ?? 1;
      const target = targetFileBytes(table);
      if (size.bytes / partitions > target) return [];
      const one = partitions > 1 ? `each of its ${partitions} partitions` : "it";
      return [
        {
          where: name,
          message: `Z-orders ${bytesText(size.bytes)} (the declared size): ${one} fits into one file of ${bytesText(target)}`,
          instead: "no zorder",
          at,
        },
      ];
    });
  },
};
