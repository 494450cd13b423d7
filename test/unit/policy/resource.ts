import { readResource } from "../../../src/policy/resources/index.ts";
import type { PulumiResource } from "../../../src/policy/resources/resource.ts";
import { hasUnknown, UNKNOWN, type Value, type Values } from "../../../src/pulumi-rpc/value.ts";

/** Types by the word that tests use for them. */
const TYPES = {
  Cluster: "databricks:index/cluster:Cluster",
  ClusterPolicy: "databricks:index/clusterPolicy:ClusterPolicy",
  Job: "databricks:index/job:Job",
  Permissions: "databricks:index/permissions:Permissions",
  SqlEndpoint: "databricks:index/sqlEndpoint:SqlEndpoint",
  SqlTable: "databricks:index/sqlTable:SqlTable",
} as const;

/** What is not known yet, as a value among others: a symbol in a literal would lose its type. */
export const LATER: Value = UNKNOWN;

/** A resource called `it`, unless the inputs are of another. */
export function resource(type: keyof typeof TYPES, inputs: Values, name = "it"): PulumiResource {
  const urn = `urn:pulumi:dev::p::${TYPES[type]}::${name}`;
  return { type: TYPES[type], name, urn, inputs, pending: hasUnknown(inputs) };
}

/** What the rules get to see of a resource, with none beside it. */
export function read(type: keyof typeof TYPES, inputs: Values) {
  return readResource(resource(type, inputs), { warehouse: () => undefined });
}

export function at(type: keyof typeof TYPES, part?: string) {
  return { file: resource(type, {}).urn, ...(part === undefined ? {} : { part }) };
}
