import { isMap, isScalar, isSeq, parseDocument, type Scalar } from "yaml";
import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";
import { readPage } from "./page.ts";
import { readPython } from "./python.ts";
import { ReadError } from "./read-error.ts";
import { readSql } from "./sql.ts";

/**
 * The cells of a Jupyter notebook.
 * @throws ReadError when the file is no notebook
 */
export function readNotebook(from: Fragment): readonly Fact[] {
  const document = parseDocument(from.text, { logLevel: "silent" });
  const cells = document.errors.length === 0 ? document.get("cells", true) : undefined;
  if (!isSeq(cells)) throw new ReadError(`${from.file}: is not a Jupyter notebook: it has no "cells"`);
  return cells.items.flatMap((cell) => {
    if (!isMap(cell)) return [];
    const source = cell.get("source", true);
    const pieces = (isSeq(source) ? source.items : [source]).filter(isScalar);
    const text = cellOf(from, pieces);
    if (cell.get("cell_type") === "markdown") return readPage(text);
    const magic = /^\s*%%?(sql|md)\b/.exec(text.text);
    if (magic === null) return readPython(text);
    const rest = { ...text, text: text.text.replace(magic[0], (mark) => mark.replaceAll(/\S/g, " ")) };
    return magic[1] === "sql" ? readSql(rest) : readPage(rest);
  });
}

/** A cell's lines, each of which stands on a line of the file of its own. */
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
