import type { Permission } from "../../plan/compute.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import { type DeployedSide, type Side, UNDECIDED } from "../sides.ts";
import { fieldsOf, type ObjectKind } from "./shapes.ts";

/**
 * The objects of a plan as the REST API is sent them, under the names that `components/` gives the resources; a test
 * holds the two together.
 * @param estate the estate's name, with which all names begin
 * @param deployed what the state has: ids that only a deployment gives
 */
export function declaredObjects(
  estate: string,
  plan: LakehousePlan,
  deployed: readonly DeployedSide[],
): readonly Side[] {
  const { cluster, policy, warehouse } = plan.compute;
  const side = (kind: ObjectKind, name: string, sent: Readonly<Record<string, unknown>>): Side => ({
    kind,
    name: `${estate}-${name}`,
    fields: fieldsOf(kind, sent),
  });
  const permissions = (name: string, list: readonly Permission[]) =>
    side("permissions", `${name}-permissions`, {
      access_controls: list.map(({ group, level }) => ({ group_name: group, permission_level: level })),
    });
  const warehouseId =
    deployed.find(({ kind, name }) => kind === "warehouse" && name === `${estate}-warehouse`)?.id ??
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
    side("workspaceFile", "run-statement", {
      path: plan.maintenance.file.path,
      content_base64: Buffer.from(plan.maintenance.file.content).toString("base64"),
    }),
    ...plan.maintenance.jobs.flatMap((job) => [
      side("job", job.key, {
        name: job.name,
        schedule: {
          quartz_cron_expression: job.schedule.cron,
          timezone_id: job.schedule.timezone,
          pause_status: job.schedule.paused ? "PAUSED" : "UNPAUSED",
        },
        max_concurrent_runs: 1,
        queue: { enabled: true },
        tags: job.tags,
        tasks: job.tasks.map(({ key, statement }) => ({
          task_key: key,
          sql_task: {
            warehouse_id: warehouseId,
            file: { path: plan.maintenance.file.path, source: "WORKSPACE" },
            parameters: { statement },
          },
        })),
      }),
      permissions(job.key, job.permissions),
    ]),
  ];
}
