import { bigint, defineTable } from "../../../../../src/model/index.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = {
  ...base,
  tables: [
    ...base.tables,
    defineTable("ops.thresholds", {
      about: "One row per alert; read by the alerts.",
      managedBy: "stack",
      size: { rows: 20, bytes: "1 MB" },
      columns: { alert: { type: "STRING", nullable: false }, threshold: bigint },
      layout: "unordered",
    }),
  ],
};
