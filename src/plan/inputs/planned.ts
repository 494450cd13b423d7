import type { ClusterPlan, ClusterPolicyPlan, WarehousePlan } from "../compute.ts";
import type { JobPlan, TaskPlan } from "../maintenance.ts";
import { type ClusterShape, type ClusterSpec, sparkConfEntries } from "./cluster.ts";
import type { ClusterPolicySpec } from "./cluster-policy.ts";
import type { JobSpec } from "./job.ts";
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

/** Scripts by what tasks call them. */
const SCRIPT_KEYS = { run: "run-statement", runIfDue: "run-if-due", read: "read" } as const;

/** @param around what only a deployment knows: the warehouse's id, and where scripts stand, by their key */
export function plannedJob<Text>(
  plan: JobPlan,
  around: { readonly warehouseId: Text; readonly pathOf: (script: string) => Text | undefined },
): JobSpec<Text | string> {
  const { name, about, start, paused, tasks, jobCluster, alertAfterMinutes, notify, retries, tags } = plan;
  return {
    ...{ jobName: name, description: about, start, paused, alertAfterMinutes, notify, retries, tags },
    runsOn:
      jobCluster === undefined
        ? { warehouseId: around.warehouseId }
        : { jobCluster: plannedShape(jobCluster) },
    tasks: tasks.map(({ key, why, script, parameters, after }) => ({
      ...{ key, description: why, parameters, after },
      path: pathOf(script, around),
    })),
  };
}

function pathOf<Text>(
  script: TaskPlan["script"],
  around: { readonly pathOf: (script: string) => Text | undefined },
): Text {
  const path = around.pathOf(SCRIPT_KEYS[script]);
  if (path === undefined) throw new Error(`no script ${SCRIPT_KEYS[script]}`);
  return path;
}
