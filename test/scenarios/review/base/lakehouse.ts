import {
  bigint,
  defineTable,
  type LakehouseDeclaration,
  string,
  timestamp,
} from "../../../../src/model/index.ts";

/** A small lakehouse: two facts and a dimension that pipelines write, and a table of the stack's own. */
export const lakehouse: LakehouseDeclaration = {
  name: "shop",
  tables: [
    defineTable("gold.fact_orders", {
      about: "One row per order; behind the revenue dashboard.",
      managedBy: "pipeline",
      size: { rows: 40_000_000, bytes: "2 GB" },
      columns: { order_id: bigint, customer_id: bigint, ordered_at: timestamp, amount_cents: bigint },
      layout: { zorder: ["customer_id", "ordered_at"] },
      properties: {
        "delta.autoOptimize.optimizeWrite": true,
        "delta.deletedFileRetentionDuration": "14 days",
      },
      statistics: "all columns",
      maintenance: { optimize: "weekly", analyze: "weekly" },
    }),
    defineTable("gold.fact_visits", {
      about: "One row per visit; behind the funnel.",
      managedBy: "pipeline",
      size: { rows: 900_000_000, bytes: "60 GB" },
      columns: { visit_id: bigint, customer_id: bigint, visited_at: timestamp, page: string },
      layout: { cluster: ["customer_id", "visited_at"] },
      maintenance: { optimize: "weekly" },
    }),
    defineTable("gold.dim_customer", {
      about: "One row per customer.",
      managedBy: "pipeline",
      size: { rows: 3_000_000, bytes: "400 MB" },
      columns: { customer_id: bigint, country: string, since: timestamp },
      layout: "unordered",
      properties: { "delta.autoOptimize.autoCompact": true },
      maintenance: { optimize: "weekly", analyze: "weekly" },
      onRemoval: "unset",
    }),
    defineTable("ops.load_status", {
      about: "One row per load of a table; written by the loads.",
      managedBy: "stack",
      size: { rows: 10_000, bytes: "1 MB" },
      columns: {
        table_name: { type: "STRING", nullable: false },
        loaded_at: { type: "TIMESTAMP" },
        rows_loaded: { type: "INT" },
      },
      layout: "unordered",
    }),
  ],
  sparkConf: [
    {
      group: "joins",
      about: "Dimensions are broadcast.",
      entries: [
        {
          key: "spark.sql.autoBroadcastJoinThreshold",
          value: "100m",
          why: "dim_customer is under 100 MB in memory",
        },
      ],
    },
  ],
};
