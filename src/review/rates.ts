import { defined } from "../model/defined.ts";
import type { Schedule } from "../config/settings.ts";
import { nodeTypeFacts } from "../catalog/node-types.ts";
import { warehouseDbuPerHour } from "../catalog/databricks-warehouses.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import type { JobPlan } from "../plan/maintenance.ts";
import { rawJobInputs } from "./jobs.ts";
import type { State } from "./preview/preview.ts";
import { type Json, list, number, object, text } from "../model/json.ts";

interface Range {
  readonly min: number;
  readonly max: number;
}

interface Nodes {
  readonly workers: Range;
  /** Type of the workers. @default not declared: a pool's, or a policy's */
  readonly nodeType?: string;
  /** Type of the driver. @default the workers' */
  readonly driverType?: string;
  readonly photon: boolean;
}

/** Compute, as far as its cost hangs on it. */
export type RatedCompute =
  | ({ readonly kind: "cluster"; readonly name: string } & Nodes)
  | {
      readonly kind: "warehouse";
      readonly name: string;
      readonly size: string;
      readonly clusters: Range;
      readonly serverless: boolean;
    }
  | {
      readonly kind: "job";
      readonly name: string;
      /** `"none"`: it is paused, or runs when somebody starts it. @default not known: something else starts it */
      readonly schedule?: Schedule | "none";
      /** How many. @default not known: they are secret */
      readonly tasks?: number;
      /** Clusters that it makes for its runs. */
      readonly clusters: readonly Nodes[];
    };

/** DBU an hour while it runs. */
export interface Rated {
  /** At the least, while it runs; nothing while it is stopped. @default not known */
  readonly min?: number;
  /** At the most. @default not known */
  readonly max?: number;
  /** For warehouses. */
  readonly serverless?: boolean;
  /** For jobs: it runs on compute that is counted by itself. */
  readonly shared?: true;
  /** The sum that was made, or why none was. */
  readonly sum: string;
}

export function computeOfPlan(plan: LakehousePlan | undefined): readonly RatedCompute[] {
  if (plan === undefined) return [];
  const { cluster, warehouse } = plan.compute;
  return [
    {
      kind: "cluster",
      name: cluster.name,
      workers: cluster.workers,
      nodeType: cluster.nodeType,
      photon: false,
    },
    {
      kind: "warehouse",
      ...{ name: warehouse.name, size: warehouse.size },
      ...{ clusters: warehouse.clusters, serverless: warehouse.serverless },
    },
    ...plan.maintenance.jobs.map(computeOfJob),
  ];
}

export function computeOfJob({ name, start, paused, tasks, jobCluster }: JobPlan): RatedCompute {
  return {
    kind: "job",
    ...{ name, tasks: tasks.length },
    clusters:
      jobCluster === undefined
        ? []
        : [{ workers: jobCluster.workers, nodeType: jobCluster.nodeType, photon: false }],
    ...(paused
      ? { schedule: "none" }
      : start.kind === "schedule"
        ? { schedule: { cron: start.cron, timezone: start.timezone } }
        : {}),
  };
}

/** The compute that a resource's inputs ask for; nothing for a resource of another kind. */
export function computeOfState(type: string, state: State | undefined): readonly RatedCompute[] {
  if (state === undefined) return [];
  const inputs = rawJobInputs(type, state.inputs) ?? {};
  const name = text(inputs["name"]) ?? text(inputs["clusterName"]) ?? "";
  switch (type) {
    case "databricks:index/cluster:Cluster":
      return [{ kind: "cluster", name, ...nodesOf(inputs) }];
    case "databricks:index/sqlEndpoint:SqlEndpoint":
      return [
        {
          ...{ kind: "warehouse", name, size: text(inputs["clusterSize"]) ?? "" },
          clusters: {
            min: number(inputs["minNumClusters"]) ?? 1,
            max: number(inputs["maxNumClusters"]) ?? 1,
          },
          serverless: inputs["enableServerlessCompute"] === true,
        },
      ];
    case "databricks:index/job:Job":
    case "lakewright:index:MaintenanceJob":
      return [{ kind: "job", name, ...jobOf(inputs) }];
    default:
      return [];
  }
}

function nodesOf(inputs: Json): Nodes {
  const { minWorkers, maxWorkers } = object(inputs["autoscale"]);
  const fixed = number(inputs["numWorkers"]) ?? 0;
  const [node, driver] = [text(inputs["nodeTypeId"]), text(inputs["driverNodeTypeId"])];
  return {
    workers: { min: number(minWorkers) ?? fixed, max: number(maxWorkers) ?? fixed },
    ...defined({ nodeType: node, driverType: driver }),
    photon: inputs["runtimeEngine"] === "PHOTON",
  };
}

function jobOf(inputs: Json) {
  const tasks = list(inputs["tasks"]).map(object);
  const hidden = typeof inputs["tasks"] === "string";
  const clusters = [...tasks, ...list(inputs["jobClusters"]).map(object)].flatMap((holder) =>
    holder["newCluster"] === undefined ? [] : [nodesOf(object(holder["newCluster"]))],
  );
  const schedule = scheduleOf(inputs);
  return {
    ...(hidden ? {} : { tasks: tasks.length }),
    clusters,
    ...defined({ schedule }),
  };
}

function scheduleOf({ schedule, trigger, continuous }: Json): Schedule | "none" | undefined {
  const start = schedule ?? trigger ?? continuous;
  if (start === undefined || object(start)["pauseStatus"] === "PAUSED") return "none";
  const { quartzCronExpression, timezoneId } = object(schedule);
  const [cron, timezone] = [text(quartzCronExpression), text(timezoneId)];
  return cron === undefined || timezone === undefined ? undefined : { cron, timezone };
}

export function rate(compute: RatedCompute): Rated {
  switch (compute.kind) {
    case "cluster":
      return rateNodes(compute);
    case "warehouse": {
      const each = warehouseDbuPerHour(compute.size);
      if (each === undefined) return { sum: `the catalogue has no rate for the size "${compute.size}"` };
      const { min, max } = compute.clusters;
      return {
        ...{ min: min * each, max: max * each, serverless: compute.serverless },
        sum: `${span(min, max)} × ${compute.size} at ${each} DBU${compute.serverless ? ", serverless" : ""}`,
      };
    }
    case "job":
      return rateJob(compute);
  }
}

function rateJob({ tasks, clusters }: Extract<RatedCompute, { kind: "job" }>): Rated {
  if (tasks === undefined) return { sum: "its tasks are secret" };
  const count = `${tasks} ${tasks === 1 ? "task" : "tasks"}`;
  if (clusters.length === 0) return { shared: true, sum: `${count}, on compute that is counted by itself` };
  const rates = clusters.map(rateNodes);
  const total = (of: "min" | "max") =>
    rates.reduce<number | undefined>(
      (sum, each) => (sum === undefined || each[of] === undefined ? undefined : sum + each[of]),
      0,
    );
  const [min, max] = [total("min"), total("max")];
  return {
    ...(min === undefined || max === undefined ? {} : { min: round(min), max: round(max) }),
    sum: `${count}; ${rates.map(({ sum }) => sum).join(" + ")}`,
  };
}

function rateNodes({ workers, nodeType: id, driverType = id, photon }: Nodes): Rated {
  if (id === undefined || driverType === undefined)
    return { sum: "no node type is declared: it comes from a pool or a policy" };
  const [worker, driver] = [nodeTypeFacts(id), nodeTypeFacts(driverType)];
  if (worker === undefined || driver === undefined) {
    return { sum: `the catalogue has no rate for ${worker === undefined ? id : driverType}` };
  }
  if (photon)
    return {
      sum: `Photon, whose DBU for ${id} the catalogue does not have; without it ${worker.dbuPerHour} a node`,
    };
  const at = (count: number) => round(count * worker.dbuPerHour + driver.dbuPerHour);
  return {
    ...{ min: at(workers.min), max: at(workers.max) },
    sum: `${span(workers.min, workers.max)} × ${id} at ${worker.dbuPerHour} DBU, and a driver${driverType === id ? "" : ` ${driverType}`} at ${driver.dbuPerHour}`,
  };
}

function span(min: number, max: number): string {
  return min === max ? String(min) : `${min} to ${max}`;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
