import { bigint, defineTable, timestamp } from "lakewright";

export const silverCertificationAssignments = defineTable("silver.certification_assignments", {
  about: "Who was assigned which certification, by whom.",
  managedBy: "pipeline",
  size: { rows: 40_000, bytes: "2 MB" },
  columns: {
    assignment_id: bigint,
    user_id: bigint,
    cert_id: bigint,
    assigned_by: bigint,
    time_assigned: timestamp,
    time_due: timestamp,
  },
  layout: { cluster: ["user_id", "cert_id"] },
  maintenance: { optimize: "weekly", vacuum: "weekly" },
});
