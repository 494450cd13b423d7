import { bigint, defineTable, string, timestamp } from "lakewright";
import { weekly } from "../shared.ts";

export const visits = defineTable("silver.visits", {
  about: "One row per page view.",
  managedBy: "pipeline",
  size: { rows: 300_000_000, bytes: "40 GB" },
  columns: { visit_id: bigint, customer_id: bigint, visited_at: timestamp, page: string },
  layout: { cluster: ["visited_at", "customer_id"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
  maintenance: weekly,
});
