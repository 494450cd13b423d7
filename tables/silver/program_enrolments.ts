import { bigint, defineTable, timestamp } from "lakewright";

export const silverProgramEnrolments = defineTable("silver.program_enrolments", {
  about: "Programme enrolments as the learning system sends them.",
  managedBy: "pipeline",
  size: { rows: 6000, bytes: "512 KB" },
  columns: {
    user_id: bigint,
    program_id: bigint,
    date_enrolled: timestamp,
  },
  layout: "unordered",
});
