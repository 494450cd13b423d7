import { bigint, defineTable, int, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factCourseProgress = defineTable("gold.fact_course_progress", {
  about: "One row per user, course and attempt; behind every completion dashboard.",
  managedBy: "pipeline",
  size: { rows: 30_000, bytes: "2 MB" },
  columns: {
    user_id: bigint,
    course_id: bigint,
    attempt: int,
    completion_status: string,
    date_enrolled: timestamp,
    date_completed: timestamp,
    date_completed_key: int,
  },
  layout: { zorder: ["user_id", "course_id", "date_completed"] },
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
  hot: {
    columns: ["user_id", "course_id", "completion_status", "date_completed"],
    recent: { column: "date_completed", last: "730 days" }, // two fiscal years: this one and what it is compared with
  },
  cache: "DISK_ONLY",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
