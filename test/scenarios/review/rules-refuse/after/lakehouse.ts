import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = edit(base, "gold.fact_orders", {
  layout: { partition: ["customer_id"], zorder: ["customer_id"] },
});
