import { date, defineTable, int } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimFyBegan = defineTable("gold.dim_fy_began", {
  about: "The calendar by enrolment date: one row per day of the fiscal years 2012 to 2036.",
  managedBy: "pipeline",
  size: { rows: 9132, bytes: "256 KB", distinct: { fiscal_year: 25, fy_start_date: 25 } },
  columns: {
    date_key: int,
    calendar_date: date,
    fiscal_year: int,
    fy_start_date: date,
    fy_end_date: date,
  },
  layout: { zorder: ["fiscal_year", "fy_start_date"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  join: "broadcast",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
