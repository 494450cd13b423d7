import { bigint, defineTable, int, string } from "lakewright";

export const dimManager = defineTable("gold.dim_manager", {
  about: "One row per manager; names for the hierarchy dashboards.",
  managedBy: "pipeline",
  size: { rows: 412, bytes: "64 KB" },
  columns: {
    manager_id: bigint,
    manager_fullname: string,
    organization_id: bigint,
    direct_reports: int,
  },
  layout: "unordered",
  join: "broadcast",
});
