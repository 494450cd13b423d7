import type { Accepted } from "./acceptance.ts";
import type { View } from "./materialized-view.ts";
import type { SparkConfValues } from "./spark-conf-values.ts";
import type { Table } from "./table.ts";

/**
 * One key of the cluster's Spark conf, with the reason a reviewer reads. A key that Spark does not have and a value
 * that its parser refuses do not compile.
 */
export type SparkConfEntry = {
  readonly [Key in keyof SparkConfValues]: {
    /** Key of Spark, Delta or Databricks. */
    readonly key: Key;
    /** Its value, always a text: `"true"`, `"64MB"`. */
    readonly value: SparkConfValues[Key];
    /** The reason that a reviewer reads. */
    readonly why: string;
    /** Findings about this key that may stay for a while. @default none */
    readonly accept?: readonly Accepted[];
  };
}[keyof SparkConfValues];

/** Keys that serve one purpose. */
export interface SparkConfGroup {
  /** Name of the group. */
  readonly group: string;
  /** One sentence: what the keys serve. */
  readonly about: string;
  /** The keys, in the order in which a reviewer reads them. */
  readonly entries: readonly SparkConfEntry[];
}

/** What `lakehouse.ts` says. Tables and materialized views are the files of `tables/`, and are not listed. */
export interface LakehouseDefinition {
  /** Part of physical names and of the folder in the workspace. */
  readonly name: string;
  /** What the cluster has beside Databricks' own Spark conf. @default nothing */
  readonly sparkConf?: readonly SparkConfGroup[];
}

/**
 * What a project's `lakehouse.ts` exports by default.
 * @example export default defineLakehouse({ name: "sales" });
 */
export function defineLakehouse(definition: LakehouseDefinition): LakehouseDefinition {
  return definition;
}

/** What a lakehouse consists of, the same in every environment. */
export interface LakehouseDeclaration extends LakehouseDefinition {
  /** Those of `tables/`, in any order. */
  readonly tables: readonly Table[];
  /** Those of `tables/`, in any order. @default none */
  readonly materializedViews?: readonly View[];
  /** File of the Spark conf, from the project's root. @default "lakehouse.ts" */
  readonly sparkConfFile?: string;
}
