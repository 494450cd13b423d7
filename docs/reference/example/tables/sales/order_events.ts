import { date, defineTable, string, timestamp } from "lakewright";

export const orderEvents = defineTable("sales.order_events", {
  about: "One row per event of an order, as the queue delivers them.",
  managedBy: "pipeline",
  size: { rows: 2_000_000_000, bytes: "300 GB" },
  columns: { event_day: date, order_id: string, event: string, happened_at: timestamp },
  layout: { partition: ["event_day"], zorder: ["order_id"] },
  maintenance: { optimize: "daily", vacuum: "weekly", recent: { column: "event_day", last: "7 days" } },
});
