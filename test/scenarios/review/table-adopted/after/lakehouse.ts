import { bigint, defineTable, string } from "../../../../../src/model/index.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = {
  ...base,
  tables: [
    ...base.tables,
    defineTable("gold.dim_store", {
      about: "One row per store; a pipeline has written it for years.",
      managedBy: "pipeline",
      size: { rows: 4_000, bytes: "2 MB" },
      columns: { store_id: bigint, city: string },
      layout: { cluster: ["store_id"] },
      properties: { "delta.logRetentionDuration": "7 days" },
      maintenance: { optimize: "weekly" },
    }),
  ],
};
