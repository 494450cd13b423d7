import { visible } from "./visible.ts";

/** A value in a line of Markdown, as it is: nothing in it is read as markup, as a mention or as a comment. */
export function code(value: string): string {
  const flat = visible(value)
    .replaceAll(/\s*\n\s*/g, " ⏎ ")
    .replaceAll("|", "¦");
  const short =
    flat.length > LONGEST_VALUE ? `${flat.slice(0, LONGEST_VALUE)}… (${flat.length} characters)` : flat;
  const fence = "`".repeat(longestRun(short) + 1);
  const pad = short.startsWith("`") || short.endsWith("`") || short === "" ? " " : "";
  return `${fence}${pad}${short}${pad}${fence}`;
}

/** A block of lines, as they are, up to a length that leaves room for others. */
export function block(texts: readonly string[], language = ""): readonly string[] {
  const lines = texts.flatMap((text) => visible(text).split("\n"));
  const shown: string[] = [];
  let left = LONGEST_BLOCK;
  for (const line of lines) {
    if (line.length > left) break;
    shown.push(line);
    left -= line.length + 1;
  }
  const more = lines.length - shown.length;
  const all = more === 0 ? shown : [...shown, `… and ${plural(more, "more line")}`];
  const fence = "`".repeat(Math.max(3, longestRun(all.join("\n")) + 1));
  return [`${fence}${language}`, ...all, fence];
}

/**
 * A sentence in a line of Markdown that may hold words of others: nothing in it is markup, a mention, a reference to an
 * issue, or an address that becomes a link.
 */
export function inert(sentence: string): string {
  return visible(sentence)
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll(/[\\`*_[\]|<>&~$]/g, (mark) => `\\${mark}`)
    .replace(/^(\s*\d*)([-+#=.):])/, "$1\\$2")
    .replaceAll(/@(?=\S)|[#!%](?=\w)|:(?=\/\/)|www(?=\.)|\bGH-(?=\d)/gi, (mark) => `${mark}${APART}`);
}

/** Keeps what stands on both sides of it from being read together, and has no width. */
const APART = "\u200c";

/** A block within an item of a list. */
export function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Long enough for a statement of a few columns. */
const LONGEST_VALUE = 300;

/** Eight statements with a query of a page each. */
const LONGEST_BLOCK = 16_000;

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
