import { bigint, defineTable, int, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factProgramProgress = defineTable("gold.fact_program_progress", {
  about: "One row per user and programme; how far each learner is.",
  managedBy: "pipeline",
  size: { rows: 6000, bytes: "512 KB" },
  columns: {
    user_id: bigint,
    program_id: bigint,
    status: string,
    courses_required: int,
    courses_completed: int,
    time_updated: timestamp,
  },
  layout: { zorder: ["user_id", "program_id", "status"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
