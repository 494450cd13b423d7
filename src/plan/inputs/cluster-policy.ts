import { type ClusterSpec, DATA_SECURITY_MODES } from "./cluster.ts";

/** Cluster policy definition, in Databricks' own words: what it says of each attribute, by its path. */
export type PolicyDefinition = Readonly<Record<string, PolicyElement>>;

/** What a policy says of one attribute: its only value, that it may not be set, bounds, or a list to choose from. */
export type PolicyElement =
  | { readonly type: "fixed"; readonly value: string | number }
  | { readonly type: "forbidden" }
  | {
      readonly type: "range";
      readonly minValue: number;
      readonly maxValue: number;
      readonly defaultValue: number;
    }
  | { readonly type: "allowlist"; readonly values: readonly string[]; readonly defaultValue: string };

/** A cluster policy. @typeParam Text what stands for a text where it may be known later */
export interface ClusterPolicySpec<Text = string> {
  /** Name in the workspace, by which people choose the policy. */
  readonly policyName: Text;
  /** What it says of each attribute, in Databricks' words. */
  readonly definition: PolicyDefinition;
}

/** A cluster policy, as the arguments of `databricks.ClusterPolicy`. */
export function policyInputs<Text>({ policyName, definition }: ClusterPolicySpec<Text>) {
  return { name: policyName, definition: JSON.stringify(definition) };
}

type Bounding = Pick<
  ClusterSpec<unknown>,
  "workers" | "nodeType" | "runtime" | "autoTerminationMinutes" | "accessMode"
>;

/**
 * Keeps hand-made clusters inside the bounds of the one that was reviewed.
 * @param tags that each of them gets
 */
export function boundsOf(
  { workers, nodeType, runtime, autoTerminationMinutes, accessMode = "standard" }: Bounding,
  tags: Readonly<Record<string, string>> = {},
): PolicyDefinition {
  const { min, max } = workers;
  const range = { type: "range", minValue: min, maxValue: max } as const;
  const onlyType = { type: "allowlist", values: [nodeType], defaultValue: nodeType } as const;
  const mode = accessMode === "standard" ? DATA_SECURITY_MODES.standard : DATA_SECURITY_MODES.dedicated;
  return {
    "autoscale.max_workers": { ...range, defaultValue: max },
    "autoscale.min_workers": { ...range, defaultValue: min },
    autotermination_minutes: {
      ...{ type: "range", minValue: 10, maxValue: autoTerminationMinutes },
      defaultValue: autoTerminationMinutes,
    },
    ...Object.fromEntries(
      Object.entries(tags).map(([tag, value]) => [`custom_tags.${tag}`, { type: "fixed", value } as const]),
    ),
    data_security_mode: { type: "fixed", value: mode },
    driver_instance_pool_id: { type: "forbidden" },
    driver_node_type_id: onlyType,
    // A pool brings its own node type, and a fixed size its own number of workers.
    instance_pool_id: { type: "forbidden" },
    node_type_id: onlyType,
    num_workers: { type: "forbidden" },
    spark_version: { type: "fixed", value: runtime },
  };
}
