import { bigint, boolean, defineTable, int, string } from "lakewright";

export const silverCoursesInPerson = defineTable("silver.courses_in_person", {
  about: "Classroom courses of the learning system.",
  managedBy: "pipeline",
  size: { rows: 260, bytes: "64 KB" },
  columns: {
    course_id: bigint,
    course_name: string,
    course_category: string,
    duration_minutes: int,
    is_active: boolean,
  },
  layout: "unordered",
});
