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
export { Lakehouse, type LakehouseArgs } from "../components/lakehouse.ts";
export { Cluster, type ClusterArgs } from "../components/cluster.ts";
export { Warehouse, type WarehouseArgs } from "../components/warehouse.ts";
export { MaintenanceJob, type MaintenanceJobArgs } from "../components/maintenance-job.ts";
export { TableLayout, type TableLayoutArgs } from "../components/table-layout.ts";
export { MaterializedView, type MaterializedViewArgs } from "../components/materialized-view.ts";
export { LakewrightProvider, type LakewrightProviderArgs } from "../components/provider.ts";
