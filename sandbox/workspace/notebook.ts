/** How a comment begins in a notebook's language: the marks in its source are comments. */
const COMMENTS: Readonly<Record<string, string>> = { SQL: "--", PYTHON: "#", SCALA: "//", R: "#" };

/** The line by which Databricks tells a notebook's source from another file. */
export function notebookHeader(language: string): string {
  return `${COMMENTS[language] ?? "--"} Databricks notebook source`;
}

/**
 * The cells in SQL of a notebook's source, in order; cells that only tell are passed over.
 * @throws Error for a cell in another language, with its number
 */
export function sqlCells(source: string, language: string): readonly string[] {
  const comment = COMMENTS[language] ?? "--";
  const separator = new RegExp(`^${comment} COMMAND -+[^\\S\\n]*$`, "m");
  return source
    .replaceAll("\r\n", "\n")
    .split(separator)
    .flatMap((cell, index) => {
      const { magic, text } = read(cell, comment);
      const written = magic ?? language.toLowerCase();
      if (text.trim() === "" || TELLING.has(written)) return [];
      if (written === "sql") return [text.trim()];
      throw new Error(`cell ${index + 1} is in ${written}, which is not emulated: only SQL is.`);
    });
}

const TELLING: ReadonlySet<string> = new Set(["md", "md-sandbox"]);

/** A cell's own text, and the language it begins with behind a `%` where it is not the notebook's. */
function read(cell: string, comment: string): { readonly magic?: string; readonly text: string } {
  const marks = new RegExp(`^${comment} (Databricks notebook source|DBTITLE .*)$`);
  const lines = cell
    .split("\n")
    .filter((line) => !marks.test(line.trimEnd()))
    .map((line) => line.replace(new RegExp(`^${comment} MAGIC ?`), ""));
  const text = lines.join("\n");
  const [whole = "", magic] = /^\s*%([\w-]+)[^\S\n]*/.exec(text) ?? [];
  return magic === undefined ? { text } : { magic: magic.toLowerCase(), text: text.slice(whole.length) };
}
