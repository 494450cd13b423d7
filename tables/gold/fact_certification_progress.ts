import { bigint, defineTable, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factCertificationProgress = defineTable("gold.fact_certification_progress", {
  about:
    "One row per user and certification held or pursued; what expires in the next 90 days is read from here.",
  managedBy: "pipeline",
  size: { rows: 18_000, bytes: "1 MB" },
  columns: {
    user_id: bigint,
    cert_id: bigint,
    status: string,
    time_assigned: timestamp,
    time_completed: timestamp,
    time_expires: timestamp,
  },
  layout: { zorder: ["user_id", "cert_id", "status", "time_expires"] },
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
  hot: { columns: ["user_id", "cert_id", "status", "time_expires"] },
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
