import { callArguments } from "./python-arguments.ts";
import type { DictEntry, Literal } from "./python-literals.ts";
import { pythonTokens } from "./python-tokens.ts";
import type { Fact, TableFact } from "./facts.ts";
import { cutOut, type Fragment, placeAt } from "./fragment.ts";
import { readSql } from "./sql.ts";

/** What a model's `{{ config(…) }}` says of its table, and the statements of its hooks. */
export function readModel(from: Fragment): readonly Fact[] {
  const name = /([^/]+)\.sql$/.exec(from.file)?.[1] ?? from.file;
  return [...from.text.matchAll(/\{\{-?\s*config\s*\(/g)].flatMap(({ index, 0: opening }) => {
    const start = index + opening.length - 1;
    const end = from.text.indexOf("}}", start);
    // A hook's text has braces of its own.
    const block = cutOut(from, start, from.text.slice(start, closingBraces(from.text, start) ?? end));
    const entries = callArguments(pythonTokens(block.text), 0);
    return entries.flatMap((entry) => factsOf(block, entry, name));
  });
}

function closingBraces(text: string, start: number): number | undefined {
  let quote = "";
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? "";
    if (quote !== "") {
      if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (text.startsWith("}}", at)) return at;
  }
  return undefined;
}

function factsOf(from: Fragment, { key, start, value }: DictEntry, name: string): readonly Fact[] {
  const at = placeAt(from, start);
  const table = (parts: Partial<TableFact>): Fact => ({
    kind: "table",
    table: { name, at, layout: {}, ...parts },
  });
  const columns = textsIn(value);
  switch (key) {
    case "partition_by":
      return [table({ layout: { partition: columns } })];
    case "liquid_clustered_by":
      return [table({ layout: { cluster: columns } })];
    case "zorder":
      return [table({ layout: { zorder: columns } })];
    case "file_format":
      return columns.map((format) => table({ format: format.toLowerCase() }));
    case "tblproperties":
      return [table(propertiesIn(from, value))];
    case "pre_hook":
    case "post_hook":
      return hooksIn(value).flatMap((hook) => {
        const text = hook.value.replaceAll(/\{\{\s*this\s*\}\}/g, name);
        const line = from.lineAt(hook.start);
        return readSql({ file: from.file, text, lineAt: () => line });
      });
    default:
      return [];
  }
}

function textsIn(value: Literal): readonly string[] {
  if (value.kind === "text") return [value.value];
  return value.kind === "list" ? value.items.flatMap(textsIn) : [];
}

function propertiesIn(from: Fragment, value: Literal): Partial<TableFact> {
  const pairs = (value.kind === "dict" ? value.entries : []).flatMap((entry) =>
    entry.value.kind === "text"
      ? [{ key: entry.key, value: entry.value.value, at: placeAt(from, entry.start) }]
      : [],
  );
  return {
    properties: Object.fromEntries(pairs.map((pair) => [pair.key, pair.value])),
    propertyPlaces: Object.fromEntries(pairs.map((pair) => [pair.key, pair.at])),
  };
}

/** Statements, alone, in a list, or as the `sql` of a dict. */
function hooksIn(value: Literal): readonly Extract<Literal, { kind: "text" }>[] {
  switch (value.kind) {
    case "text":
      return [value];
    case "list":
      return value.items.flatMap(hooksIn);
    case "dict":
      return value.entries.flatMap((entry) => (entry.key === "sql" ? hooksIn(entry.value) : []));
    case "unknown":
      return [];
  }
}
