import type { Value, Values } from "../../pulumi-rpc/value.ts";

/** One resource of a program as its inputs are known, with neither secrets nor what comes to be known later. */
export interface PulumiResource {
  readonly urn: string;
  /** Type token, `databricks:index/cluster:Cluster`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Values;
  /** Whether anything of it comes to be known only when other resources have been created. */
  readonly pending: boolean;
}

/** What the resources of a stack know of each other. */
export interface Neighbours {
  /** Which of the stack's warehouses a job's input means, by its `where`. @default not known */
  readonly warehouse: (job: PulumiResource, id: Value | undefined) => string | undefined;
}
