import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

/** What the dashboards read first stands in the warehouse's cache. */
export const lakehouse = edit(base, "gold.fact_orders", { hot: { columns: ["ordered_at", "amount_cents"] } });
