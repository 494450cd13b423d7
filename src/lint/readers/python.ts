import { acceptanceIn } from "./acceptance-comment.ts";
import type { Fact } from "./facts.ts";
import { cutOut, type Fragment, placeAt } from "./fragment.ts";
import { readDicts } from "./python-dicts.ts";
import { readFrames } from "./python-frames.ts";
import { idleFunctions, mentions } from "./python-idle.ts";
import { literalAt } from "./python-literals.ts";
import { readQueries } from "./python-queries.ts";
import { pythonScopes } from "./python-scopes.ts";
import { type PythonToken, pythonTokens } from "./python-tokens.ts";
import { readSql } from "./sql.ts";

/** What a PySpark program sets, says of tables' layouts, and hands to Spark SQL. */
export function readPython(from: Fragment): readonly Fact[] {
  const all = pythonTokens(from.text);
  const tokens = all.filter(({ kind }) => kind !== "comment");
  const program = { from, tokens, scopes: pythonScopes(from.text, tokens), mentioned: mentions(tokens) };
  const placed = [...readFrames(program), ...readQueries(program)];
  return [
    ...all.flatMap(({ kind, text, start }) => (kind === "comment" ? acceptanceIn(from, text, start) : [])),
    ...readSettings(from, tokens),
    ...readDicts(program),
    ...placed.map(({ fact }) => fact),
    ...sqlCells(from).flatMap(readSql),
    ...idleFunctions(program, placed),
    { kind: "mentions", names: program.mentioned },
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
