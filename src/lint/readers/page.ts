import { readConfFile } from "./conf-file.ts";
import { readDataFile } from "./data-file.ts";
import type { ConfEntry } from "../../rules/subject.ts";
import type { Fact } from "./facts.ts";
import { cutOut, type Fragment, unescaped } from "./fragment.ts";
import { valued } from "./gather.ts";
import { readProse } from "./prose.ts";
import { readPython } from "./python.ts";
import { ReadError } from "./read-error.ts";
import { readSql } from "./sql.ts";

/** A text with code in it, as one program. */
export function readPage(from: Fragment): readonly Fact[] {
  return readPrograms(from).flat();
}

/**
 * A text with code in it: fenced blocks, JSON strings in which code is escaped, and what the words promise of a
 * cluster. Blocks go on with each other, up to one that the words before it call another way, or that says something
 * else of what was said: that begins a program of its own.
 */
export function readPrograms(from: Fragment): readonly (readonly Fact[])[] {
  let outside = from.text;
  let end = 0;
  const programs: Fact[][] = [];
  for (const { language, start, text } of fences(from.text)) {
    const facts = readCode(cutOut(from, start, text), language);
    const last = programs.at(-1);
    const isOther =
      saysOtherWay(outside.slice(end, start)) || (last !== undefined && contradicts(facts, last));
    if (last === undefined || isOther) programs.push([...facts]);
    else last.push(...facts);
    outside = outside.slice(0, start) + text.replaceAll(/[^\n]/g, " ") + outside.slice(start + text.length);
    end = start + text.length;
  }
  const rest = { ...from, text: outside };
  const all = [...programs, [...readEscaped(rest)]];
  // What one block makes another may use.
  const mentions = all.flat().filter(({ kind }) => kind === "mentions");
  const launched = all
    .flat()
    .flatMap((fact) => (fact.kind === "conf" && fact.setAt === "launch" ? valued(fact) : []));
  return [
    ...all.map((facts) => [...facts.filter(({ kind }) => kind !== "mentions"), ...mentions]),
    readProse(rest).map((fact) => promised(fact, launched)),
  ];
}

/** Whether the words before a block announce another way to the same end, or how it was before. */
function saysOtherWay(words: string): boolean {
  const lines = words.split("\n").filter((line) => line.trim() !== "" && !/^ *(`{3}|~{3})/.test(line));
  const last = lines.at(-1) ?? "";
  return (
    lines.some((line) =>
      /^ *#+ .*\b(option|alternative|variant|approach|before|after|good|bad)\b/i.test(line),
    ) ||
    /^\W*(or|alternatively|instead|otherwise|option|alternative|before|after|good|bad|wrong|right)\b/i.test(
      last,
    ) ||
    /\b(alternatively|or|instead)\b[^:]{0,40}:\W*$/i.test(last)
  );
}

/** Whether a block sets a key to something else, or orders a table in a way that does not go with what was said. */
function contradicts(facts: readonly Fact[], program: readonly Fact[]): boolean {
  const values = new Map(
    program.flatMap((fact) =>
      fact.kind === "conf" ? [[`${fact.setAt} ${fact.entry.key}`, fact.entry.value]] : [],
    ),
  );
  const clustered = orderedBy(program, "cluster");
  const others = new Set([...orderedBy(program, "partition"), ...orderedBy(program, "zorder")]);
  return (
    facts.some((fact) => {
      if (fact.kind !== "conf") return false;
      const id = `${fact.setAt} ${fact.entry.key}`;
      return values.has(id) && values.get(id) !== fact.entry.value;
    }) ||
    [...orderedBy(facts, "cluster")].some((name) => others.has(name)) ||
    [...orderedBy(facts, "partition"), ...orderedBy(facts, "zorder")].some((name) => clustered.has(name))
  );
}

function orderedBy(facts: readonly Fact[], part: "cluster" | "partition" | "zorder"): ReadonlySet<string> {
  return new Set(
    facts.flatMap((fact) =>
      fact.kind === "table" && fact.table.layout[part] !== undefined ? [fact.table.name.toLowerCase()] : [],
    ),
  );
}

/** A cluster that is told of in words has the conf that the same text launches Spark with. */
function promised(fact: Fact, conf: readonly ConfEntry[]): Fact {
  return fact.kind === "cluster" ? { ...fact, cluster: { ...fact.cluster, conf } } : fact;
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
