import { readCell, sourceCells, withoutMarks } from "./cells.ts";
import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";

/** The cells in other languages of a notebook that is kept as Scala. */
export function readScala(from: Fragment): readonly Fact[] {
  return sourceCells(from, "//").flatMap((cell) => {
    const other = withoutMarks(cell, "//");
    return other === undefined ? [] : readCell(other, "");
  });
}
