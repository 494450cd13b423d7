import type { Rule } from "./finding.ts";
import { clusterBy } from "./layout-words.ts";

const table = { name: "gold.t", on: "cluster", format: "delta", layout: {} } as const;

export const layoutBuckets: Rule = {
  id: "layout/buckets",
  severity: "error",
  reason: "Delta has no buckets, and refuses to create the table.",
  source: "Delta 4.0: DELTA_OPERATION_NOT_ALLOWED, Bucketing",
  example: {
    wrong: { tables: [{ ...table, buckets: ["id"] }] },
    right: { tables: [{ ...table, format: "parquet", buckets: ["id"] }] },
  },
  check({ tables }) {
    return tables.flatMap((one) => {
      // Databricks creates a Delta table where no other format is named.
      const { name: where, at, on, buckets, format = on === "spark" ? "" : "delta" } = one;
      if (buckets === undefined || format !== "delta") return [];
      const message = `is bucketed by ${buckets.join(", ")}`;
      return [{ where, at, message, instead: clusterBy(one, buckets.slice(0, 4)) }];
    });
  },
};
