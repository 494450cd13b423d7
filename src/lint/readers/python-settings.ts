import type { ConfFact, Fact } from "./facts.ts";
import { placeAt } from "./fragment.ts";
import { type Literal, literalAt } from "./python-literals.ts";
import { type PythonLoop, pythonLoops } from "./python-loops.ts";
import type { Program } from "./python-program.ts";
import { type PythonToken, stringValue } from "./python-tokens.ts";

type SetAt = ConfFact["setAt"];

/**
 * `spark.conf.set(key, value)` and its like, `SparkConf().set(…)`, `builder.config(…)`, and pairs in
 * `setAll([(key, value)])`. A key may be a constant of the program, or a loop's variable.
 */
export function readSettingCalls(program: Program): readonly Fact[] {
  const { from, tokens } = program;
  const loops = pythonLoops(from.text, tokens).filter(({ pairs }) => pairs !== undefined);
  const looped = new Set(
    loops.flatMap(({ pairs }) => (pairs?.of ?? []).flatMap(([key]) => startOf(key) ?? [])),
  );
  const on = buildsLocally(program) ? ({ on: "spark" } as const) : {};
  return tokens.flatMap((token, index): readonly Fact[] => {
    const setAt = token.text === "(" ? settingCall(tokens, index) : undefined;
    if (setAt === undefined || looped.has(tokens[index + 1]?.start ?? -1)) return [];
    return settingsAt(program, { index, loops }).flatMap(([key, value]): readonly Fact[] => {
      if (key.kind !== "text" || !/^spark\.[\w.-]+$/.test(key.value)) return [];
      const known = value.kind === "text" ? value.value : undefined;
      const entry = { key: key.value, value: known, at: placeAt(from, key.start) };
      return [{ kind: "conf", setAt, group: setAt, entry, ...on }];
    });
  });
}

/** Key and value of the call whose parenthesis is at `index`, as often as a loop makes it. */
function settingsAt(
  { tokens }: Program,
  { index, loops }: { readonly index: number; readonly loops: readonly PythonLoop[] },
): readonly (readonly [Literal, Literal])[] {
  const first = behindKeyword(tokens, index + 1, "key");
  const name = tokens[first];
  const key = argumentAt(tokens, first);
  if (tokens[key.next]?.text !== ",") return [];
  const second = behindKeyword(tokens, key.next + 1, "value");
  const value = argumentAt(tokens, second);
  const behind = tokens[value.next]?.text === "," ? value.next + 1 : value.next;
  if (tokens[behind]?.text !== ")") return [];
  const loop = loops.findLast(
    ({ variable, start, end }) => variable === name?.text && start <= name.start && name.start < end,
  );
  if (key.literal.kind === "text" || loop?.pairs === undefined) return [[key.literal, value.literal]];
  const { second: other, of } = loop.pairs;
  return of.map(([one, two]) => [one, tokens[second]?.text === other ? two : value.literal] as const);
}

function behindKeyword(tokens: readonly PythonToken[], index: number, keyword: string): number {
  return tokens[index]?.text === keyword && tokens[index + 1]?.text === "=" ? index + 2 : index;
}

/** A literal, or the one that the program gives to the name that stands there, if it does so once. */
function argumentAt(tokens: readonly PythonToken[], index: number): ReturnType<typeof literalAt> {
  const read = literalAt(tokens, index);
  const token = tokens[index];
  if (read.literal.kind !== "unknown" || token?.kind !== "name" || read.next !== index + 1) return read;
  const given = tokens.flatMap(({ kind, text }, at) =>
    kind === "name" && text === token.text && tokens[at + 1]?.text === "=" && isPlainName(tokens, at)
      ? [at + 2]
      : [],
  );
  const [only, ...more] = given;
  if (only === undefined || more.length > 0) return read;
  const value = tokens[only];
  const text =
    value?.kind === "string" && tokens[only + 1]?.kind !== "string" ? stringValue(value) : undefined;
  if (value === undefined || text === undefined) return read;
  // What goes on behind it is an expression.
  if (/^[-+*/%|&.[(]$/.test(tokens[only + 1]?.text ?? "")) return read;
  return { literal: { kind: "text", value: text, start: value.start }, next: read.next };
}

/** Not an argument's name, an attribute or a comparison. */
function isPlainName(tokens: readonly PythonToken[], at: number): boolean {
  return !/^[.(,=]$/.test(tokens[at - 1]?.text ?? "") && tokens[at + 2]?.text !== "=";
}

function startOf(literal: Literal): number | undefined {
  return literal.kind === "text" ? literal.start : undefined;
}

/** A program that starts Spark for itself, or tests one, is not run by Databricks. */
function buildsLocally({ from, tokens }: Program): boolean {
  const master = tokens.some((token, at) => {
    if (token.kind !== "string" || !/^local\b/.test(token.text)) return false;
    const called = tokens[at - 1]?.text === "(" && /^(master|setMaster)$/.test(tokens[at - 2]?.text ?? "");
    return called || tokens[at - 2]?.text === "spark.master";
  });
  return master || /(^|\/)(tests\/|test_[^/]*\.py$|conftest\.py$|[^/]*_test\.py$)/.test(from.file);
}

function settingCall(tokens: readonly PythonToken[], index: number): SetAt | undefined {
  const before = tokens[index - 1];
  if (before?.text === "config") return "builder";
  if (before?.text === "setConf") return "session";
  if (before?.text === "set") return isOfSession(tokens, index - 3) ? "session" : "launch";
  // A pair in a list that is handed to setAll.
  const inList = before?.text === "[" || before?.text === ",";
  return inList &&
    tokens[index + 1]?.kind === "string" &&
    tokens[index + 1]?.text.startsWith("spark.") === true
    ? "launch"
    : undefined;
}

/** `spark.conf`, or a variable that was given it; every other `conf` is a SparkConf. */
function isOfSession(tokens: readonly PythonToken[], at: number): boolean {
  const receiver = tokens[at];
  if (receiver?.text === "sqlContext") return true;
  if (receiver?.text === "conf" && tokens[at - 1]?.text === ".") return true;
  if (receiver?.kind !== "name") return false;
  const given = tokens.findLastIndex(
    ({ text }, index) => index < at && text === receiver.text && tokens[index + 1]?.text === "=",
  );
  return given !== -1 && tokens[given + 3]?.text === "." && tokens[given + 4]?.text === "conf";
}
