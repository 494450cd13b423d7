import { bigint, defineTable, string, timestamp } from "lakewright";

export const silverCertificationExpiries = defineTable("silver.certification_expiries", {
  about: "Certifications with an expiry date, past and future.",
  managedBy: "pipeline",
  size: { rows: 18_000, bytes: "1 MB" },
  columns: {
    user_id: bigint,
    cert_id: bigint,
    status: string,
    time_expires: timestamp,
  },
  layout: "unordered",
  maintenance: { optimize: "weekly", vacuum: "weekly" },
});
