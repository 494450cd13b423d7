import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import { Cluster } from "./cluster.ts";
import { MaintenanceJob } from "./maintenance-job.ts";
import { MaterializedView } from "./materialized-view.ts";
import type { LakewrightProvider } from "./provider.ts";
import { createScript } from "./script-file.ts";
import { TableLayout } from "./table-layout.ts";
import { Warehouse } from "./warehouse.ts";
import { showWarnings } from "./warnings.ts";

export interface LakehouseArgs {
  readonly plan: LakehousePlan;
  /** The workspace, for what the `lakewright` plugin serves. */
  readonly provider: LakewrightProvider;
}

/** A lakehouse as planned: compute, the layout of every table, materialized views, and the jobs that keep it in shape. */
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

    const declared = new Map<string, pulumi.Resource>();
    for (const { name: table, layout } of plan.tables) {
      declared.set(table, new TableLayout(table, { ...layout, warehouseId }, { ...child, provider }));
    }
    for (const { name: view, view: declaration, reads } of plan.materializedViews) {
      const dependsOn = reads.flatMap((read) => declared.get(read) ?? []);
      const options = { ...child, provider, dependsOn };
      declared.set(view, new MaterializedView(view, { ...declaration, warehouseId }, options));
    }

    const paths = plan.maintenance.scripts.map(
      (script) => [script.key, createScript(`${name}-${script.key}`, script, child)] as const,
    );
    const { "run-statement": run, "run-if-due": runIfDue, read } = Object.fromEntries(paths);
    const { cache } = plan.maintenance;
    if (cache !== undefined) createScript(`${name}-${cache.key}`, cache, child);
    const jobs = plan.maintenance.jobs.map((job) => ({
      key: job.key,
      job: new MaintenanceJob(
        `${name}-${job.key}`,
        { plan: job, warehouseId, scripts: { run, runIfDue, read }, protect: plan.compute.protect },
        child,
      ),
    }));
    showWarnings(
      plan.findings,
      new Map<string, pulumi.Resource>([
        ...declared,
        ...jobs.map(({ key, job }) => [`maintenance.${key}`, job] as const),
        ["cluster", cluster],
        ["warehouse", warehouse],
      ]),
      this,
    );

    this.clusterId = cluster.clusterId;
    this.warehouseId = warehouseId;
    this.jobIds = pulumi.output(Object.fromEntries(jobs.map(({ key, job }) => [key, job.jobId])));
    this.registerOutputs({ clusterId: this.clusterId, warehouseId, jobIds: this.jobIds });
  }
}
