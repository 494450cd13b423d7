import type { ClusterArgs as DatabricksClusterArgs } from "@pulumi/databricks/cluster.js";
import type { ClusterPolicyArgs } from "@pulumi/databricks/clusterPolicy.js";
import type { Notebook } from "@pulumi/databricks/notebook.js";
import type { PermissionsArgs } from "@pulumi/databricks/permissions.js";
import type { SqlEndpointArgs } from "@pulumi/databricks/sqlEndpoint.js";
import type { WorkspaceFile } from "@pulumi/databricks/workspaceFile.js";
import type { SettingsInput } from "../src/config/settings.ts";
import type { LakehouseDeclaration } from "../src/model/index.ts";
import { transforms } from "./arguments.ts";
import type { Cluster } from "./cluster.ts";
import type { MaintenanceJob, MaintenanceJobArgs } from "./maintenance-job.ts";
import type { MaterializedView, MaterializedViewArgs } from "./materialized-view.ts";
import type { LakewrightProvider } from "./provider.ts";
import type { ScriptArgs } from "./script-file.ts";
import type { TableLayout, TableLayoutArgs } from "./table-layout.ts";
import type { Transform } from "./transform.ts";
import type { Warehouse } from "./warehouse.ts";

/** Changes what the resources of a lakehouse are made of, by their kind; a function finds out which one by its name. */
export interface LakehouseTransform {
  /** Of the cluster. */
  readonly cluster?: Transform<DatabricksClusterArgs> | undefined;
  /** Of the cluster's policy. */
  readonly clusterPolicy?: Transform<ClusterPolicyArgs> | undefined;
  /** Of the warehouse. */
  readonly warehouse?: Transform<SqlEndpointArgs> | undefined;
  /** Of cluster, policy and warehouse. */
  readonly permissions?: Transform<PermissionsArgs> | undefined;
  /** Of every maintenance job. */
  readonly job?: Transform<MaintenanceJobArgs> | undefined;
  /** Of every table's layout. */
  readonly tableLayout?: Transform<TableLayoutArgs> | undefined;
  /** Of every materialized view. */
  readonly materializedView?: Transform<MaterializedViewArgs> | undefined;
  /** Of the SQL files and notebooks that jobs and sessions run. */
  readonly file?: Transform<ScriptArgs> | undefined;
}

export const transformSchema = transforms([
  ...["cluster", "clusterPolicy", "warehouse", "permissions"],
  ...["job", "tableLayout", "materializedView", "file"],
]);

/** What is the same in every environment, and the settings of one. */
export interface LakehouseArgs extends Omit<LakehouseDeclaration, "name"> {
  /** What differs between environments, as under `settings` in a stack's file: `loadSettings()` reads them there. */
  readonly settings: SettingsInput;
  /** Pulumi project whose it is; part of physical names. @default the program's */
  readonly project?: string;
  /** Environment; part of physical names. @default the program's stack */
  readonly stack?: string;
  /** Workspace of layouts and views. @default that of the component's `providers`, or of the environment */
  readonly provider?: LakewrightProvider;
  /** Changes what the children are made of. @default nothing */
  readonly transform?: LakehouseTransform;
}

/** What a lakehouse is made of. */
export interface LakehouseNodes {
  /** The cluster that people share, with its policy. */
  readonly cluster: Cluster;
  /** The warehouse of dashboards, layouts and maintenance. */
  readonly warehouse: Warehouse;
  /** By the table's name, `schema.table`. */
  readonly tableLayouts: Readonly<Record<string, TableLayout>>;
  /** By the view's name, `schema.view`. */
  readonly materializedViews: Readonly<Record<string, MaterializedView>>;
  /** By the job's key, such as `weekly-small`. */
  readonly jobs: Readonly<Record<string, MaintenanceJob>>;
  /** What jobs and sessions run, by its key, such as `run-statement`. */
  readonly files: Readonly<Record<string, WorkspaceFile | Notebook>>;
}
