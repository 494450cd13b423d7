import { defined } from "../model/defined.ts";
import { type NodeType, nodeTypeFacts } from "../catalog/node-types.ts";
import type { Settings } from "../config/settings.ts";
import type { LakehouseDeclaration, SparkConfGroup } from "../model/index.ts";
import type { Target } from "./target.ts";
import { type ClusterLevel, DATA_SECURITY_MODES } from "./inputs/cluster.ts";
import { boundsOf, type PolicyDefinition } from "./inputs/cluster-policy.ts";
import type { Permission } from "./inputs/permissions.ts";
import { CHANNELS, type WarehouseLevel } from "./inputs/warehouse.ts";
import { ownerTags, physicalName } from "./names.ts";

export interface ComputePlan {
  readonly cluster: ClusterPlan;
  readonly policy: ClusterPolicyPlan;
  readonly warehouse: WarehousePlan;
  /** Whether compute and jobs refuse to be deleted. */
  readonly protect: boolean;
}

export interface ClusterPlan {
  readonly name: string;
  readonly runtime: string;
  readonly nodeType: string;
  readonly workers: { readonly min: number; readonly max: number };
  /** The sums that were made, workers only: the driver is not counted. */
  readonly memory: { readonly promised: string; readonly atMin: string; readonly atMax: string };
  readonly autoTerminationMinutes: number;
  /** Unity Catalog access mode: shared by many users. */
  readonly accessMode: typeof ACCESS_MODE;
  /** The API's word for the access mode. */
  readonly dataSecurityMode: typeof DATA_SECURITY_MODE;
  readonly sparkConf: readonly SparkConfGroup[];
  readonly tags: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission<ClusterLevel>[];
}

export interface ClusterPolicyPlan {
  readonly name: string;
  /** Cluster policy definition, in Databricks' own words. */
  readonly definition: PolicyDefinition;
  readonly permissions: readonly Permission<"CAN_USE">[];
}

export interface WarehousePlan {
  readonly name: string;
  readonly size: Settings["warehouse"]["size"];
  readonly type: "PRO";
  readonly serverless: boolean;
  readonly clusters: { readonly min: number; readonly max: number };
  readonly autoStopMinutes: number;
  readonly channel: (typeof CHANNELS)[keyof typeof CHANNELS];
  /** Layout statements that run on it at once; absent where the plugin's own number does. */
  readonly statementsAtOnce?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly permissions: readonly Permission<WarehouseLevel>[];
}

export function planCompute(lakehouse: LakehouseDeclaration, target: Target): ComputePlan {
  return {
    cluster: planCluster(lakehouse, target),
    policy: planPolicy(lakehouse, target),
    warehouse: planWarehouse(lakehouse, target),
    protect: target.settings.protect,
  };
}

function planCluster(lakehouse: LakehouseDeclaration, target: Target): ClusterPlan {
  const { cluster, principals } = target.settings;
  return {
    name: physicalName(lakehouse.name, target, "analytics"),
    runtime: cluster.runtime,
    nodeType: cluster.nodeType,
    workers: cluster.workers,
    memory: memorySums(cluster),
    autoTerminationMinutes: cluster.autoTerminationMinutes,
    accessMode: ACCESS_MODE,
    dataSecurityMode: DATA_SECURITY_MODE,
    sparkConf: lakehouse.sparkConf ?? [],
    tags: ownerTags(lakehouse.name, target),
    permissions: strongestFirst([
      [principals.admins, "CAN_MANAGE"],
      [principals.engineers, "CAN_RESTART"],
    ]),
  };
}

function memorySums({ nodeType: id, workers, memory }: Settings["cluster"]): ClusterPlan["memory"] {
  const type = nodeTypeFacts(id);
  const sum = (count: number, { memoryGB }: NodeType) =>
    `${count} workers × ${memoryGB} GB (${id}) = ${count * memoryGB} GB`;
  // The rule cluster/node-type has refused an unknown type before a plan is made.
  if (type === undefined) throw new Error(`no node type ${id}`);
  return {
    promised: `${memory.total} at ${memory.at} workers`,
    atMin: sum(workers.min, type),
    atMax: sum(workers.max, type),
  };
}

/** Hand-made clusters stay inside the bounds of the stack's own. */
function planPolicy(lakehouse: LakehouseDeclaration, target: Target): ClusterPolicyPlan {
  const { cluster, principals } = target.settings;
  return {
    name: physicalName(lakehouse.name, target, "bounds"),
    definition: boundsOf(cluster, { stack: ownerTags(lakehouse.name, target)["stack"] ?? "" }),
    permissions: [{ group: principals.engineers, level: "CAN_USE" }],
  };
}

export const ACCESS_MODE = "standard";

/** The API's word for it. */
export const DATA_SECURITY_MODE = DATA_SECURITY_MODES[ACCESS_MODE];

function planWarehouse(lakehouse: LakehouseDeclaration, target: Target): WarehousePlan {
  const { warehouse, principals } = target.settings;
  return {
    name: physicalName(lakehouse.name, target, "dashboards"),
    size: warehouse.size,
    type: "PRO",
    serverless: warehouse.serverless,
    clusters: warehouse.clusters,
    autoStopMinutes: warehouse.autoStopMinutes,
    channel: CHANNELS[warehouse.channel],
    ...defined({ statementsAtOnce: warehouse.statementsAtOnce }),
    tags: ownerTags(lakehouse.name, target),
    permissions: strongestFirst([
      [principals.admins, "CAN_MANAGE"],
      [principals.engineers, "CAN_USE"],
      [principals.analysts, "CAN_USE"],
    ]),
  };
}

/** One entry a group, the strongest first: Databricks keeps one direct permission a principal. */
export function strongestFirst<const Level extends string>(
  grants: readonly (readonly [group: string, level: Level])[],
): readonly Permission<Level>[] {
  return grants
    .filter(([group], index) => grants.findIndex(([other]) => other === group) === index)
    .map(([group, level]) => ({ group, level }));
}
