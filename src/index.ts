/**
 * Lakewright: a Databricks lakehouse as code. What a project's files import, and nothing else, is public.
 * @packageDocumentation
 */
export * from "./declarations.ts";
export {
  deployLakehouse,
  type DeployedLakehouse,
  type DeployOptions,
} from "../components/deploy-lakehouse.ts";
export { Lakehouse } from "../components/lakehouse.ts";
export type { LakehouseArgs, LakehouseNodes, LakehouseTransform } from "../components/lakehouse-arguments.ts";
export { Cluster, type ClusterArgs, type ClusterNodes, type HandMadePolicy } from "../components/cluster.ts";
export { Warehouse, type WarehouseArgs, type WarehouseNodes } from "../components/warehouse.ts";
export {
  type JobStart,
  type JobTask,
  MaintenanceJob,
  type MaintenanceJobArgs,
  type MaintenanceJobNodes,
} from "../components/maintenance-job.ts";
export { TableLayout, type TableLayoutArgs } from "../components/table-layout.ts";
export { MaterializedView, type MaterializedViewArgs } from "../components/materialized-view.ts";
export type { Permission } from "./plan/inputs/permissions.ts";
export type { ScriptArgs } from "../components/script-file.ts";
export type { Transform } from "../components/transform.ts";
export { loadSettings } from "../components/load-settings.ts";
export { LakewrightProvider, type LakewrightProviderArgs } from "../components/provider.ts";
