/** A value in a line of Markdown, as it is: nothing in it is read as markup, as a mention or as a comment. */
export function code(value: string): string {
  const flat = value.replaceAll(/\s*\n\s*/g, " ⏎ ").replaceAll("|", "¦");
  const short =
    flat.length > LONGEST_VALUE ? `${flat.slice(0, LONGEST_VALUE)}… (${flat.length} characters)` : flat;
  const fence = "`".repeat(longestRun(short) + 1);
  const pad = short.startsWith("`") || short.endsWith("`") || short === "" ? " " : "";
  return `${fence}${pad}${short}${pad}${fence}`;
}

/** A block of lines, as they are, up to a length that leaves room for others. */
export function block(lines: readonly string[], language = ""): readonly string[] {
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
