import type { LakehousePlan } from "../../plan/lakehouse.ts";
import { clusterInputs } from "../../plan/inputs/cluster.ts";
import { policyInputs } from "../../plan/inputs/cluster-policy.ts";
import { type Permission, permissionInputs } from "../../plan/inputs/permissions.ts";
import { plannedCluster, plannedJob, plannedPolicy, plannedWarehouse } from "../../plan/inputs/planned.ts";
import { scriptInputs } from "../../plan/inputs/script.ts";
import { warehouseInputs } from "../../plan/inputs/warehouse.ts";
import { jobSettings } from "../../provider/maintenance-job/settings.ts";
import { object } from "../../model/json.ts";
import { type DeployedSide, type Side, UNDECIDED } from "../sides.ts";
import { recordedAsSent } from "../../databricks/as-sent.ts";
import { fieldsOf, type ObjectKind } from "./shapes.ts";

/**
 * The objects of a plan as the REST API is sent them: the inputs that `components/` gives the resources, under the
 * same names; a test holds the two together.
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
  const side = (kind: ObjectKind, name: string, inputs: object): Side => ({
    kind,
    name: `${lakehouse}-${name}`,
    fields: fieldsOf(kind, object(recordedAsSent(inputs))),
  });
  const permissions = (name: string, list: readonly Permission[]) =>
    side("permissions", `${name}-permissions`, permissionInputs(list));
  const around = {
    warehouseId:
      deployed.find(({ kind, name }) => kind === "warehouse" && name === `${lakehouse}-warehouse`)?.id ??
      UNDECIDED,
    pathOf: (script: string) => scripts.find(({ key }) => key === script)?.path,
  };
  return [
    side("cluster", "cluster", clusterInputs(plannedCluster(cluster))),
    permissions("cluster", cluster.permissions),
    side("clusterPolicy", "cluster-policy", policyInputs(plannedPolicy(policy))),
    permissions("cluster-policy", policy.permissions),
    side("warehouse", "warehouse", warehouseInputs(plannedWarehouse(warehouse))),
    permissions("warehouse", warehouse.permissions),
    ...[...scripts, ...(cache === undefined ? [] : [cache])].map((script) =>
      side(SCRIPT_KINDS[script.kind], script.key, scriptInputs(script)),
    ),
    ...jobs.flatMap((job) => [
      {
        ...({ kind: "job", name: `${lakehouse}-${job.key}` } as const),
        fields: fieldsOf("job", jobSettings(plannedJob(job, around))),
      },
      permissions(job.key, job.permissions),
    ]),
  ];
}

const SCRIPT_KINDS = { file: "workspaceFile", notebook: "notebook" } as const;
