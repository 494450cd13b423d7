import { bigint, defineTable, int, string, timestamp } from "lakewright";

export const silverCourseCompletions = defineTable("silver.course_completions", {
  about: "Completions as the learning system sends them.",
  managedBy: "pipeline",
  size: { rows: 24_000, bytes: "2 MB" },
  columns: {
    enrolment_id: bigint,
    user_id: bigint,
    course_id: bigint,
    completion_status: string,
    credits: int,
    date_completed: timestamp,
  },
  layout: { cluster: ["user_id", "course_id"] },
  maintenance: { optimize: "weekly", vacuum: "weekly" },
});
