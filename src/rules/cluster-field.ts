import type { Breach } from "./finding.ts";
import type { ClusterField, ClusterSubject } from "./subject.ts";

/** A field of a cluster as its own file spells it, and where that stands. */
export function fieldOf(cluster: ClusterSubject, field: ClusterField): Pick<Breach, "where" | "at"> {
  const { where, at, words, places = {} } = cluster;
  return { where: `${where}.${words === "api" ? API[field] : field}`, at: places[field] ?? at };
}

/** The one text in a file of this library, the other in one that has the names of the REST API. */
export function inClusterWords({ words }: ClusterSubject, library: string, api: string): string {
  return words === "api" ? api : library;
}

const API = {
  autoTerminationMinutes: "autotermination_minutes",
  driverNodeType: "driver_node_type_id",
  fixedWorkers: "num_workers",
  nodeType: "node_type_id",
  runtime: "spark_version",
  spot: "availability",
  workers: "autoscale",
} as const satisfies Record<ClusterField, string>;
