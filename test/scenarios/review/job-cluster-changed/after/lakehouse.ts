import { edit } from "../../base/edit.ts";
import { lakehouse as before } from "../before/lakehouse.ts";

export const lakehouse = edit(before, "gold.fact_orders", {
  layout: { zorder: ["ordered_at"] },
  statistics: "row count",
  maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
});
