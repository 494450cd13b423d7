import { bigint, defineTable, int, timestamp } from "lakewright";

export const silverManagers = defineTable("silver.managers", {
  about: "Everyone with at least one direct report.",
  managedBy: "pipeline",
  size: { rows: 412, bytes: "64 KB" },
  columns: {
    manager_id: bigint,
    organization_id: bigint,
    direct_reports: int,
    time_updated: timestamp,
  },
  layout: "unordered",
});
