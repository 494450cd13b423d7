import type { MaintenanceEntry } from "lakewright";

/** What every table gets that is written every day. */
export const weekly = {
  optimize: "weekly",
  analyze: "weekly",
  vacuum: "weekly",
  keep: "14 days",
} as const satisfies MaintenanceEntry<never>;
