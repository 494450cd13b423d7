import { bigint, date, decimal, defineTable, string } from "lakewright";
import { weekly } from "../shared.ts";

export const orders = defineTable("silver.orders", {
  about: "Orders as the shop system has them, one row each.",
  managedBy: "pipeline",
  size: { rows: 12_000_000, bytes: "2 GB" },
  columns: {
    order_id: bigint,
    customer_id: bigint,
    order_date: date,
    status: string,
    amount: decimal(12, 2),
  },
  layout: { cluster: ["customer_id", "order_date"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
  maintenance: weekly,
});
