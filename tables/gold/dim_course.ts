import { bigint, boolean, defineTable, int, string } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimCourse = defineTable("gold.dim_course", {
  about: "In-person and e-learning courses in one list.",
  managedBy: "pipeline",
  size: { rows: 640, bytes: "128 KB" },
  columns: {
    course_id: bigint,
    course_name: string,
    course_category: string,
    delivery: string,
    duration_minutes: int,
    is_active: boolean,
  },
  layout: { zorder: ["course_id", "course_category"] },
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
  join: "broadcast",
  accept: [{ rule: "layout/zorder-on-one-file", ...askedFor }],
});
