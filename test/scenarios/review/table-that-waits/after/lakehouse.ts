import { bigint, defineTable, string } from "../../../../../src/model/index.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = {
  ...base,
  tables: [
    ...base.tables,
    defineTable("gold.dim_region", {
      about: "One row per region; its pipeline is still to be written.",
      managedBy: "pipeline",
      size: { rows: 200, bytes: "1 MB" },
      columns: { region_id: bigint, region: string },
      layout: { cluster: ["region_id"] },
    }),
  ],
};
