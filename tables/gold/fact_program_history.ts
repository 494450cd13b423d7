import { bigint, defineTable, int, string, timestamp } from "lakewright";
import { askedFor } from "../accepted.ts";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const factProgramHistory = defineTable("gold.fact_program_history", {
  about: "Programme completions by fiscal year, 2012 to 2036.",
  managedBy: "pipeline",
  size: { rows: 5000, bytes: "512 KB", distinct: { fiscal_year: 25 } },
  columns: {
    user_id: bigint,
    program_id: bigint,
    fiscal_year: int,
    status: string,
    date_completed: timestamp,
  },
  layout: { partition: ["fiscal_year"] },
  properties: optimizedWrites,
  maintenance: weeklyMaintenance,
  accept: [{ rule: "layout/small-partitions", ...askedFor }],
});
