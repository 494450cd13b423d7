import { bigint, date, defineTable, string } from "lakewright";

export const silverManagerRelationships = defineTable("silver.manager_relationships", {
  about: "Reporting lines as exported nightly: 7,794 edges.",
  managedBy: "pipeline",
  size: { rows: 7794, bytes: "256 KB" },
  columns: {
    employee_id: bigint,
    manager_id: bigint,
    relationship_type: string,
    valid_from: date,
    valid_to: date,
  },
  layout: "unordered",
});
