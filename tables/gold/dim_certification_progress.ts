import { bigint, boolean, defineTable, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimCertificationProgress = defineTable("gold.dim_certification_progress", {
  about:
    "The certification overview: one row per user and assigned certification, filtered by assignment status.",
  managedBy: "pipeline",
  size: { rows: 92_000, bytes: "5 MB", distinct: { assignment_status: 5 } }, // Kineo expects 3 to 5 values
  columns: {
    cert_id: bigint,
    user_id: bigint,
    assignment_status: string,
    assigned_by: bigint,
    time_assigned: timestamp,
    time_due: timestamp,
    time_completed: timestamp,
    is_mandatory: boolean,
  },
  layout: { partition: ["assignment_status"], zorder: ["cert_id", "user_id"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  hot: { columns: ["cert_id", "user_id", "assignment_status"] },
  accept: [
    { rule: "layout/small-partitions", ...askedFor },
    { rule: "layout/zorder-on-one-file", ...askedFor },
  ],
});
