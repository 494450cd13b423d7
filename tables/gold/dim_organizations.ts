import { bigint, defineTable, string } from "lakewright";

export const dimOrganizations = defineTable("gold.dim_organizations", {
  about: "One row per organisation.",
  managedBy: "pipeline",
  size: { rows: 1001, bytes: "64 KB" },
  columns: {
    organization_id: bigint,
    organization_name: string,
    parent_id: bigint,
    region: string,
  },
  layout: "unordered",
  join: "broadcast",
});
