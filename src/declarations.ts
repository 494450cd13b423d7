// What table files and lakehouse.ts import: data alone, which loads in a tenth of the time that Pulumi takes.
export { defineTable, type TableDefinition, type Table as DeclaredTable } from "./model/table.ts";
export {
  defineMaterializedView,
  sql,
  type MaterializedViewDefinition,
  type View as DeclaredView,
} from "./model/materialized-view.ts";
export {
  defineLakehouse,
  type LakehouseDeclaration,
  type LakehouseDefinition,
  type SparkConfEntry,
  type SparkConfGroup,
} from "./model/lakehouse.ts";
export * from "./model/columns.ts";
export type { Accepted } from "./model/acceptance.ts";
export type { MaintenanceEntry } from "./model/maintenance.ts";
export type { DeltaProperties, TableProperties } from "./model/properties.ts";
export type { Tags } from "./model/tags.ts";
export type { Bytes, Interval } from "./model/units.ts";
export { UserError } from "./model/user-error.ts";
export { type Settings, settingsSchema } from "./config/settings.ts";
