import { readConfFile } from "./conf-file.ts";
import { readDataFile } from "./data-file.ts";
import type { Fact } from "./facts.ts";
import { cutOut, type Fragment, unescaped } from "./fragment.ts";
import { readProse } from "./prose.ts";
import { readPython } from "./python.ts";
import { ReadError } from "./read-error.ts";
import { readSql } from "./sql.ts";

/** A text with code in it: fenced blocks, JSON strings in which code is escaped, and what the words promise of a cluster. */
export function readPage(from: Fragment): readonly Fact[] {
  let outside = from.text;
  const blocks = fences(from.text).flatMap(({ language, start, text }) => {
    const block = cutOut(from, start, text);
    outside = outside.slice(0, start) + text.replaceAll(/[^\n]/g, " ") + outside.slice(start + text.length);
    return readCode(block, language);
  });
  const rest = { ...from, text: outside };
  return [...blocks, ...readProse(rest), ...readEscaped(rest)];
}

interface Fence {
  readonly language: string;
  readonly start: number;
  readonly text: string;
}

/** Blocks between fences, as CommonMark has them: the closing fence is at least as long as the opening one. */
function fences(text: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { mark: string; language: string; start: number } | undefined;
  for (const { index, 0: line } of text.matchAll(/^.*$/gm)) {
    const [, mark, language = ""] = /^ *(`{3,}|~{3,})\s*\{?\.?([\w+-]*)[^`]*$/.exec(line) ?? [];
    if (mark === undefined) continue;
    if (open === undefined) {
      open = { mark, language: language.toLowerCase(), start: index + line.length + 1 };
    } else if (mark.startsWith(open.mark) && language === "") {
      found.push({ language: open.language, start: open.start, text: text.slice(open.start, index) });
      open = undefined;
    }
  }
  return found;
}

function readCode(from: Fragment, language: string): readonly Fact[] {
  switch (language || guess(from.text)) {
    case "python":
    case "py":
    case "pyspark":
      return readPython(from);
    case "sql":
      return readSql(from);
    case "json":
    case "yaml":
    case "yml":
      return [...readDataIfWhole(from), ...readEscaped(from)];
    case "conf":
    case "properties":
    case "ini":
      return readConfFile(from);
    default:
      return [];
  }
}

/** The language of a block that does not say it. */
function guess(text: string): string {
  const lines = text.split("\n").filter((line) => !/^\s*(#|$)/.test(line));
  if (lines.length > 0 && lines.every((line) => /^\s*spark\.[\w.]+[\s=]/.test(line))) return "conf";
  if (
    /^\s*(?:--[^\n]*\n\s*)*(?:SELECT|CREATE|ALTER|OPTIMIZE|ANALYZE|VACUUM|CACHE|SET|MERGE|WITH)\s/.test(text)
  )
    return "sql";
  if (/^\s*[{[]/.test(text)) return "json";
  return /\bspark\.|^\s*(?:import|from|def|class)\s/m.test(text) ? "python" : "";
}

/** A page may show a part of a file only. */
function readDataIfWhole(from: Fragment): readonly Fact[] {
  try {
    return readDataFile(from);
  } catch (error) {
    if (error instanceof ReadError) return [];
    throw error;
  }
}

/** Strings in which line ends are escaped hold a page or a program of their own. */
export function readEscaped(from: Fragment): readonly Fact[] {
  return [...from.text.matchAll(/"(?:[^"\\\n]|\\.)*\\n(?:[^"\\\n]|\\.)*"/g)].flatMap(
    ({ index, 0: quoted }) => {
      const text = decoded(quoted);
      if (text === undefined) return [];
      const inner = unescaped(from, index, text);
      return /^ *(```|~~~)/m.test(text) ? readPage(inner) : readCode(inner, "");
    },
  );
}

function decoded(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}
