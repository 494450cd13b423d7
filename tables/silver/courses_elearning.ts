import { bigint, boolean, defineTable, int, string } from "lakewright";

export const silverCoursesElearning = defineTable("silver.courses_elearning", {
  about: "E-learning courses of the learning system.",
  managedBy: "pipeline",
  size: { rows: 380, bytes: "64 KB" },
  columns: {
    course_id: bigint,
    course_name: string,
    course_category: string,
    duration_minutes: int,
    is_active: boolean,
  },
  layout: "unordered",
});
