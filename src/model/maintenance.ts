import type { Interval } from "./units.ts";

/** How often; the window of each is in the settings. */
export type Cadence = "daily" | "weekly" | "monthly";

/** `"databricks"` is predictive optimization: nothing is planned for the table. */
export type Maintenance<Column extends string> = MaintenanceEntry<Column> | "databricks";

/** Statements that keep a table in shape, each as often as it says. */
export interface MaintenanceEntry<Column extends string> {
  /** OPTIMIZE, with the layout's Z-order keys; FULL after a change of the clustering keys. @default never */
  readonly optimize?: Cadence;
  /** ANALYZE TABLE … COMPUTE STATISTICS over `statistics`. @default never */
  readonly analyze?: Cadence;
  /** VACUUM: deletes files that no version within `keep` needs. @default never */
  readonly vacuum?: Cadence;
  /** REORG TABLE … APPLY (PURGE): rewrites files of which deletion vectors hide rows. @default never */
  readonly reorg?: Cadence;
  /**
   * How long old versions stay readable. Becomes `delta.deletedFileRetentionDuration` and, no shorter than Delta's
   * own 30 days, `delta.logRetentionDuration`.
   * @default what the table has; Delta's own is 7 days
   */
  readonly keep?: Interval;
  /**
   * The partitions that OPTIMIZE looks at once the table is large enough to be worth it (`LARGE_ENOUGH` of the plan).
   * @default all of them
   */
  readonly recent?: RecentPartitions<Column>;
}

/** The newest values of a column, counted back from the day of the run. */
export interface RecentPartitions<Column extends string> {
  /** A DATE or TIMESTAMP, or a whole number that is a year. */
  readonly column: Column;
  /** Days of a DATE or TIMESTAMP, or years of a whole number that is a year. */
  readonly last: `${bigint} ${"day" | "year"}${"" | "s"}`;
}

/** What `CACHE TABLE … OPTIONS ('storageLevel' …)` takes. */
export type StorageLevel =
  "DISK_ONLY" | "MEMORY_ONLY" | "MEMORY_ONLY_SER" | "MEMORY_AND_DISK" | "MEMORY_AND_DISK_SER" | "OFF_HEAP";

/** The maintenance that this library plans; `{}` where Databricks does it or nobody. */
export function maintenanceOf<Column extends string>(
  maintenance: Maintenance<Column> | undefined,
): MaintenanceEntry<Column> {
  return maintenance === undefined || maintenance === "databricks" ? {} : maintenance;
}
