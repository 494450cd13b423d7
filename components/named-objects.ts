import type { ClusterArgs } from "@pulumi/databricks/cluster.js";
import type { ClusterPolicyArgs } from "@pulumi/databricks/clusterPolicy.js";
import type { SqlEndpointArgs } from "@pulumi/databricks/sqlEndpoint.js";
import type * as pulumi from "@pulumi/pulumi";
import { clusterInputs } from "../src/plan/inputs/cluster.ts";
import { policyInputs } from "../src/plan/inputs/cluster-policy.ts";
import { plannedCluster, plannedJob, plannedPolicy, plannedWarehouse } from "../src/plan/inputs/planned.ts";
import { warehouseInputs } from "../src/plan/inputs/warehouse.ts";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import type { LakehouseTransform } from "./lakehouse-arguments.ts";
import type { MaintenanceJobArgs } from "./maintenance-job.ts";
import { type Transform, transformed } from "./transform.ts";

/** An object that a workspace would make a second time under the same name without a word. */
export interface NamedObject {
  /** End of the URN: type and Pulumi name. */
  readonly resource: string;
  readonly kind: "cluster" | "clusterPolicy" | "job" | "warehouse";
  /** As the `transform` leaves it; nothing where that leaves it to the provider. */
  readonly name: pulumi.Input<string | undefined> | undefined;
  readonly tags?: ClusterArgs["customTags"];
}

/** What a lakehouse of this name will make under names that people see. */
export function namedObjects(
  name: string,
  { compute, maintenance }: LakehousePlan,
  transform: LakehouseTransform,
): readonly NamedObject[] {
  const cluster = made<ClusterArgs>(
    transform.cluster,
    `${name}-cluster`,
    clusterInputs(plannedCluster(compute.cluster)),
  );
  const policy = made<ClusterPolicyArgs>(
    transform.clusterPolicy,
    `${name}-cluster-policy`,
    policyInputs(plannedPolicy(compute.policy)),
  );
  const warehouse = made<SqlEndpointArgs>(
    transform.warehouse,
    `${name}-warehouse`,
    warehouseInputs(plannedWarehouse(compute.warehouse)),
  );
  return [
    {
      resource: `databricks:index/cluster:Cluster::${name}-cluster`,
      kind: "cluster",
      name: cluster.clusterName,
      tags: cluster.customTags,
    },
    {
      resource: `databricks:index/clusterPolicy:ClusterPolicy::${name}-cluster-policy`,
      kind: "clusterPolicy",
      name: policy.name,
    },
    {
      resource: `databricks:index/sqlEndpoint:SqlEndpoint::${name}-warehouse`,
      kind: "warehouse",
      name: warehouse.name,
    },
    ...maintenance.jobs.map((job): NamedObject => {
      const args = plannedJob<pulumi.Input<string>>(job, BEFORE_ANY_IS_MADE);
      const { jobName } = made<MaintenanceJobArgs>(transform.job, `${name}-${job.key}`, args);
      return {
        resource: `lakewright:index:MaintenanceJob::${name}-${job.key}`,
        ...{ kind: "job", name: jobName },
      };
    }),
  ];
}

/** Names hang on neither. */
const BEFORE_ANY_IS_MADE = { warehouseId: "", pathOf: (script: string) => script };

function made<Args extends object>(change: Transform<Args> | undefined, name: string, args: Args): Args {
  return transformed<Args, Args>(change, [name, args, {}])[1];
}
