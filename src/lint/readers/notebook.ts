import { isMap, isScalar, isSeq, parseDocument, type Scalar, type YAMLMap } from "yaml";
import { readCell } from "./cells.ts";
import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";
import { ReadError } from "./read-error.ts";

/**
 * The cells of a Jupyter notebook.
 * @throws ReadError when the file is no notebook
 */
export function readNotebook(from: Fragment): readonly Fact[] {
  // Databricks writes a name twice where a cell has results.
  const document = parseDocument(from.text, { uniqueKeys: false, logLevel: "silent" });
  const cells = document.errors.length === 0 ? document.get("cells", true) : undefined;
  if (!isSeq(cells)) throw new ReadError(`${from.file}: is not a Jupyter notebook: it has no "cells"`);
  const language = languageOf(document.contents as unknown as YAMLMap);
  return cells.items.flatMap((cell) => {
    if (!isMap(cell)) return [];
    const source = cell.get("source", true);
    const pieces = (isSeq(source) ? source.items : [source]).filter(isScalar);
    const text = cellOf(from, pieces);
    return readCell(text, cell.get("cell_type") === "markdown" ? "md" : language);
  });
}

const LANGUAGES = [
  ["metadata", "application/vnd.databricks.v1+notebook", "language"],
  ["metadata", "kernelspec", "language"],
  ["metadata", "language_info", "name"],
];

/** The language of cells that do not say theirs. */
function languageOf(notebook: YAMLMap): string {
  const said = LANGUAGES.map((path) => notebook.getIn(path)).find((name) => typeof name === "string");
  return typeof said === "string" ? said.toLowerCase() : "python";
}

/** A cell's lines, each of which stands on a line of the file of its own, or on one line with their ends escaped. */
function cellOf(from: Fragment, pieces: readonly Scalar[]): Fragment {
  const starts: { readonly at: number; readonly line: number }[] = [];
  let text = "";
  for (const { value, range } of pieces) {
    starts.push({ at: text.length, line: from.lineAt(range?.[0] ?? 0) });
    text += String(value);
  }
  const lineAt = (offset: number) => starts.findLast(({ at }) => at <= offset)?.line ?? 1;
  return { file: from.file, text, lineAt };
}
