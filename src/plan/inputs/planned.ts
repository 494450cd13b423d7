import type { ClusterPlan, ClusterPolicyPlan, WarehousePlan } from "../compute.ts";
import { type JobPlan, SCRIPT_KEYS } from "../maintenance.ts";
import type { TableStatements, TaskScript } from "../table-tasks.ts";
import { type ClusterShape, type ClusterSpec, sparkConfEntries } from "./cluster.ts";
import type { ClusterPolicySpec } from "./cluster-policy.ts";
import { JOB_EVENTS, type JobSpec } from "./job.ts";
import type { WarehouseSpec } from "./warehouse.ts";

// From what a plan says, for readers, to what makers of inputs take. The components and drift both go this way.

export function plannedCluster({ name, autoTerminationMinutes, ...shape }: ClusterPlan): ClusterSpec {
  return { clusterName: name, autoTerminationMinutes, ...plannedShape(shape) };
}

function plannedShape(
  plan: Pick<ClusterPlan, "nodeType" | "workers" | "runtime" | "sparkConf" | "tags">,
): ClusterShape {
  const { nodeType, workers, runtime, sparkConf, tags } = plan;
  return { nodeType, workers, runtime, sparkConf: sparkConfEntries(sparkConf), tags };
}

export function plannedPolicy({ name, definition }: ClusterPolicyPlan): ClusterPolicySpec {
  return { policyName: name, definition };
}

export function plannedWarehouse(plan: WarehousePlan): WarehouseSpec {
  const { name, size, clusters, autoStopMinutes, serverless, channel, tags } = plan;
  return {
    ...{ warehouseName: name, size, clusters, autoStopMinutes, serverless, tags },
    channel: channel === "CHANNEL_NAME_CURRENT" ? "current" : "preview",
  };
}

/** @param around what only a deployment knows: the warehouse's id, and where scripts stand, by their key */
export function plannedJob<Text>(
  plan: JobPlan,
  around: { readonly warehouseId: Text; readonly pathOf: (script: string) => Text | undefined },
): JobSpec<Text | string> {
  const {
    name,
    about,
    start,
    paused,
    tasks,
    jobCluster,
    alertAfterMinutes,
    notify,
    retries,
    tags,
    settledAfterDays,
  } = plan;
  return {
    ...{ jobName: name, description: about, start, paused, alertAfterMinutes, retries, tags },
    notify: Object.fromEntries(notify.map((address) => [address, JOB_EVENTS])),
    runsOn:
      jobCluster === undefined
        ? { warehouseId: around.warehouseId }
        : { jobCluster: plannedShape(jobCluster) },
    tables: statementsByTable(plan),
    scripts: Object.fromEntries(
      [...new Set(tasks.map(({ script }) => script))]
        .sort()
        .map((script) => [script, pathOf(script, around)]),
    ),
    settledAfterDays,
  };
}

/** Tasks know their table by its name without the catalog, which their statements are full of. */
function statementsByTable({ catalog, tasks }: JobPlan): Readonly<Record<string, TableStatements>> {
  const byTable = Map.groupBy(tasks, ({ table }) => `${catalog}.${table}`);
  return Object.fromEntries(
    [...byTable].map(([table, list]) => [
      table,
      Object.fromEntries(list.map(({ kind, parameters }) => [kind, parameters.statement])),
    ]),
  );
}

function pathOf<Text>(
  script: TaskScript,
  around: { readonly pathOf: (script: string) => Text | undefined },
): Text {
  const path = around.pathOf(SCRIPT_KEYS[script]);
  if (path === undefined) throw new Error(`no script ${SCRIPT_KEYS[script]}`);
  return path;
}
