import { bigint, defineTable, int, timestamp } from "lakewright";

export const silverCourseEnrolments = defineTable("silver.course_enrolments", {
  about: "Enrolments as the learning system sends them, one row per user, course and attempt.",
  managedBy: "pipeline",
  size: { rows: 30_000, bytes: "2 MB" },
  columns: {
    enrolment_id: bigint,
    user_id: bigint,
    course_id: bigint,
    attempt: int,
    date_enrolled: timestamp,
  },
  layout: { cluster: ["user_id", "course_id"] },
  maintenance: { optimize: "weekly", vacuum: "weekly" },
});
