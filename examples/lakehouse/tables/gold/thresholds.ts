import { bigint, defineTable, string } from "lakewright";

export const thresholds = defineTable("gold.thresholds", {
  about: "What alerts compare with; edited by people.",
  managedBy: "stack",
  size: { rows: 40, bytes: "16 KB" },
  columns: { alert: { type: string, nullable: false }, threshold: bigint },
  layout: "unordered",
});
