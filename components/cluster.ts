import { Cluster as DatabricksCluster } from "@pulumi/databricks/cluster.js";
import { ClusterPolicy } from "@pulumi/databricks/clusterPolicy.js";
import { Permissions } from "@pulumi/databricks/permissions.js";
import * as pulumi from "@pulumi/pulumi";
import type { ComputePlan } from "../src/plan/compute.ts";
import { accessControls } from "./access-controls.ts";

export interface ClusterArgs {
  readonly plan: Pick<ComputePlan, "cluster" | "policy" | "protect">;
}

/** The interactive cluster, and the policy that keeps hand-made clusters inside its bounds. */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterId: pulumi.Output<string>;
  readonly policyId: pulumi.Output<string>;

  constructor(name: string, { plan }: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lakewright:index:Cluster", name, {}, opts);
    const child = { parent: this, protect: plan.protect };

    const policy = new ClusterPolicy(
      `${name}-policy`,
      { name: plan.policy.name, definition: JSON.stringify(plan.policy.definition) },
      child,
    );
    new Permissions(
      `${name}-policy-permissions`,
      { clusterPolicyId: policy.id, accessControls: accessControls(plan.policy.permissions) },
      child,
    );

    const { cluster } = plan;
    const databricksCluster = new DatabricksCluster(
      name,
      {
        clusterName: cluster.name,
        sparkVersion: cluster.runtime,
        nodeTypeId: cluster.nodeType,
        autoscale: { minWorkers: cluster.workers.min, maxWorkers: cluster.workers.max },
        autoterminationMinutes: cluster.autoTerminationMinutes,
        dataSecurityMode: cluster.dataSecurityMode,
        sparkConf: Object.fromEntries(
          cluster.sparkConf.flatMap((group) => group.entries.map(({ key, value }) => [key, value])),
        ),
        customTags: cluster.tags,
      },
      child,
    );
    new Permissions(
      `${name}-permissions`,
      { clusterId: databricksCluster.id, accessControls: accessControls(cluster.permissions) },
      child,
    );

    this.clusterId = databricksCluster.id;
    this.policyId = policy.id;
    this.registerOutputs({ clusterId: this.clusterId, policyId: this.policyId });
  }
}
