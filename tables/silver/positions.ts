import { bigint, defineTable, string, timestamp } from "lakewright";

export const silverPositions = defineTable("silver.positions", {
  about: "Positions as the HR system has them.",
  managedBy: "pipeline",
  size: { rows: 889, bytes: "64 KB" },
  columns: {
    position_id: bigint,
    position_name: string,
    job_family: string,
    time_updated: timestamp,
  },
  layout: "unordered",
});
