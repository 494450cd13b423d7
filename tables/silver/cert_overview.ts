import { bigint, boolean, defineTable, string, timestamp } from "lakewright";

export const silverCertOverview = defineTable("silver.cert_overview", {
  about:
    "The certification overview as Sisense had it: 92,000 rows, merged nightly by user and certification.",
  managedBy: "pipeline",
  size: { rows: 92_000, bytes: "6 MB" },
  columns: {
    cert_id: bigint,
    user_id: bigint,
    assignment_status: string,
    assigned_by: bigint,
    time_assigned: timestamp,
    time_due: timestamp,
    time_completed: timestamp,
    time_expires: timestamp,
    is_mandatory: boolean,
  },
  layout: { cluster: ["user_id", "cert_id"] },
  maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly" },
});
