import { bigint, defineTable, string, timestamp } from "lakewright";

export const silverOrganizations = defineTable("silver.organizations", {
  about: "Organisations as the HR system has them.",
  managedBy: "pipeline",
  size: { rows: 1001, bytes: "64 KB" },
  columns: {
    organization_id: bigint,
    organization_name: string,
    parent_id: bigint,
    region: string,
    time_updated: timestamp,
  },
  layout: "unordered",
});
