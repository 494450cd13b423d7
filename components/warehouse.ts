import { Permissions } from "@pulumi/databricks/permissions.js";
import { SqlEndpoint } from "@pulumi/databricks/sqlEndpoint.js";
import * as pulumi from "@pulumi/pulumi";
import type { ComputePlan } from "../src/plan/compute.ts";
import { accessControls } from "./access-controls.ts";

export interface WarehouseArgs {
  readonly plan: Pick<ComputePlan, "warehouse" | "protect">;
}

/** The SQL warehouse that dashboards, layout statements and maintenance run on. */
export class Warehouse extends pulumi.ComponentResource {
  readonly warehouseId: pulumi.Output<string>;

  constructor(name: string, { plan }: WarehouseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lakewright:index:Warehouse", name, {}, opts);
    const { warehouse } = plan;
    const child = { parent: this, protect: plan.protect };

    const endpoint = new SqlEndpoint(
      name,
      {
        name: warehouse.name,
        clusterSize: warehouse.size,
        warehouseType: warehouse.type,
        enableServerlessCompute: warehouse.serverless,
        minNumClusters: warehouse.clusters.min,
        maxNumClusters: warehouse.clusters.max,
        autoStopMins: warehouse.autoStopMinutes,
        channel: { name: warehouse.channel },
        tags: { customTags: Object.entries(warehouse.tags).map(([key, value]) => ({ key, value })) },
      },
      child,
    );
    new Permissions(
      `${name}-permissions`,
      { sqlEndpointId: endpoint.id, accessControls: accessControls(warehouse.permissions) },
      child,
    );

    this.warehouseId = endpoint.id;
    this.registerOutputs({ warehouseId: this.warehouseId });
  }
}
