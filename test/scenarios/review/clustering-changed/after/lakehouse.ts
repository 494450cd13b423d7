import { edit } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

export const estate = edit(base, "gold.fact_visits", { layout: { cluster: ["customer_id"] } });
