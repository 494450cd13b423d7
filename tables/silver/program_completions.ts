import { bigint, defineTable, string, timestamp } from "lakewright";

export const silverProgramCompletions = defineTable("silver.program_completions", {
  about: "Programme completions as the learning system sends them.",
  managedBy: "pipeline",
  size: { rows: 5000, bytes: "512 KB" },
  columns: {
    user_id: bigint,
    program_id: bigint,
    status: string,
    date_completed: timestamp,
  },
  layout: "unordered",
});
