import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { readClusters } from "./clusters.ts";
import { callArguments } from "./python-arguments.ts";
import { type DictEntry, dictsIn, type Literal } from "./python-literals.ts";
import type { Program } from "./python-program.ts";
import type { Tree, TreeMap } from "./tree.ts";

const MARK = /^(spark_version|node_type_id)$/;

/** Clusters that a program writes down: dicts as the REST API has them, and keyword arguments of a call. */
export function readPythonClusters({ from, tokens }: Program): readonly Fact[] {
  if (!tokens.some(({ text }) => MARK.test(text))) return [];
  const dicts = dictsIn(tokens).flatMap(({ index, entries }) => {
    const before =
      tokens[index - 1]?.text === "=" || tokens[index - 1]?.text === ":" ? tokens[index - 2] : undefined;
    const variable = before?.kind === "name" || before?.kind === "string" ? [before.text] : [];
    return readClusters(treeOf(from, entries), { path: variable, madeBy: "tool" });
  });
  const calls = tokens.flatMap(({ text }, index) => {
    if (text !== "(" || tokens[index - 1]?.kind !== "name") return [];
    const entries = callArguments(tokens, index);
    if (!entries.some(({ key }) => MARK.test(key))) return [];
    const owner = tokens[index - 1]?.text ?? "";
    // What is handed over by the same name is a part of what another call makes.
    const argument = tokens[index - 2]?.text === "=" ? tokens[index - 3]?.text : undefined;
    return readClusters(treeOf(from, entries), { path: [argument ?? owner], madeBy: "tool" });
  });
  return [...dicts, ...calls];
}

function treeOf(from: Fragment, entries: readonly DictEntry[]): TreeMap {
  const first = placeAt(from, entries[0]?.start ?? 0);
  return {
    kind: "map",
    at: first,
    entries: entries.map(({ key, start, value }) => {
      const at = placeAt(from, start);
      return { key, at, value: valueTree(from, value, at) };
    }),
  };
}

function valueTree(from: Fragment, value: Literal, at: Tree["at"]): Tree {
  switch (value.kind) {
    case "text":
      return { kind: "scalar", text: value.value, at };
    case "list":
      return { kind: "list", items: value.items.map((item) => valueTree(from, item, at)), at };
    case "dict":
      return treeOf(from, value.entries);
    case "unknown":
      return { kind: "scalar", text: undefined, at };
  }
}
