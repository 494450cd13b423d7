import { bigint, date, decimal, defineTable, string, timestamp } from "lakewright";

export const orders = defineTable("sales.orders", {
  about: "One row per order; the shop writes it, finance reads it by customer.",
  managedBy: "stack",
  size: { rows: 40_000_000, bytes: "12 GB", distinct: { customer_id: 900_000 } },
  columns: {
    order_key: { type: bigint, nullable: false, identity: { generated: "always" } },
    customer_id: { type: bigint, nullable: false },
    ordered_at: timestamp,
    order_day: { type: date, generatedAs: "CAST(ordered_at AS DATE)" },
    status: { type: string, default: "'new'", comment: "new, paid, shipped or returned" },
    amount: decimal(12, 2),
  },
  primaryKey: ["order_key"],
  layout: { cluster: ["customer_id", "order_day"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
  statistics: ["customer_id", "order_day"],
  filteredBy: ["customer_id", "order_day"],
  maintenance: { optimize: "daily", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
  hot: { columns: ["customer_id", "amount"], recent: { column: "order_day", last: "30 days" } },
  comment: "Orders of the shop",
  tags: { domain: "sales" },
});
