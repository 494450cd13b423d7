import type { Accepted } from "./acceptance.ts";
import type { Table } from "./table.ts";

/** One key of the cluster's Spark conf, with the reason a reviewer reads. */
export interface SparkConfEntry {
  readonly key: string;
  readonly value: string;
  readonly why: string;
  /** Findings about this key that may stay for a while. @default none */
  readonly accept?: readonly Accepted[];
}

/** Keys that serve one purpose. */
export interface SparkConfGroup {
  readonly group: string;
  readonly about: string;
  readonly entries: readonly SparkConfEntry[];
}

/** Something that was asked for and cannot be had as asked. */
export interface Correction {
  readonly asked: string;
  /** What stands in its place; `"left out"` when nothing does. */
  readonly became: string;
  readonly why: string;
}

/** What a lakehouse consists of, the same in every environment. */
export interface Estate {
  /** Prefix of physical names and of the folder in the workspace. */
  readonly name: string;
  readonly tables: readonly Table[];
  readonly sparkConf: readonly SparkConfGroup[];
}
