import { type Table, tableFile, type View } from "../model/index.ts";

/** What every sentence about a stack needs to know of it. */
export interface StackContext {
  readonly stack: string;
  /** Command that deploys: `pulumi up --stack prod`, or an npm script that stands for it. */
  readonly up: string;
  /** Whether declarations are this repository's files, which `--adopt` can edit. */
  readonly declaredBy: "plan" | "state";
  /** The table files, where there are any. */
  readonly tables?: readonly Table[];
  readonly materializedViews?: readonly View[];
  /** Where the cluster's Spark conf stands. @default "lakehouse.ts" */
  readonly sparkConfFile?: string;
}

/** The file that declares a table or a materialized view. */
export function fileOf(name: string, { declaredBy }: Pick<StackContext, "declaredBy">): string {
  return declaredBy === "plan" ? tableFile(name) : "the program";
}

/** Deploys one resource as declared, after reading what it is by now. */
export function upCommand({ up }: StackContext, urn: string): string {
  return `${up} --refresh --target '${urn}'`;
}

/** Deploys all of the stack, where one resource alone would leave those that hang on it behind. */
export function upAllCommand({ up }: StackContext): string {
  return `${up} --refresh`;
}
