import { isAlias, isMap, isScalar, isSeq, type Document, type Node, parseAllDocuments } from "yaml";
import { acceptanceIn } from "./acceptance-comment.ts";
import { clusterOfPolicy, isClusterPolicy } from "./cluster-policy.ts";
import { readTree } from "./clusters.ts";
import { readDbtProject } from "./dbt-project.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { ReadError } from "./read-error.ts";
import type { Tree, TreeEntry } from "./tree.ts";

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
    ...documentsIn(from).flatMap((tree) => [
      ...readTree(isClusterPolicy(tree) ? clusterOfPolicy(tree) : tree, { path: [], madeBy: "api" }),
      ...(/(^|\/)dbt_project\.ya?ml$/.test(from.file) ? readDbtProject(tree) : []),
    ]),
  ];
}

/** JSON is YAML, and the YAML parser knows where each value stands. */
function documentsIn(from: Fragment): readonly Tree[] {
  const parsed = parseAllDocuments(from.text, { uniqueKeys: false, logLevel: "silent" });
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((document: Document.Parsed) => {
    const [error] = document.errors;
    if (error === undefined) return treeOf(from, document.contents, document) ?? [];
    throw new ReadError(`${from.file}:${from.lineAt(error.pos[0])}: ${error.message.split("\n")[0] ?? ""}`);
  });
}

function treeOf(from: Fragment, node: unknown, document: Document.Parsed): Tree | undefined {
  const whole = isAlias(node) ? node.resolve(document) : (node as Node | null);
  const at = placeAt(from, (node as Node | null)?.range?.[0] ?? 0);
  if (isSeq(whole)) {
    return { kind: "list", at, items: whole.items.flatMap((item) => treeOf(from, item, document) ?? []) };
  }
  if (isMap(whole)) {
    const entries = whole.items.flatMap(({ key, value }): readonly TreeEntry[] => {
      const tree = treeOf(from, value, document);
      if (tree === undefined || !isScalar(key)) return [];
      // A merge key puts another map's entries in.
      if (String(key.value) === "<<") return tree.kind === "map" ? tree.entries : [];
      return [{ key: String(key.value), at: placeAt(from, key.range?.[0] ?? 0), value: tree }];
    });
    return { kind: "map", at, entries };
  }
  if (!isScalar(whole) || whole.value === null) return undefined;
  const text = typeof whole.value === "string" ? whole.value : (whole.source ?? JSON.stringify(whole.value));
  // What a variable or a secret is put into is not known.
  return { kind: "scalar", at, text: /\$\{|\{\{/.test(text) ? undefined : text };
}
