import { bigint, boolean, date, defineTable, string, timestamp } from "lakewright";

export const silverUsers = defineTable("silver.users", {
  about: "Learners as the HR system has them, one row each.",
  managedBy: "pipeline",
  size: { rows: 3057, bytes: "512 KB" },
  columns: {
    user_id: bigint,
    user_fullname: string,
    email: string,
    organization_id: bigint,
    position_id: bigint,
    manager_id: bigint,
    is_active: boolean,
    hired_on: date,
    time_updated: timestamp,
  },
  layout: "unordered",
});
