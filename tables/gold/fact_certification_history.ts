import { bigint, defineTable, int, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factCertificationHistory = defineTable("gold.fact_certification_history", {
  about: "Certifications gained and expired by fiscal year, 2012 to 2036.",
  managedBy: "pipeline",
  size: { rows: 20_000, bytes: "2 MB", distinct: { fiscal_year: 25 } },
  columns: {
    user_id: bigint,
    cert_id: bigint,
    fiscal_year: int,
    status: string,
    time_completed: timestamp,
    time_expires: timestamp,
  },
  layout: { partition: ["fiscal_year"], zorder: ["user_id", "cert_id"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  accept: [
    { rule: "layout/small-partitions", ...askedFor },
    { rule: "layout/zorder-on-one-file", ...askedFor },
  ],
});
