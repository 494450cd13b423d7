import { acceptanceIn } from "./acceptance-comment.ts";
import type { Fact } from "./facts.ts";
import { cutOut, type Fragment, placeAt } from "./fragment.ts";
import { readDicts } from "./python-dicts.ts";
import { literalAt } from "./python-literals.ts";
import { evenText, type PythonToken, pythonTokens } from "./python-tokens.ts";
import { readFrames } from "./python-frames.ts";
import { readSql } from "./sql.ts";

/** What a PySpark program sets, says of tables' layouts, and hands to Spark SQL. */
export function readPython(from: Fragment): readonly Fact[] {
  const all = pythonTokens(from.text);
  const tokens = all.filter(({ kind }) => kind !== "comment");
  return [
    ...all.flatMap(({ kind, text, start }) => (kind === "comment" ? acceptanceIn(from, text, start) : [])),
    ...readSettings(from, tokens),
    ...readDicts(from, tokens),
    ...readFrames(from, tokens),
    ...[...queriesIn(from, tokens), ...sqlCells(from)].flatMap(readSql),
  ];
}

/** SQL cells of a notebook that is kept as a program. */
function sqlCells(from: Fragment): readonly Fragment[] {
  return [...from.text.matchAll(/^# MAGIC %sql\b[^\n]*(?:\n# MAGIC[^\n]*)*/gm)].map((cell) =>
    cutOut(
      from,
      cell.index,
      cell[0].replaceAll(/^# MAGIC( %sql)?/gm, (mark) => " ".repeat(mark.length)),
    ),
  );
}

/** `spark.conf.set(key, value)`, `SparkConf().set(…)`, `builder.config(…)`, and pairs in `setAll([(key, value)])`. */
function readSettings(from: Fragment, tokens: readonly PythonToken[]): readonly Fact[] {
  return tokens.flatMap((token, index): readonly Fact[] => {
    const setAt = token.text === "(" ? settingCall(tokens, index) : undefined;
    if (setAt === undefined) return [];
    const key = literalAt(tokens, index + 1);
    const value = literalAt(tokens, key.next + 1);
    const isPair = tokens[key.next]?.text === "," && tokens[value.next]?.text === ")";
    if (!isPair || key.literal.kind !== "text" || value.literal.kind !== "text") return [];
    if (!/^spark\.[\w.]+$/.test(key.literal.value)) return [];
    const entry = {
      key: key.literal.value,
      value: value.literal.value,
      at: placeAt(from, key.literal.start),
    };
    return [{ kind: "conf", setAt, group: setAt, entry }];
  });
}

function settingCall(
  tokens: readonly PythonToken[],
  index: number,
): "session" | "launch" | "builder" | undefined {
  const before = tokens[index - 1];
  if (before?.text === "config") return "builder";
  if (before?.text === "set")
    return /^(conf|sqlContext)$/.test(tokens[index - 3]?.text ?? "") ? "session" : "launch";
  // A pair in a list that is handed to setAll.
  const inList = before?.text === "[" || before?.text === ",";
  return inList &&
    tokens[index + 1]?.kind === "string" &&
    tokens[index + 1]?.text.startsWith("spark.") === true
    ? "launch"
    : undefined;
}

/** Text outside `spark.sql(…)` is a query only where nothing else can be meant. */
const QUERY =
  /^\s*(?:SELECT\b[\s\S]+\bFROM\b|WITH\s+\w+\s+AS\s*\(|CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\s|ALTER\s+TABLE\s|MERGE\s+INTO\s)/;

function queriesIn(from: Fragment, tokens: readonly PythonToken[]): readonly Fragment[] {
  return tokens.flatMap((token, index): readonly Fragment[] => {
    if (token.kind !== "string" || isContinued(tokens[index - 1])) return [];
    const query = joined(from, tokens, index);
    const called = tokens[index - 1]?.text === "(" && tokens[index - 2]?.text === "sql";
    if (!called && (!QUERY.test(query.text) || isDocstring(from, tokens, index))) return [];
    return [query];
  });
}

function isContinued(before: PythonToken | undefined): boolean {
  return before?.kind === "string" || before?.text === "+";
}

/** Strings side by side, or with a plus between them, with spaces for what stands between. */
function joined(from: Fragment, tokens: readonly PythonToken[], index: number): Fragment {
  const start = tokens[index]?.inner ?? 0;
  let text = "";
  for (let at = index; ; at += 1) {
    const token = tokens[at];
    if (token?.kind === "string") {
      text += from.text.slice(start + text.length, token.inner).replaceAll(/[^\n]/g, " ") + evenText(token);
    } else if (token?.text !== "+" || tokens[at + 1]?.kind !== "string") {
      return cutOut(from, start, text);
    }
  }
}

/** A string that is a statement of its own: the first of its line, outside brackets, and given to nothing. */
function isDocstring({ text }: Fragment, tokens: readonly PythonToken[], index: number): boolean {
  const before = tokens[index - 1];
  const start = tokens[index]?.start ?? 0;
  const alone = text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
  return alone && (before === undefined || !/^[=(,[+]$/.test(before.text)) && !isInDict(tokens, index);
}

function isInDict(tokens: readonly PythonToken[], index: number): boolean {
  return tokens[index - 1]?.text === ":" && tokens[index - 2]?.kind === "string";
}
