import { CLUSTER_POLICY_FIELDS } from "./cluster-policy.ts";
import { CLUSTER_FIELDS } from "./cluster.ts";
import type { ResourceField } from "./field.ts";
import { JOB_FIELDS } from "./job.ts";
import { NOTEBOOK_FIELDS, PERMISSIONS_FIELDS, WORKSPACE_FILE_FIELDS } from "./others.ts";
import { WAREHOUSE_FIELDS } from "./warehouse.ts";

/** The fields of everything in a workspace that is neither a table nor a view, by kind. */
export const OBJECT_FIELDS = {
  cluster: CLUSTER_FIELDS,
  clusterPolicy: CLUSTER_POLICY_FIELDS,
  warehouse: WAREHOUSE_FIELDS,
  job: JOB_FIELDS,
  workspaceFile: WORKSPACE_FILE_FIELDS,
  notebook: NOTEBOOK_FIELDS,
  permissions: PERMISSIONS_FIELDS,
} as const satisfies Readonly<Record<string, readonly ResourceField[]>>;
