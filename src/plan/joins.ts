import { propertyMeaning } from "../catalog/property-values.ts";
import { bytesOf, type LakehouseDeclaration } from "../model/index.ts";

/** Which tables joins on the cluster broadcast by themselves, by the sizes that were declared. */
export interface JoinPlan {
  readonly broadcast: {
    /** Bytes up to which the cluster's conf has Spark broadcast a side; Spark's own 10 MB where it says nothing. */
    readonly threshold: number;
    /**
     * Bytes that would do for the dimensions that are marked: twice the largest, for declared sizes are compressed
     * and tables grow.
     */
    readonly enough: number;
    /** By size, the largest first. */
    readonly under: readonly JoinSide[];
    readonly over: readonly JoinSide[];
  };
}

export interface JoinSide {
  readonly table: string;
  readonly bytes: number;
  /** Declared as a dimension that joins are to broadcast. */
  readonly marked: boolean;
}

const KEY = "spark.sql.autoBroadcastJoinThreshold";
const SPARKS_OWN = 10 * 1024 ** 2;

export function planJoins({ tables, sparkConf = [] }: LakehouseDeclaration): JoinPlan {
  const threshold = thresholdOf(sparkConf);
  const sides = tables
    .map(({ name, size, join }): JoinSide => ({
      table: name,
      bytes: bytesOf(size.bytes),
      marked: join === "broadcast",
    }))
    .sort((a, b) => b.bytes - a.bytes || (a.table < b.table ? -1 : 1));
  return {
    broadcast: {
      threshold,
      enough: 2 * Math.max(0, ...sides.filter(({ marked }) => marked).map(({ bytes }) => bytes)),
      under: sides.filter(({ bytes }) => bytes <= threshold),
      over: sides.filter(({ bytes }) => bytes > threshold),
    },
  };
}

function thresholdOf(sparkConf: NonNullable<LakehouseDeclaration["sparkConf"]>): number {
  const entries = sparkConf.flatMap((group) => group.entries);
  const value = entries.findLast(({ key }) => key === KEY)?.value;
  return value === undefined ? SPARKS_OWN : Number(propertyMeaning("bytes", value) ?? SPARKS_OWN);
}
