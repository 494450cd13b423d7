import { bigint, defineTable, int, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factCourseHistory = defineTable("gold.fact_course_history", {
  about: "Course completions by fiscal year, 2012 to 2036; the trend dashboards.",
  managedBy: "pipeline",
  size: { rows: 24_000, bytes: "2 MB", distinct: { fiscal_year: 25 } },
  columns: {
    user_id: bigint,
    course_id: bigint,
    fiscal_year: int,
    completion_status: string,
    date_completed: timestamp,
    credits: int,
  },
  layout: { partition: ["fiscal_year"], zorder: ["user_id", "course_id"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  accept: [
    { rule: "layout/small-partitions", ...askedFor },
    { rule: "layout/zorder-on-one-file", ...askedFor },
  ],
});
