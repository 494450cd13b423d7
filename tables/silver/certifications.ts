import { bigint, boolean, defineTable, int, string } from "lakewright";

export const silverCertifications = defineTable("silver.certifications", {
  about: "Certifications on offer, with their validity.",
  managedBy: "pipeline",
  size: { rows: 300, bytes: "64 KB" },
  columns: {
    cert_id: bigint,
    cert_name: string,
    valid_months: int,
    is_mandatory: boolean,
  },
  layout: "unordered",
});
