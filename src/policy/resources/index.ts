import type { Subject } from "../../rules/subject.ts";
import { readClusterPolicy } from "./cluster-policy.ts";
import { readCluster } from "./cluster.ts";
import { readJob } from "./job.ts";
import { readMaintenanceJob } from "./maintenance-job.ts";
import { readPermissions } from "./permissions.ts";
import type { Neighbours, PulumiResource } from "./resource.ts";
import { readSqlEndpoint } from "./sql-endpoint.ts";
import { readSqlTable } from "./sql-table.ts";

type Reader = (resource: PulumiResource, neighbours: Neighbours) => Partial<Subject>;

export const WAREHOUSE = "databricks:index/sqlEndpoint:SqlEndpoint";

const READERS: Readonly<Record<string, Reader>> = {
  "databricks:index/cluster:Cluster": ({ name, urn, inputs }) =>
    readCluster(inputs, { where: name, at: { file: urn }, kind: "all-purpose" }),
  "databricks:index/clusterPolicy:ClusterPolicy": readClusterPolicy,
  "databricks:index/job:Job": readJob,
  "databricks:index/permissions:Permissions": readPermissions,
  "lakewright:index:MaintenanceJob": readMaintenanceJob,
  [WAREHOUSE]: readSqlEndpoint,
  "databricks:index/sqlTable:SqlTable": readSqlTable,
};

export function isJudged(type: string): boolean {
  return Object.hasOwn(READERS, type);
}

/** What the rules look at in a resource; nothing in one of a type that they know nothing of. */
export function readResource(resource: PulumiResource, neighbours: Neighbours): Partial<Subject> {
  return READERS[resource.type]?.(resource, neighbours) ?? {};
}
