import { date, defineTable, int } from "lakewright";

export const silverFiscalYears = defineTable("silver.fiscal_years", {
  about: "The fiscal years 2012 to 2036, one row each.",
  managedBy: "pipeline",
  size: { rows: 25, bytes: "64 KB" },
  columns: {
    fiscal_year: int,
    fy_start_date: date,
    fy_end_date: date,
  },
  layout: "unordered",
});
