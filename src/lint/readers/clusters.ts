import { defined } from "../../model/defined.ts";
import type { Place } from "../../rules/place.ts";
import type { ClusterSubject } from "../../rules/subject.ts";
import { accessModeOf, firstOnDemandUnset, spotOf, workersOf } from "./cluster-parts.ts";
import type { ConfFact, Fact } from "./facts.ts";
import { valued } from "./gather.ts";
import { entryAt, numberAt, textAt, type Tree, type TreeMap } from "./tree.ts";

interface Visit {
  readonly path: readonly string[];
  /** What creates a cluster of which no more is said, and what it takes for the time to end it. */
  readonly madeBy: "api" | "tool";
  /** What the clusters around say. */
  readonly inside?: Inside;
}

type Inside = Pick<ConfFact, "runtime" | "accessMode">;

/** Spark keys and clusters of data, wherever they stand: a flat object of keys, a cluster as the REST API has it. */
export function readTree(tree: Tree, { path, madeBy, inside = {} }: Visit): readonly Fact[] {
  if (tree.kind === "scalar") return [];
  if (tree.kind === "list") {
    return tree.items.flatMap((item, at) => readTree(item, { path: [...path, String(at)], madeBy, inside }));
  }
  const here = {
    runtime: textAt(tree, "spark_version") ?? inside.runtime,
    accessMode: accessModeOf(textAt(tree, "data_security_mode")) ?? inside.accessMode,
  };
  return [
    ...confsIn(tree, here),
    ...clusterIn(tree, { path, madeBy }),
    ...tree.entries.flatMap(({ key, value }) =>
      readTree(value, { path: [...path, key], madeBy, inside: here }),
    ),
  ];
}

/** Clusters alone, where another reader has the keys. */
export function readClusters(tree: Tree, visit: Visit): readonly Fact[] {
  return readTree(tree, visit).filter(({ kind }) => kind === "cluster");
}

function confsIn(map: TreeMap, inside: Inside): readonly ConfFact[] {
  const [first] = map.entries;
  const group = `at ${first?.at.line ?? 0} of ${map.entries.length} from ${first?.key ?? ""}`;
  return map.entries.flatMap(({ key, at, value }): readonly ConfFact[] => {
    if (!/^spark\.[\w.-]+$/.test(key) || value.kind !== "scalar") return [];
    return [{ kind: "conf", setAt: "launch", group, entry: { key, value: value.text, at }, ...inside }];
  });
}

function clusterIn(map: TreeMap, { path, madeBy }: Visit): readonly Fact[] {
  if (entryAt(map, "spark_version") === undefined && entryAt(map, "node_type_id") === undefined) return [];
  const kind = path.some((part) => /(^|_)(new|job)_clusters?$/.test(part)) ? "job" : "all-purpose";
  const [fixed, min, max] = [
    numberAt(map, "num_workers"),
    numberAt(map, "autoscale", "min_workers"),
    numberAt(map, "autoscale", "max_workers"),
  ];
  const conf = entryAt(map, "spark_conf")?.value;
  const cluster: ClusterSubject = {
    ...{ where: path.join(".") || "cluster", at: map.at, kind, words: "api" },
    ...defined({
      nodeType: textAt(map, "node_type_id"),
      driverNodeType: textAt(map, "driver_node_type_id"),
      runtime: textAt(map, "spark_version"),
      accessMode: accessModeOf(textAt(map, "data_security_mode")),
      workers: workersOf({ fixed, min, max }),
      fixedWorkers: fixed,
      autoTerminationMinutes: autoTermination(map, { path, madeBy, kind }),
      spot: spotIn(map),
      singleNode: singleNodeIn(map),
    }),
    ...(conf?.kind === "map" ? { conf: confsIn(conf, {}).flatMap(valued) } : {}),
    places: placesIn(map),
  };
  return [{ kind: "cluster", cluster }];
}

/** The REST API never ends a cluster of which it is not said when; Terraform and bundles put in an hour. */
function autoTermination(
  map: TreeMap,
  { path, madeBy, kind }: Visit & Pick<ClusterSubject, "kind">,
): number | undefined {
  if (entryAt(map, "autotermination_minutes") !== undefined) return numberAt(map, "autotermination_minutes");
  const isRequest = path.every((part) => /^\d+$/.test(part)) && entryAt(map, "cluster_name") !== undefined;
  const mayBePolicys = entryAt(map, "policy_id") !== undefined;
  return madeBy === "api" && isRequest && kind === "all-purpose" && !mayBePolicys ? 0 : undefined;
}

function spotIn(map: TreeMap): ClusterSubject["spot"] | undefined {
  const [spot] = (["aws", "azure", "gcp"] as const).flatMap((cloud) => {
    const block = `${cloud}_attributes`;
    const first = numberAt(map, block, "first_on_demand") ?? firstOnDemandUnset(cloud);
    return spotOf(textAt(map, block, "availability"), first) ?? [];
  });
  return spot;
}

/** What of a cluster makes it a single node; nothing where a policy or a variable may say the rest. */
function singleNodeIn(map: TreeMap): ClusterSubject["singleNode"] {
  const [conf, tags] = [entryAt(map, "spark_conf"), entryAt(map, "custom_tags")];
  const isOpen = [conf, tags].some((entry) => entry?.value.kind === "scalar");
  if (isOpen || entryAt(map, "policy_id") !== undefined) return undefined;
  if (entryAt(map, "is_single_node") !== undefined) return undefined;
  const [profile, master, tag] = [
    entryAt(map, "spark_conf", "spark.databricks.cluster.profile"),
    entryAt(map, "spark_conf", "spark.master"),
    entryAt(map, "custom_tags", "ResourceClass"),
  ];
  const is = (entry: typeof profile, pattern: RegExp) =>
    entry?.value.kind === "scalar" && (entry.value.text === undefined || pattern.test(entry.value.text));
  return {
    profile: is(profile, /^singleNode$/),
    master: is(master, /^local\b/),
    tag: is(tag, /^SingleNode$/),
  };
}

const FIELDS = {
  nodeType: ["node_type_id"],
  driverNodeType: ["driver_node_type_id"],
  runtime: ["spark_version"],
  workers: ["autoscale", "num_workers"],
  fixedWorkers: ["num_workers"],
  autoTerminationMinutes: ["autotermination_minutes"],
  spot: ["aws_attributes", "azure_attributes", "gcp_attributes"],
} as const;

function placesIn(map: TreeMap): NonNullable<ClusterSubject["places"]> {
  const found = Object.entries(FIELDS).flatMap(([field, keys]): [string, Place][] => {
    const [at] = keys.flatMap((key) => entryAt(map, key)?.at ?? []);
    return at === undefined ? [] : [[field, at]];
  });
  return Object.fromEntries(found);
}
