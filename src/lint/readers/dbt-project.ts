import type { Fact, TableFact } from "./facts.ts";
import type { Tree, TreeEntry } from "./tree.ts";

/** What a project of dbt says of the tables of its models, folder by folder. */
export function readDbtProject(tree: Tree, path: readonly string[] = []): readonly Fact[] {
  if (tree.kind === "list") return tree.items.flatMap((item) => readDbtProject(item, path));
  if (tree.kind !== "map") return [];
  const name = path.join(".") || "models";
  return tree.entries.flatMap((entry) => {
    const fact = (parts: Partial<TableFact>): Fact => ({
      kind: "table",
      table: { name, at: entry.at, layout: {}, ...parts },
    });
    switch (entry.key.replace(/^\+/, "")) {
      case "tblproperties":
        return [fact(propertiesIn(entry))];
      case "partition_by":
        return [fact({ layout: { partition: textsIn(entry.value) } })];
      case "liquid_clustered_by":
        return [fact({ layout: { cluster: textsIn(entry.value) } })];
      default:
        return readDbtProject(entry.value, [...path, entry.key]);
    }
  });
}

function propertiesIn({ value }: TreeEntry): Partial<TableFact> {
  const pairs = (value.kind === "map" ? value.entries : []).flatMap((entry) =>
    entry.value.kind === "scalar" && entry.value.text !== undefined
      ? [{ key: entry.key, text: entry.value.text, at: entry.at }]
      : [],
  );
  return {
    properties: Object.fromEntries(pairs.map(({ key, text }) => [key, text])),
    propertyPlaces: Object.fromEntries(pairs.map(({ key, at }) => [key, at])),
  };
}

function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === "scalar") return tree.text === undefined ? [] : [tree.text];
  return tree.kind === "list" ? tree.items.flatMap(textsIn) : [];
}
