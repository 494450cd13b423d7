import { bigint, defineTable, int, timestamp } from "lakewright";

export const silverCourseSessions = defineTable("silver.course_sessions", {
  about: "Classroom sessions held or planned.",
  managedBy: "pipeline",
  size: { rows: 2400, bytes: "128 KB" },
  columns: {
    session_id: bigint,
    course_id: bigint,
    organization_id: bigint,
    seats: int,
    date_began: timestamp,
  },
  layout: "unordered",
});
