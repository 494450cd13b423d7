import { isMap, isScalar, parseDocument, stringify, type YAMLMap } from "yaml";
import type { Edit } from "../report.ts";

type Path = readonly (string | number)[];

/**
 * A stack's file with other settings. Every other character stays: written anew as a whole, the file would have its
 * lists padded another way.
 * @param key under which the file holds the settings, such as `kineo-lakehouse:settings`
 */
export function editSettings(
  text: string,
  edits: readonly Extract<Edit, { readonly in: "settings" }>[],
  key: string,
): string {
  return edits.reduce((edited, { path, value }) => set(edited, ["config", key, ...path], value), text);
}

function set(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  const node = document.getIn(path, true);
  if (isScalar(node) && node.range) return splice(text, node.range[0], node.range[1], inline(value));
  for (let depth = path.length - 1; node === undefined && depth > 0; depth -= 1) {
    const group = document.getIn(path.slice(0, depth), true);
    if (isMap(group) && group.items.length > 0) return add(text, group, path.slice(depth), value);
  }
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** A pair more in a group that is there, behind its last one and that one's comment. */
function add(text: string, group: YAMLMap, [name, ...within]: Path, value: unknown): string {
  const nested = within.reduceRight((inner, part) => ({ [part]: inner }), value);
  const pair = `${String(name)}: ${inline(nested)}`;
  const [start = 0, end = text.length] = group.range ?? [];
  if (group.flow) {
    const last = text.slice(0, end - 1).trimEnd().length;
    return splice(text, last, last, `, ${pair}`);
  }
  const last = text.slice(0, end).trimEnd().length;
  const indent = " ".repeat(start - text.lastIndexOf("\n", start - 1) - 1);
  return splice(text, last, last, `\n${indent}${pair}`);
}

const splice = (text: string, from: number, to: number, other: string): string =>
  text.slice(0, from) + other + text.slice(to);

const inline = (value: unknown): string =>
  stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
