import { bigint, defineTable, type LakehouseDeclaration, string } from "../../../../../src/model/index.ts";
import { edit, without } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

const edited = edit(
  edit(
    edit(without(base, "gold.dim_customer"), "gold.fact_visits", { layout: { cluster: ["customer_id"] } }),
    "gold.fact_orders",
    {
      layout: { zorder: ["ordered_at"] },
      properties: { "delta.autoOptimize.optimizeWrite": false },
      comment: "One row per order; it's the revenue.",
      tags: { team: "bi" },
    },
  ),
  "ops.load_status",
  {
    columns: {
      table_name: { type: "STRING", nullable: false },
      loaded_at: { type: "TIMESTAMP" },
      rows_loaded: { type: "BIGINT" },
    },
  },
);

/** One edit of each kind at once: changed, widened, released, adopted, created. */
export const lakehouse: LakehouseDeclaration = {
  ...edited,
  tables: [
    ...edited.tables,
    defineTable("gold.dim_store", {
      about: "One row per store.",
      managedBy: "pipeline",
      size: { rows: 4_000, bytes: "2 MB" },
      columns: { store_id: bigint, city: string },
      layout: { cluster: ["store_id"] },
      maintenance: { optimize: "weekly" },
    }),
    defineTable("ops.thresholds", {
      about: "One row per alert.",
      managedBy: "stack",
      size: { rows: 20, bytes: "1 MB" },
      columns: { alert: { type: "STRING", nullable: false }, threshold: bigint },
      layout: "unordered",
    }),
  ],
};
