/**
 * A text as a SQL literal has it between its quotes. Spark reads backslash escapes there, and puts values in the place of
 * `${…}` before it parses anything, so the dollar of such a place is written by its number.
 */
export function sqlEscaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("${", "\\u0024{");
}

/** A text as HTML has it, within an element or an attribute. */
export function htmlEscaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML[character] ?? character);
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
