import { type DictEntry, type Literal, literalAt } from "./python-literals.ts";
import type { PythonToken } from "./python-tokens.ts";

/**
 * Keyword arguments of the call whose parenthesis is at `open`. A call among the values stands for its own keyword
 * arguments, as `AutoScale(min_workers=1, max_workers=4)` does for the object it makes.
 */
export function callArguments(tokens: readonly PythonToken[], open: number): readonly DictEntry[] {
  const entries: DictEntry[] = [];
  let at = open + 1;
  while (at < tokens.length && tokens[at]?.text !== ")") {
    const name = tokens[at];
    const isKeyword = name?.kind === "name" && tokens[at + 1]?.text === "=" && tokens[at + 2]?.text !== "=";
    const read = literalAt(tokens, isKeyword ? at + 2 : at);
    if (isKeyword) {
      const value = read.literal.kind === "unknown" ? valueOf(tokens, at + 2, read.next) : read.literal;
      entries.push({ key: name.text, start: name.start, value });
    }
    at = read.next > at ? read.next : at + 1;
    if (tokens[at]?.text === ",") at += 1;
    else if (tokens[at]?.text !== ")") break;
  }
  return entries;
}

/** A call as its arguments, a member of an enumeration as its name. */
function valueOf(tokens: readonly PythonToken[], from: number, next: number): Literal {
  let at = from;
  while (tokens[at]?.kind === "name" && tokens[at + 1]?.text === ".") at += 2;
  const last = tokens[at];
  if (last?.kind !== "name") return { kind: "unknown" };
  if (at > from && at + 1 === next && /^[A-Z][A-Z0-9_]*$/.test(last.text)) {
    return { kind: "text", value: last.text, start: last.start };
  }
  const entries = tokens[at + 1]?.text === "(" ? callArguments(tokens, at + 1) : [];
  return entries.length === 0 ? { kind: "unknown" } : { kind: "dict", entries };
}
