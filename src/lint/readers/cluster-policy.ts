import { entryAt, type Tree, type TreeEntry, type TreeMap } from "./tree.ts";

const KIND = /^(fixed|forbidden|allowlist|blocklist|regex|range|unlimited)$/;

/** Whether a map is a definition of a cluster policy: every path of a cluster's field has a kind of rule. */
export function isClusterPolicy(tree: Tree): tree is TreeMap {
  return (
    tree.kind === "map" &&
    tree.entries.length > 0 &&
    tree.entries.every(({ value }) => {
      const kind = entryAt(value, "type")?.value;
      return kind?.kind === "scalar" && kind.text !== undefined && KIND.test(kind.text);
    })
  );
}

/** The cluster that a policy makes, as far as it is fixed; what is chosen later is not known. */
export function clusterOfPolicy({ at, entries }: TreeMap): TreeMap {
  const root: { [key: string]: TreeEntry[] } = {};
  const plain: TreeEntry[] = [];
  for (const { key, at: place, value } of entries) {
    const isFixed = textOf(entryAt(value, "type")?.value) === "fixed";
    const given = entryAt(value, isFixed ? "value" : "");
    const scalar: Tree = { kind: "scalar", text: textOf(given?.value), at: place };
    const [, block, rest] = /^(spark_conf|custom_tags|\w+_attributes|autoscale)\.(.+)$/.exec(key) ?? [];
    if (block === undefined || rest === undefined) plain.push({ key, at: place, value: scalar });
    else (root[block] ??= []).push({ key: rest, at: place, value: scalar });
  }
  const blocks = Object.entries(root).map(([key, list]) => {
    const place = list[0]?.at ?? at;
    return { key, at: place, value: { kind: "map", at: place, entries: list } } as const;
  });
  // What a policy leaves open whoever makes the cluster fills in.
  const open = { key: "policy_id", at, value: { kind: "scalar", text: undefined, at } } as const;
  return { kind: "map", at, entries: [...plain, ...blocks, open] };
}

function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === "scalar" ? tree.text : undefined;
}
