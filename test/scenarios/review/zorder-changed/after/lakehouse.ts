import { edit } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

export const estate = edit(base, "gold.fact_orders", { layout: { zorder: ["customer_id"] } });
