import { bigint, boolean, date, defineTable, string } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimUser = defineTable("gold.dim_user", {
  about: "One row per learner, with organisation, position and manager.",
  managedBy: "pipeline",
  size: { rows: 3057, bytes: "512 KB" },
  columns: {
    user_id: bigint,
    user_fullname: string,
    email: string,
    organization_id: bigint,
    organization_name: string,
    position_id: bigint,
    manager_id: bigint,
    is_active: boolean,
    hired_on: date,
  },
  layout: { zorder: ["user_id", "organization_id", "manager_id"] },
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
  hot: { columns: ["user_id", "user_fullname", "organization_id", "organization_name", "manager_id"] },
  cache: "MEMORY_AND_DISK",
  join: "broadcast",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
