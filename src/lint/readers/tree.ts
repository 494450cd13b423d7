import type { Place } from "../../rules/place.ts";

/** Data as JSON, YAML, HCL or a literal of a program spells it, with where each part stands. */
export type Tree =
  /** Without a text where only a run fills it in. */
  | { readonly kind: "scalar"; readonly text: string | undefined; readonly at: Place }
  | { readonly kind: "list"; readonly items: readonly Tree[]; readonly at: Place }
  | TreeMap;

export interface TreeMap {
  readonly kind: "map";
  readonly entries: readonly TreeEntry[];
  readonly at: Place;
}

export interface TreeEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly at: Place;
  readonly value: Tree;
}

/** What stands at a path of keys; a list with one item, as a block of HCL may be written, stands for that. */
export function entryAt(tree: Tree, ...path: readonly string[]): TreeEntry | undefined {
  const [key, ...rest] = path;
  const map = tree.kind === "list" && tree.items.length === 1 ? tree.items[0] : tree;
  const entry = map?.kind === "map" ? map.entries.findLast((one) => one.key === key) : undefined;
  return entry === undefined || rest.length === 0 ? entry : entryAt(entry.value, ...rest);
}

export function textAt(tree: Tree, ...path: readonly string[]): string | undefined {
  const value = entryAt(tree, ...path)?.value;
  return value?.kind === "scalar" ? value.text : undefined;
}

export function numberAt(tree: Tree, ...path: readonly string[]): number | undefined {
  const text = textAt(tree, ...path)?.trim();
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
}
