import type { Fact } from "./facts.ts";
import { cutOut, type Fragment } from "./fragment.ts";
import { readPage } from "./page.ts";
import { readPython } from "./python.ts";
import { readSql } from "./sql.ts";

/** Languages that a cell may be in and that have a reader; others are passed over. */
const READERS: Readonly<Record<string, (from: Fragment) => readonly Fact[]>> = {
  python: readPython,
  py: readPython,
  sql: readSql,
  md: readPage,
};

/** A cell whose first line may say its language, `%sql` or `%%sql`. */
export function readCell(from: Fragment, language: string): readonly Fact[] {
  const said = /^(?:[^\S\n]*\n)*[^\S\n]*%%?(\w+)\b/.exec(from.text);
  const reader = READERS[said?.[1] ?? language];
  if (reader === undefined) return [];
  return reader(said === null ? from : { ...from, text: spaced(from.text, said[0]) });
}

/** Whether a text is a notebook of Databricks, kept as a source file in which its other languages are comments. */
export function isSourceNotebook({ text }: Fragment, mark: "--" | "//" | "#"): boolean {
  return (
    text.startsWith(`${mark} Databricks notebook source`) || text.includes(`\n${mark} COMMAND ----------`)
  );
}

/** The cells of a source notebook; one ends where the next begins, whatever stands there. */
export function sourceCells(from: Fragment, mark: "--" | "//" | "#"): readonly Fragment[] {
  const cells: Fragment[] = [];
  let start = 0;
  for (const { index, 0: line } of from.text.matchAll(new RegExp(`^${mark} COMMAND -+[^\\n]*$`, "gm"))) {
    cells.push(cutOut(from, start, from.text.slice(start, index)));
    start = index + line.length;
  }
  return [...cells, cutOut(from, start, from.text.slice(start))];
}

/** A cell in another language than its notebook's, with spaces for the marks before its lines. */
export function withoutMarks(from: Fragment, mark: "--" | "//" | "#"): Fragment | undefined {
  const lines = new RegExp(`^${mark} MAGIC ?`, "gm");
  if (!lines.test(from.text)) return undefined;
  // What is not of the cell in such a notebook is a comment of it.
  const rest = from.text.replaceAll(new RegExp(`^(?!${mark} MAGIC)[^\\n]*$`, "gm"), (line) =>
    " ".repeat(line.length),
  );
  return { ...from, text: rest.replaceAll(lines, (mark) => " ".repeat(mark.length)) };
}

function spaced(text: string, part: string): string {
  return part.replaceAll(/[^\n]/g, " ") + text.slice(part.length);
}
