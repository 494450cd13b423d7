import type { MaintenanceEntry } from "lakewright";

/** How Kineo wants every optimised table kept: rewritten files are deleted once two weeks of versions are safe. */
export const weeklyMaintenance = {
  optimize: "weekly",
  analyze: "weekly",
  vacuum: "weekly",
  keep: "14 days",
} as const satisfies MaintenanceEntry<never>;
