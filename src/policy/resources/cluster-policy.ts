import { isValues, UNKNOWN, type Value, type Values } from "../../pulumi-rpc/value.ts";
import type { ClusterSubject, Subject } from "../../rules/subject.ts";
import { readCluster } from "./cluster.ts";
import { isSet, knownMap, knownText } from "./known.ts";
import type { PulumiResource } from "./resource.ts";

/** The cluster that a policy's fixed values and defaults make, with whatever a user adds. */
export function readClusterPolicy({ name, urn, inputs }: PulumiResource): Partial<Subject> {
  const elements = {
    ...definitionIn(inputs["definition"]),
    ...definitionIn(inputs["policyFamilyDefinitionOverrides"]),
  };
  const values = Object.entries(elements).flatMap(([attribute, element]): [string, Value][] => {
    const { type, value, defaultValue } = knownMap(element);
    const set = type === "fixed" ? value : defaultValue;
    return isSet(set) && set !== undefined ? [[attribute, set]] : [];
  });
  if (values.length === 0) return {};
  return readCluster(clusterInputs(values), {
    ...{ where: name, at: { file: urn } },
    kind: kindOf(values.find(([attribute]) => attribute === "cluster_type")?.[1]),
  });
}

function definitionIn(value: Value | undefined): Values {
  try {
    const read = JSON.parse(knownText(value) ?? "{}") as Value;
    return isValues(read) ? read : {};
  } catch {
    // Databricks says what is wrong with it.
    return {};
  }
}

/** A policy that says for which kind of cluster it is, and it is not the shared one. */
function kindOf(clusterType: Value | undefined): ClusterSubject["kind"] {
  return clusterType === undefined || clusterType === "all-purpose" ? "all-purpose" : "job";
}

/** Attributes of a policy, `autoscale.min_workers`, as the inputs of a cluster have them. */
function clusterInputs(values: readonly (readonly [attribute: string, value: Value])[]): Values {
  const groups = Map.groupBy(values, ([attribute]) => attribute.split(".", 1)[0] ?? "");
  const inputs = [...groups].map(([group, members]): [string, Value] => {
    const inner = members.map(([attribute, value]) => [attribute.slice(group.length + 1), value] as const);
    const [first] = inner;
    if (first?.[0] === "") return [camelCase(group), first[1]];
    const rename = group === "spark_conf" ? (key: string) => key : camelCase;
    // Who makes a cluster by the policy may say what it leaves open.
    const open: Values = group.endsWith("_attributes") ? { firstOnDemand: UNKNOWN } : {};
    return [
      camelCase(group),
      { ...open, ...Object.fromEntries(inner.map(([key, value]) => [rename(key), value])) },
    ];
  });
  return { policyId: UNKNOWN, ...Object.fromEntries(inputs) };
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
