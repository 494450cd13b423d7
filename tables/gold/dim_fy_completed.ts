import { date, defineTable, int } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimFyCompleted = defineTable("gold.dim_fy_completed", {
  about: "The calendar by completion date: one row per day of the fiscal years 2012 to 2036.",
  managedBy: "pipeline",
  size: { rows: 9132, bytes: "256 KB", distinct: { fiscal_year: 25, fy_end_date: 25 } },
  columns: {
    date_key: int,
    calendar_date: date,
    fiscal_year: int,
    fy_start_date: date,
    fy_end_date: date,
  },
  layout: { zorder: ["fiscal_year", "fy_end_date"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  cache: "MEMORY_ONLY",
  join: "broadcast",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
