import { defined } from "../../model/defined.ts";
import { isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, type YAMLMap } from "yaml";
import type { ClusterSubject } from "../../rules/subject.ts";
import { acceptanceIn } from "./acceptance-comment.ts";
import { accessModeOf, firstOnDemandUnset, spotOf, workersOf } from "./cluster-parts.ts";
import type { ConfFact, Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { valued } from "./gather.ts";
import { ReadError } from "./read-error.ts";

/**
 * Spark keys and clusters of JSON or YAML, wherever they stand: a flat object of keys, a cluster as the REST API
 * has it, the `spark_conf` blocks of an asset bundle.
 * @throws ReadError when the text is neither
 */
export function readDataFile(from: Fragment): readonly Fact[] {
  return [
    ...[...from.text.matchAll(/(?:^|\s)#[^\n]*/g)].flatMap(({ index, 0: text }) =>
      acceptanceIn(from, text, index),
    ),
    ...documents(from).flatMap((node) => (node === null ? [] : readNode(from, { node, path: [] }))),
  ];
}

/** JSON is YAML, and the YAML parser knows where each value stands. */
function documents(from: Fragment): readonly (Node | null)[] {
  const parsed = parseAllDocuments(from.text, { uniqueKeys: false, logLevel: "silent" });
  if (!Array.isArray(parsed)) return [];
  return parsed.map(({ contents, errors }) => {
    const [error] = errors;
    if (error === undefined) return contents;
    throw new ReadError(`${from.file}:${from.lineAt(error.pos[0])}: ${error.message.split("\n")[0] ?? ""}`);
  });
}

interface Visit {
  readonly node: unknown;
  readonly path: readonly string[];
  /** What the clusters around say. */
  readonly inside?: Inside;
}

type Inside = Pick<ConfFact, "runtime" | "accessMode">;

function readNode(from: Fragment, { node, path, inside = {} }: Visit): readonly Fact[] {
  if (isSeq(node)) {
    return node.items.flatMap((item, at) =>
      readNode(from, { node: item, path: [...path, String(at)], inside }),
    );
  }
  if (!isMap(node)) return [];
  const here = {
    runtime: textOf(node.get("spark_version", true)) ?? inside.runtime,
    accessMode: accessModeOf(textOf(node.get("data_security_mode", true))) ?? inside.accessMode,
  };
  const confs = confsIn(from, node, here);
  const inner = node.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : "";
    return readNode(from, { node: value, path: [...path, name], inside: here });
  });
  return [...confs, ...clusterIn(from, { node, path }), ...inner];
}

function confsIn(from: Fragment, map: YAMLMap, inside: Inside): readonly ConfFact[] {
  const group = `at ${map.range?.[0] ?? 0} from ${from.lineAt(0)}`;
  return map.items.flatMap(({ key, value }): readonly ConfFact[] => {
    const name = isScalar(key) ? String(key.value) : "";
    if (!/^spark\.[\w.-]+$/.test(name) || !isScalar(value) || value.value === null) return [];
    const at = placeAt(from, (key as Scalar).range?.[0] ?? 0);
    const entry = { key: name, value: textOf(value), at };
    return [{ kind: "conf", setAt: "launch", group, entry, ...inside }];
  });
}

/** A scalar as it is written; nothing for one that a variable or a secret is put into. */
function textOf(node: unknown): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  const text = typeof node.value === "string" ? node.value : (node.source ?? JSON.stringify(node.value));
  return /\$\{|\{\{/.test(text) ? undefined : text;
}

function numberOf(node: unknown): number | undefined {
  return isScalar(node) && typeof node.value === "number" ? node.value : undefined;
}

function clusterIn(from: Fragment, { node, path }: Visit & { node: YAMLMap }): readonly Fact[] {
  if (!node.has("spark_version") && !node.has("node_type_id")) return [];
  const get = (...keys: readonly string[]) => node.getIn(keys, true);
  const [nodeType, driverNodeType, runtime] = ["node_type_id", "driver_node_type_id", "spark_version"].map(
    (key) => textOf(get(key)),
  );
  const workers = workersOf({
    fixed: numberOf(get("num_workers")),
    min: numberOf(get("autoscale", "min_workers")),
    max: numberOf(get("autoscale", "max_workers")),
  });
  const accessMode = accessModeOf(textOf(get("data_security_mode")));
  const autoTerminationMinutes = numberOf(get("autotermination_minutes"));
  const [spot] = (["aws", "azure", "gcp"] as const).flatMap((cloud) => {
    const of = (key: string) => get(`${cloud}_attributes`, key);
    const first = numberOf(of("first_on_demand")) ?? firstOnDemandUnset(cloud);
    return spotOf(textOf(of("availability")), first) ?? [];
  });
  const conf = get("spark_conf");
  const cluster: ClusterSubject = {
    where: path.join(".") || "cluster",
    at: placeAt(from, node.range?.[0] ?? 0),
    kind: path.some((part) => /^(new_cluster|job_clusters)$/.test(part)) ? "job" : "all-purpose",
    ...defined({ nodeType, driverNodeType, runtime, accessMode, workers, autoTerminationMinutes, spot }),
    ...(isMap(conf) ? { conf: confsIn(from, conf, {}).flatMap(valued) } : {}),
  };
  return [{ kind: "cluster", cluster }];
}
