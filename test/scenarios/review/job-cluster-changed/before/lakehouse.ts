import { edit } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

/** What the dashboards read first stands in the warehouse's cache. */
export const estate = edit(base, "gold.fact_orders", { hot: { columns: ["ordered_at", "amount_cents"] } });
