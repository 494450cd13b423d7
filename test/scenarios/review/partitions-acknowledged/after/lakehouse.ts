import { edit } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

export const estate = edit(base, "gold.dim_customer", {
  layout: { partition: ["country"] },
  acknowledge: { repartition: { from: [], to: ["country"] } },
});
