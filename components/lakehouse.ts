import * as pulumi from "@pulumi/pulumi";
import { plannedCluster, plannedJob, plannedPolicy, plannedWarehouse } from "../src/plan/inputs/planned.ts";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import { Cluster } from "./cluster.ts";
import {
  type LakehouseArgs,
  type LakehouseNodes,
  type LakehouseTransform,
  transformSchema,
} from "./lakehouse-arguments.ts";
import { MaintenanceJob, type MaintenanceJobArgs } from "./maintenance-job.ts";
import { levelsByGroup } from "../src/plan/inputs/permissions.ts";
import { MaterializedView, type MaterializedViewArgs } from "./materialized-view.ts";
import { planned } from "./planned.ts";
import type { LakewrightProvider } from "./provider.ts";
import { requireArguments } from "./run-error.ts";
import { createScript } from "./script-file.ts";
import { TableLayout, type TableLayoutArgs } from "./table-layout.ts";
import { transformed } from "./transform.ts";
import { Warehouse } from "./warehouse.ts";
import { showWarnings } from "./warnings.ts";

/**
 * A lakehouse: compute, the layout of every table, materialized views, and the jobs that keep tables in shape. Its name
 * begins the names of its resources, and is part of those in the workspace.
 * @example new Lakehouse("sales", { tables: [orders, customers], settings: loadSettings() });
 */
export class Lakehouse extends pulumi.ComponentResource {
  /** Id of the cluster. */
  readonly clusterId: pulumi.Output<string>;
  /** Id of the SQL warehouse. */
  readonly warehouseId: pulumi.Output<string>;
  /** Job ids by the job's key. */
  readonly jobIds: pulumi.Output<Record<string, string>>;
  /** The components and resources that it is made of. */
  readonly nodes: LakehouseNodes;

  constructor(name: string, args: LakehouseArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planned(name, args);
    requireArguments(`the transform of Lakehouse "${name}"`, transformSchema, args.transform);
    super("lakewright:index:Lakehouse", name, {}, opts);
    const { provider, transform = {} } = args;
    const making: Making = { name, plan, transform, child: { parent: this } };

    const cluster = makeCluster(making);
    const warehouse = makeWarehouse(making);
    const { warehouseId } = warehouse;
    const declared = makeDeclared(making, { warehouseId, ...(provider && { provider }) });
    const files = makeFiles(making);
    const jobs = makeJobs(making, { warehouseId, files, ...(provider && { provider }) });
    this.nodes = { cluster, warehouse, ...declared, jobs, files };
    showWarnings(plan.findings, this.nodes, this);

    this.clusterId = cluster.clusterId;
    this.warehouseId = warehouseId;
    this.jobIds = pulumi.output(Object.fromEntries(Object.entries(jobs).map(([key, { id }]) => [key, id])));
    const transformed = Object.entries(transform).flatMap(([kind, change]) =>
      change === undefined ? [] : [kind],
    );
    this.registerOutputs({
      ...{ clusterId: this.clusterId, warehouseId, jobIds: this.jobIds },
      // Drift reads the declarations and not the program: so it is told what it cannot know from them.
      ...(transformed.length > 0 && { transformed: transformed.sort() }),
    });
  }
}

/** What every child is made with. */
interface Making {
  readonly name: string;
  readonly plan: LakehousePlan;
  readonly transform: LakehouseTransform;
  readonly child: { readonly parent: pulumi.Resource };
}

function makeCluster({ name, plan: { compute }, transform, child }: Making): Cluster {
  const { cluster, clusterPolicy: policy, permissions } = transform;
  return new Cluster(
    `${name}-cluster`,
    {
      ...plannedCluster(compute.cluster),
      permissions: compute.cluster.permissions,
      policy: { ...plannedPolicy(compute.policy), permissions: compute.policy.permissions },
      protect: compute.protect,
      transform: { cluster, policy, permissions },
    },
    child,
  );
}

function makeWarehouse({ name, plan: { compute }, transform, child }: Making): Warehouse {
  const { warehouse, permissions } = transform;
  return new Warehouse(
    `${name}-warehouse`,
    {
      ...plannedWarehouse(compute.warehouse),
      permissions: compute.warehouse.permissions,
      protect: compute.protect,
      transform: { warehouse, permissions },
    },
    child,
  );
}

function makeDeclared(
  { plan, transform, child }: Making,
  {
    warehouseId,
    ...on
  }: { readonly warehouseId: pulumi.Output<string>; readonly provider?: LakewrightProvider },
): Pick<LakehouseNodes, "tableLayouts" | "materializedViews"> {
  const tableLayouts: Record<string, TableLayout> = {};
  for (const { name, layout } of plan.tables) {
    const args: TableLayoutArgs = { ...layout, warehouseId };
    tableLayouts[name] = new TableLayout(
      ...transformed(transform.tableLayout, [name, args, { ...child, ...on }]),
    );
  }
  const materializedViews: Record<string, MaterializedView> = {};
  for (const { name, view, reads } of plan.materializedViews) {
    const args: MaterializedViewArgs = { ...view, warehouseId };
    const dependsOn = reads.flatMap((read) => tableLayouts[read] ?? materializedViews[read] ?? []);
    materializedViews[name] = new MaterializedView(
      ...transformed(transform.materializedView, [name, args, { ...child, ...on, dependsOn }]),
    );
  }
  return { tableLayouts, materializedViews };
}

function makeFiles({ name, plan, transform, child }: Making): LakehouseNodes["files"] {
  const { scripts, cache } = plan.maintenance;
  return Object.fromEntries(
    [...scripts, ...(cache === undefined ? [] : [cache])].map((script) => [
      script.key,
      createScript(`${name}-${script.key}`, script, { ...child, transform: transform.file }),
    ]),
  );
}

function makeJobs(
  { name, plan, transform, child }: Making,
  {
    warehouseId,
    files,
    ...on
  }: Pick<LakehouseNodes, "files"> & {
    readonly warehouseId: pulumi.Output<string>;
    readonly provider?: LakewrightProvider;
  },
): LakehouseNodes["jobs"] {
  const { protect } = plan.compute;
  const around = { warehouseId, pathOf: (script: string) => files[script]?.path };
  return Object.fromEntries(
    plan.maintenance.jobs.map((each) => {
      const args: MaintenanceJobArgs = {
        ...plannedJob<pulumi.Input<string>>(each, around),
        permissions: levelsByGroup(each.permissions),
      };
      const made = [`${name}-${each.key}`, args, { ...child, ...on, protect }] as const;
      return [each.key, new MaintenanceJob(...transformed(transform.job, made))];
    }),
  );
}
