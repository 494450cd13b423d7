import type { SparkConfGroup } from "../../model/index.ts";

/** The weakest first. */
export const CLUSTER_LEVELS = ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"] as const;

/** What a group may do with a cluster, in Databricks' words. */
export type ClusterLevel = (typeof CLUSTER_LEVELS)[number];

/**
 * What a cluster is made of.
 * @typeParam Text what stands for a text where it may be known later
 */
export interface ClusterShape<Text = string> {
  /** Node type of workers and driver, such as `r6id.2xlarge`. */
  readonly nodeType: string;
  /** Autoscaling bounds, in workers; the driver comes on top. */
  readonly workers: {
    /** At the least, 1 or more. */
    readonly min: number;
    /** At the most. */
    readonly max: number;
  };
  /** Key of a Databricks Runtime, pinned, such as `17.3.x-scala2.13`. */
  readonly runtime: string;
  /**
   * Who may attach: everybody whom the permissions let, each kept apart, or one user or group. Unity Catalog's
   * permissions hold either way.
   * @default "standard"
   */
  readonly accessMode?: "standard" | { readonly dedicatedTo: Text };
  /** Spark conf beside Databricks' own. @default nothing */
  readonly sparkConf?: Readonly<Record<string, Text>>;
  /** For cost reports. @default none */
  readonly tags?: Readonly<Record<string, Text>>;
}

/** A cluster that people share. @typeParam Text what stands for a text where it may be known later */
export interface ClusterSpec<Text = string> extends ClusterShape<Text> {
  /** Name in the workspace. */
  readonly clusterName: Text;
  /** Minutes without work until the cluster ends itself, 10 (the least Databricks takes) to 10,000. */
  readonly autoTerminationMinutes: number;
}

/** The API's words for the access modes. */
export const DATA_SECURITY_MODES = { standard: "USER_ISOLATION", dedicated: "SINGLE_USER" } as const;

/** A cluster of people, as the arguments of `databricks.Cluster`. */
export function clusterInputs<Text>({ clusterName, autoTerminationMinutes, ...shape }: ClusterSpec<Text>) {
  return { clusterName, autoterminationMinutes: autoTerminationMinutes, ...shapeInputs(shape) };
}

/** What a cluster of people and one of a job are told alike. */
export function shapeInputs<Text>(shape: ClusterShape<Text>) {
  const { nodeType, workers, runtime, accessMode = "standard", sparkConf = {}, tags = {} } = shape;
  return {
    sparkVersion: runtime,
    nodeTypeId: nodeType,
    autoscale: { minWorkers: workers.min, maxWorkers: workers.max },
    ...(accessMode === "standard"
      ? { dataSecurityMode: DATA_SECURITY_MODES.standard }
      : { dataSecurityMode: DATA_SECURITY_MODES.dedicated, singleUserName: accessMode.dedicatedTo }),
    sparkConf,
    customTags: tags,
  };
}

/** Groups and reasons are for readers; a cluster takes keys and values. */
export function sparkConfEntries(groups: readonly SparkConfGroup[]): Readonly<Record<string, string>> {
  return Object.fromEntries(groups.flatMap(({ entries }) => entries.map(({ key, value }) => [key, value])));
}
