import { defined } from "../src/model/defined.ts";
import {
  type ClusterArgs as DatabricksClusterArgs,
  Cluster as DatabricksCluster,
} from "@pulumi/databricks/cluster.js";
import { ClusterPolicy, type ClusterPolicyArgs } from "@pulumi/databricks/clusterPolicy.js";
import type { Permissions, PermissionsArgs } from "@pulumi/databricks/permissions.js";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { settingsSchema } from "../src/config/settings.ts";
import {
  CLUSTER_LEVELS,
  type ClusterLevel,
  clusterInputs,
  type ClusterShape,
  type ClusterSpec,
} from "../src/plan/inputs/cluster.ts";
import {
  boundsOf,
  type ClusterPolicySpec,
  type PolicyDefinition,
  policyInputs,
} from "../src/plan/inputs/cluster-policy.ts";
import type { Permission } from "../src/plan/inputs/permissions.ts";
import {
  input,
  inputs,
  nodeType,
  permissions,
  runtime,
  type Shape,
  transforms,
  workers,
} from "./arguments.ts";
import { createPermissions } from "./permissions.ts";
import { requireArguments } from "./run-error.ts";
import { type Transform, transformed } from "./transform.ts";

/** A policy for clusters that people make by hand. */
export interface HandMadePolicy extends Omit<ClusterPolicySpec<pulumi.Input<string>>, "definition"> {
  /**
   * What the policy says of each attribute, in Databricks' words.
   * @default the bounds of the cluster beside it: its node type, runtime and access mode, no more workers, no longer idle
   */
  readonly definition?: PolicyDefinition;
  /** Who may make clusters by it; the whole list. @default nobody */
  readonly permissions?: readonly Permission<"CAN_USE", pulumi.Input<string>>[];
}

/** What a `Cluster` takes. */
export interface ClusterArgs extends ClusterSpec<pulumi.Input<string>> {
  /** Which groups may use it; the whole list. @default nobody but its maker and the workspace's admins */
  readonly permissions?: readonly Permission<ClusterLevel, pulumi.Input<string>>[];
  /** A policy that keeps clusters made by hand inside bounds. @default none */
  readonly policy?: HandMadePolicy;
  /** Whether cluster, policy and permissions refuse to be deleted. @default what the component's options say */
  readonly protect?: boolean;
  /** Changes what the children are made of. @default nothing */
  readonly transform?: {
    /** Of the cluster. */
    readonly cluster?: Transform<DatabricksClusterArgs> | undefined;
    /** Of its policy. */
    readonly policy?: Transform<ClusterPolicyArgs> | undefined;
    /** Of the cluster's permissions and of the policy's. */
    readonly permissions?: Transform<PermissionsArgs> | undefined;
  };
}

/** What a cluster of people and one of a job take alike. */
export const clusterShape = {
  nodeType,
  workers,
  runtime,
  accessMode: z.union([z.literal("standard"), z.strictObject({ dedicatedTo: input })]).optional(),
  sparkConf: inputs.optional(),
  tags: inputs.optional(),
} satisfies Shape<ClusterShape>;

const schema = z.strictObject({
  ...clusterShape,
  clusterName: input,
  autoTerminationMinutes: settingsSchema.shape.cluster.shape.autoTerminationMinutes,
  permissions: permissions(CLUSTER_LEVELS),
  policy: z
    .strictObject({
      policyName: input,
      definition: z.record(z.string(), z.unknown()).optional(),
      permissions: permissions(["CAN_USE"]),
    } satisfies Shape<HandMadePolicy>)
    .optional(),
  protect: z.boolean().optional(),
  transform: transforms(["cluster", "policy", "permissions"]),
} satisfies Shape<ClusterArgs>);

/** The raw resources that a cluster is made of. */
export interface ClusterNodes {
  /** The cluster itself. */
  readonly cluster: DatabricksCluster;
  /** Absent where nobody gets any. */
  readonly permissions: Permissions | undefined;
  /** Absent where no policy was asked for. */
  readonly policy: ClusterPolicy | undefined;
  /** Absent where nobody may use the policy. */
  readonly policyPermissions: Permissions | undefined;
}

/**
 * A cluster that people share, and a policy that keeps clusters made by hand inside its bounds.
 * @example
 * new Cluster("etl", {
 *   clusterName: "etl",
 *   nodeType: "r6id.2xlarge",
 *   workers: { min: 2, max: 8 },
 *   runtime: "17.3.x-scala2.13",
 *   autoTerminationMinutes: 30,
 *   permissions: [{ group: "data-engineers", level: "CAN_RESTART" }],
 * });
 */
export class Cluster extends pulumi.ComponentResource {
  /** Id in the workspace. */
  readonly clusterId: pulumi.Output<string>;
  /** Absent where no policy was asked for. */
  readonly policyId: pulumi.Output<string> | undefined;
  /** The raw resources. */
  readonly nodes: ClusterNodes;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    requireArguments(`Cluster "${name}"`, schema, args);
    super("lakewright:index:Cluster", name, {}, opts);
    const { permissions: allowed, policy, protect, transform = {}, ...spec } = args;
    const child = { parent: this, ...defined({ protect }) };

    const bounds = policy && createPolicy([`${name}-policy`, policy, child], spec, transform.policy);
    const cluster = new DatabricksCluster(
      ...transformed(transform.cluster, [name, clusterInputs(spec), child]),
    );
    this.nodes = {
      cluster,
      permissions: createPermissions(
        [name, { clusterId: cluster.id }, child],
        allowed,
        transform.permissions,
      ),
      policy: bounds,
      policyPermissions:
        bounds &&
        createPermissions(
          [`${name}-policy`, { clusterPolicyId: bounds.id }, child],
          policy.permissions,
          transform.permissions,
        ),
    };
    this.clusterId = cluster.id;
    this.policyId = bounds?.id;
    this.registerOutputs({ clusterId: this.clusterId, policyId: this.policyId });
  }
}

function createPolicy(
  [name, policy, opts]: readonly [string, HandMadePolicy, pulumi.CustomResourceOptions],
  spec: ClusterSpec<pulumi.Input<string>>,
  transform: Transform<ClusterPolicyArgs> | undefined,
): ClusterPolicy {
  const { policyName, definition = boundsOf(spec) } = policy;
  return new ClusterPolicy(...transformed(transform, [name, policyInputs({ policyName, definition }), opts]));
}
