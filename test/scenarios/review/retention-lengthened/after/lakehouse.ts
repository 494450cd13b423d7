import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = edit(base, "gold.fact_orders", {
  properties: { "delta.autoOptimize.optimizeWrite": true, "delta.deletedFileRetentionDuration": "30 days" },
});
