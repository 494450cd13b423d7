/** A table; a column that nobody fills is left out. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const filled = titles.map((_, at) => rows.some((row) => row[at] !== ""));
  const line = (cells: readonly string[]) =>
    `| ${cells
      .filter((_, at) => filled[at])
      .map(cell)
      .join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)];
}

/** GitHub ends a cell at a bar, also within code. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

export function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

export function block(language: string, text: string): readonly string[] {
  return [`\`\`\`${language}`, ...text.trimEnd().split("\n"), "```"];
}
