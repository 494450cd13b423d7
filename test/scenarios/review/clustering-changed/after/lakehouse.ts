import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = edit(base, "gold.fact_visits", { layout: { cluster: ["customer_id"] } });
