import type { KindImpact } from "./impact.ts";
import { cluster, clusterPolicy } from "./cluster.ts";
import { job, maintenanceJob, notebookImpact, workspaceFile } from "./job.ts";
import { materializedView } from "./materialized-view.ts";
import { others, UNKNOWN_KIND } from "./others.ts";
import { permissionsImpact } from "./permissions.ts";
import { tableLayout } from "./table-layout.ts";
import { warehouse } from "./warehouse.ts";

/** Every kind of resource of which it is known what its changes do, by its type in Pulumi. */
export const KIND_IMPACTS: Readonly<Record<string, KindImpact>> = {
  "databricks:index/cluster:Cluster": cluster,
  "databricks:index/clusterPolicy:ClusterPolicy": clusterPolicy,
  "databricks:index/job:Job": job,
  "databricks:index/notebook:Notebook": notebookImpact,
  "databricks:index/permissions:Permissions": permissionsImpact,
  "databricks:index/sqlEndpoint:SqlEndpoint": warehouse,
  "databricks:index/workspaceFile:WorkspaceFile": workspaceFile,
  "lakewright:index:MaintenanceJob": maintenanceJob,
  "lakewright:index:MaterializedView": materializedView,
  "lakewright:index:TableLayout": tableLayout,
  ...others,
};

export function impactOfKind(type: string): KindImpact {
  return KIND_IMPACTS[type] ?? UNKNOWN_KIND;
}
