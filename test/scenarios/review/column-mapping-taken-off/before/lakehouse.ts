import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = edit(base, "gold.dim_customer", {
  properties: { "delta.autoOptimize.autoCompact": true, "delta.columnMapping.mode": "name" },
});
