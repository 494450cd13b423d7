import { edit } from "../../base/edit.ts";
import { estate as base } from "../../base/estate.ts";

export const estate = edit(base, "gold.dim_customer", {
  properties: { "delta.autoOptimize.autoCompact": false },
});
