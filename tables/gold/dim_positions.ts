import { bigint, defineTable, string } from "lakewright";

export const dimPositions = defineTable("gold.dim_positions", {
  about: "One row per position.",
  managedBy: "pipeline",
  size: { rows: 889, bytes: "64 KB" },
  columns: {
    position_id: bigint,
    position_name: string,
    job_family: string,
  },
  layout: "unordered",
  join: "broadcast",
});
