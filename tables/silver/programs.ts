import { bigint, boolean, defineTable, int, string } from "lakewright";

export const silverPrograms = defineTable("silver.programs", {
  about: "Programmes: named sets of courses.",
  managedBy: "pipeline",
  size: { rows: 84, bytes: "64 KB" },
  columns: {
    program_id: bigint,
    program_name: string,
    courses_required: int,
    is_active: boolean,
  },
  layout: "unordered",
});
