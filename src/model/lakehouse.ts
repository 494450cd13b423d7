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
    readonly key: Key;
    readonly value: SparkConfValues[Key];
    readonly why: string;
    /** Findings about this key that may stay for a while. @default none */
    readonly accept?: readonly Accepted[];
  };
}[keyof SparkConfValues];

/** Keys that serve one purpose. */
export interface SparkConfGroup {
  readonly group: string;
  readonly about: string;
  readonly entries: readonly SparkConfEntry[];
}

/** What stands in the plan in the place of something that was asked for. @default it is there as asked */
interface Instead {
  readonly became?: string;
  /** Why; without `became` the plan's own reason is shown. */
  readonly why?: string;
}

/** One thing that the stack was asked for. */
export type Asked = Instead &
  (
    | {
        readonly kind: "conf";
        readonly key: string;
        readonly value: string;
        /** Where it was to be set. @default "session" */
        readonly setAt?: "launch" | "session";
      }
    | {
        readonly kind: "layout";
        readonly table: string;
        readonly partition?: readonly string[];
        readonly zorder?: readonly string[];
      }
    | {
        readonly kind: "other";
        readonly asked: string;
        /** Ids of the rules that speak of it. @default none does */
        readonly rules?: readonly string[];
      }
  );

/** What a lakehouse consists of, the same in every environment. */
export interface LakehouseDeclaration {
  /** Prefix of physical names and of the folder in the workspace. */
  readonly name: string;
  readonly tables: readonly Table[];
  /** @default none */
  readonly materializedViews?: readonly View[];
  readonly sparkConf: readonly SparkConfGroup[];
}
