import type { Settings } from "../../config/settings.ts";

/** The weakest first. */
export const WAREHOUSE_LEVELS = ["CAN_VIEW", "CAN_MONITOR", "CAN_USE", "CAN_MANAGE"] as const;

/** What a group may do with a warehouse, in Databricks' words. */
export type WarehouseLevel = (typeof WAREHOUSE_LEVELS)[number];

/**
 * A SQL warehouse, which is pro: classic ones lack statements that layouts need.
 * @typeParam Text what stands for a text where it may be known later
 */
export interface WarehouseSpec<Text = string> {
  /** Name in the workspace. */
  readonly warehouseName: Text;
  /** Size of one cluster, `2X-Small` to `4X-Large`; each step doubles the price of an hour. */
  readonly size: Settings["warehouse"]["size"];
  /** Clusters that it scales between as queries queue. @default { min: 1, max: 1 } */
  readonly clusters?: {
    /** At the least, 1 or more. */
    readonly min: number;
    /** At the most. */
    readonly max: number;
  };
  /** Minutes without a query until it stops; 10 or more. */
  readonly autoStopMinutes: number;
  /** Starts in seconds, and must be enabled in the workspace. @default false */
  readonly serverless?: boolean;
  /** Releases that it runs. @default "current" */
  readonly channel?: Settings["warehouse"]["channel"];
  /** For cost reports. @default none */
  readonly tags?: Readonly<Record<string, Text>>;
}

export const CHANNELS = { current: "CHANNEL_NAME_CURRENT", preview: "CHANNEL_NAME_PREVIEW" } as const;

/** A warehouse, as the arguments of `databricks.SqlEndpoint`. */
export function warehouseInputs<Text>({
  warehouseName,
  size,
  clusters = { min: 1, max: 1 },
  autoStopMinutes,
  serverless = false,
  channel = "current",
  tags = {},
}: WarehouseSpec<Text>) {
  return {
    name: warehouseName,
    clusterSize: size,
    warehouseType: "PRO",
    enableServerlessCompute: serverless,
    minNumClusters: clusters.min,
    maxNumClusters: clusters.max,
    autoStopMins: autoStopMinutes,
    channel: { name: CHANNELS[channel] },
    tags: { customTags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
  };
}
