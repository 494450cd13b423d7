import { bigint, date, defineTable, string } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimManagerRelationship = defineTable("gold.dim_manager_relationship", {
  about: "Who reports to whom: 7,794 edges of the manager hierarchy.",
  managedBy: "pipeline",
  size: { rows: 7794, bytes: "256 KB" },
  columns: {
    employee_id: bigint,
    manager_id: bigint,
    relationship_type: string,
    valid_from: date,
    valid_to: date,
  },
  layout: { zorder: ["employee_id", "manager_id", "relationship_type"] },
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
  cache: "MEMORY_ONLY",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
