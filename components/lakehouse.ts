import { WorkspaceFile } from "@pulumi/databricks/workspaceFile.js";
import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { Cluster } from "./cluster.ts";
import { MaintenanceJob } from "./maintenance-job.ts";
import type { LakewrightProvider } from "./provider.ts";
import { TableLayout } from "./table-layout.ts";
import { Warehouse } from "./warehouse.ts";

export interface LakehouseArgs {
  readonly plan: LakehousePlan;
  /** The workspace, for what the `lakewright` plugin serves. */
  readonly provider: LakewrightProvider;
}

/** A lakehouse as planned: compute, the layout of every table, and the jobs that keep it in shape. */
export class Lakehouse extends pulumi.ComponentResource {
  readonly clusterId: pulumi.Output<string>;
  readonly warehouseId: pulumi.Output<string>;
  /** Job ids by the job's key. */
  readonly jobIds: pulumi.Output<Record<string, string>>;

  constructor(name: string, { plan, provider }: LakehouseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lakewright:index:Lakehouse", name, {}, opts);
    const child = { parent: this };

    const cluster = new Cluster(`${name}-cluster`, { plan: plan.compute }, child);
    const warehouse = new Warehouse(`${name}-warehouse`, { plan: plan.compute }, child);
    const { warehouseId } = warehouse;

    for (const { name: table, layout } of plan.tables) {
      new TableLayout(table, { ...layout, warehouseId }, { ...child, provider });
    }

    const file = new WorkspaceFile(
      `${name}-run-statement`,
      {
        path: plan.maintenance.file.path,
        contentBase64: Buffer.from(plan.maintenance.file.content).toString("base64"),
      },
      child,
    );
    const jobs = plan.maintenance.jobs.map((job) => ({
      key: job.key,
      id: new MaintenanceJob(
        `${name}-${job.key}`,
        { plan: job, warehouseId, filePath: file.path, protect: plan.compute.protect },
        child,
      ).jobId,
    }));

    this.clusterId = cluster.clusterId;
    this.warehouseId = warehouseId;
    this.jobIds = pulumi.output(Object.fromEntries(jobs.map(({ key, id }) => [key, id])));
    this.registerOutputs({ clusterId: this.clusterId, warehouseId, jobIds: this.jobIds });
  }
}
