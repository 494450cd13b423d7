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
export { MaintenanceJob, type MaintenanceJobArgs } from "../components/maintenance-job.ts";
export { TableLayout, type TableLayoutArgs } from "../components/table-layout.ts";
export { MaterializedView, type MaterializedViewArgs } from "../components/materialized-view.ts";
// What the arguments are made of.
export type { SettingsInput } from "./config/settings.ts";
export type { Clustering, ColumnDeclaration, OnRemoval } from "./model/layout.ts";
export type { OnViewRemoval, RefreshDeclaration } from "./model/materialized-view.ts";
export type { ClusterLevel, ClusterShape, ClusterSpec } from "./plan/inputs/cluster.ts";
export type { ClusterPolicySpec, PolicyDefinition, PolicyElement } from "./plan/inputs/cluster-policy.ts";
export type { JobEvent, JobLevel, JobSpec, JobStart } from "./plan/inputs/job.ts";
export { maintenanceScript } from "./plan/maintenance-sql.ts";
export type { TableStatements, TaskKind, TaskScript } from "./plan/table-tasks.ts";
export type { Permission } from "./plan/inputs/permissions.ts";
export type { WarehouseLevel, WarehouseSpec } from "./plan/inputs/warehouse.ts";
export type { ScriptArgs } from "../components/script-file.ts";
export type { Transform } from "../components/transform.ts";
export { loadSettings } from "../components/load-settings.ts";
export { LakewrightProvider, type LakewrightProviderArgs } from "../components/provider.ts";
