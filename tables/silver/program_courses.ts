import { bigint, defineTable, int } from "lakewright";

export const silverProgramCourses = defineTable("silver.program_courses", {
  about: "Which course belongs to which programme.",
  managedBy: "pipeline",
  size: { rows: 920, bytes: "64 KB" },
  columns: {
    program_id: bigint,
    course_id: bigint,
    position_in_program: int,
  },
  layout: "unordered",
});
