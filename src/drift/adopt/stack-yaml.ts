import { isMap, isScalar, parseDocument, stringify, type YAMLMap } from "yaml";
import type { Edit } from "../report.ts";

type Path = readonly (string | number)[];

/**
 * A stack's file with other settings. Every other character stays: written anew as a whole, the file would have its
 * lists padded another way.
 * @param key under which the file holds the settings, such as `shop:settings`
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
  if (isScalar(node) && node.range)
    return text.slice(0, node.range[0]) + inline(value) + text.slice(node.range[1]);
  for (let depth = path.length - 1; node === undefined && depth > 0; depth -= 1) {
    const group = document.getIn(path.slice(0, depth), true);
    if (isMap(group) && group.items.length > 0) {
      const nested = path.slice(depth + 1).reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
      return add(text, group, `${String(path[depth])}: ${inline(nested)}`);
    }
  }
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}

/** A pair more in a group that is there, behind its last one and that one's comment. */
function add(text: string, { range, flow }: YAMLMap, pair: string): string {
  const [start = 0, end = text.length] = range ?? [];
  const last = text.slice(0, flow === true ? end - 1 : end).trimEnd().length;
  const indent = " ".repeat(start - text.lastIndexOf("\n", start - 1) - 1);
  return text.slice(0, last) + (flow === true ? `, ${pair}` : `\n${indent}${pair}`) + text.slice(last);
}

const inline = (value: unknown): string =>
  stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
