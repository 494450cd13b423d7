import type { Permission } from "../../plan/compute.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import type { JobPlan, TaskPlan } from "../../plan/maintenance.ts";
import { type DeployedSide, type Side, UNDECIDED } from "../sides.ts";
import { fieldsOf, type ObjectKind } from "./shapes.ts";

/**
 * The objects of a plan as the REST API is sent them, under the names that `components/` gives the resources; a test
 * holds the two together.
 * @param lakehouse the lakehouse's name, with which all names begin
 * @param deployed what the state has: ids that only a deployment gives
 */
export function declaredObjects(
  lakehouse: string,
  plan: LakehousePlan,
  deployed: readonly DeployedSide[],
): readonly Side[] {
  const { cluster, policy, warehouse } = plan.compute;
  const { scripts, cache, jobs } = plan.maintenance;
  const side = (kind: ObjectKind, name: string, sent: Readonly<Record<string, unknown>>): Side => ({
    kind,
    name: `${lakehouse}-${name}`,
    fields: fieldsOf(kind, sent),
  });
  const permissions = (name: string, list: readonly Permission[]) =>
    side("permissions", `${name}-permissions`, {
      access_controls: list.map(({ group, level }) => ({ group_name: group, permission_level: level })),
    });
  const warehouseId =
    deployed.find(({ kind, name }) => kind === "warehouse" && name === `${lakehouse}-warehouse`)?.id ??
    UNDECIDED;
  return [
    side("cluster", "cluster", {
      cluster_name: cluster.name,
      spark_version: cluster.runtime,
      node_type_id: cluster.nodeType,
      autoscale: { min_workers: cluster.workers.min, max_workers: cluster.workers.max },
      autotermination_minutes: cluster.autoTerminationMinutes,
      data_security_mode: cluster.dataSecurityMode,
      spark_conf: Object.fromEntries(
        cluster.sparkConf.flatMap(({ entries }) => entries.map(({ key, value }) => [key, value])),
      ),
      custom_tags: cluster.tags,
    }),
    permissions("cluster", cluster.permissions),
    side("clusterPolicy", "cluster-policy", {
      name: policy.name,
      definition: JSON.stringify(policy.definition),
    }),
    permissions("cluster-policy", policy.permissions),
    side("warehouse", "warehouse", {
      name: warehouse.name,
      cluster_size: warehouse.size,
      warehouse_type: warehouse.type,
      enable_serverless_compute: warehouse.serverless,
      min_num_clusters: warehouse.clusters.min,
      max_num_clusters: warehouse.clusters.max,
      auto_stop_mins: warehouse.autoStopMinutes,
      channel: { name: warehouse.channel },
      tags: { custom_tags: Object.entries(warehouse.tags).map(([key, value]) => ({ key, value })) },
    }),
    permissions("warehouse", warehouse.permissions),
    ...[...scripts, ...(cache === undefined ? [] : [cache])].map(({ key, kind, path, content }) =>
      side(SCRIPT_KINDS[kind], key, { path, content_base64: Buffer.from(content).toString("base64") }),
    ),
    ...jobs.flatMap((job) => [
      side("job", job.key, jobSettings(job, { plan, warehouseId })),
      permissions(job.key, job.permissions),
    ]),
  ];
}

const SCRIPT_KINDS = { file: "workspaceFile", notebook: "notebook" } as const;

interface Around {
  readonly plan: LakehousePlan;
  readonly warehouseId: string;
}

function jobSettings(job: JobPlan, around: Around) {
  const { jobCluster, notify } = job;
  return {
    name: job.name,
    description: job.about,
    ...startOf(job),
    max_concurrent_runs: 1,
    queue: { enabled: true },
    ...(jobCluster === undefined ? {} : { job_clusters: [clusterOf(jobCluster)] }),
    ...(notify.length === 0
      ? {}
      : {
          email_notifications: { on_failure: notify, on_duration_warning_threshold_exceeded: notify },
        }),
    health: {
      rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: job.alertAfterMinutes * 60 }],
    },
    tags: job.tags,
    tasks: job.tasks.map((task) => taskOf(task, job, around)),
  };
}

function startOf({ start, paused }: JobPlan) {
  const pause_status = paused ? "PAUSED" : "UNPAUSED";
  switch (start.kind) {
    case "schedule":
      return {
        schedule: { quartz_cron_expression: start.cron, timezone_id: start.timezone, pause_status },
      };
    case "update":
      return {
        trigger: {
          pause_status,
          table_update: {
            table_names: start.tables,
            condition: "ANY_UPDATED",
            wait_after_last_change_seconds: start.quietSeconds,
          },
        },
      };
  }
}

const CLUSTER_KEY = "maintenance";

function clusterOf(plan: NonNullable<JobPlan["jobCluster"]>) {
  return {
    job_cluster_key: CLUSTER_KEY,
    new_cluster: {
      spark_version: plan.runtime,
      node_type_id: plan.nodeType,
      autoscale: { min_workers: plan.workers.min, max_workers: plan.workers.max },
      data_security_mode: plan.dataSecurityMode,
      spark_conf: Object.fromEntries(
        plan.sparkConf.flatMap(({ entries }) => entries.map(({ key, value }) => [key, value])),
      ),
      custom_tags: plan.tags,
    },
  };
}

const SCRIPT_KEYS = { run: "run-statement", runIfDue: "run-if-due", read: "read" } as const;

function taskOf(task: TaskPlan, job: JobPlan, { plan, warehouseId }: Around) {
  const path = plan.maintenance.scripts.find(({ key }) => key === SCRIPT_KEYS[task.script])?.path;
  return {
    task_key: task.key,
    description: task.why,
    ...(task.after.length === 0 ? {} : { depends_on: task.after.map((task_key) => ({ task_key })) }),
    max_retries: job.retries.most,
    min_retry_interval_millis: job.retries.afterSeconds * 1000,
    ...(job.jobCluster === undefined
      ? {
          sql_task: {
            warehouse_id: warehouseId,
            file: { path, source: "WORKSPACE" },
            parameters: task.parameters,
          },
        }
      : {
          job_cluster_key: CLUSTER_KEY,
          notebook_task: { notebook_path: path, source: "WORKSPACE", base_parameters: task.parameters },
        }),
  };
}
