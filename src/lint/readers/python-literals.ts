import { type PythonToken, stringValue } from "./python-tokens.ts";

/** A value that the text holds itself; what a run would compute is `unknown`. */
export type Literal =
  | { readonly kind: "text"; readonly value: string; readonly start: number }
  | { readonly kind: "list"; readonly items: readonly Literal[] }
  | { readonly kind: "dict"; readonly entries: readonly DictEntry[] }
  | { readonly kind: "unknown" };

export interface DictEntry {
  readonly key: string;
  readonly start: number;
  readonly value: Literal;
}

interface Read {
  readonly literal: Literal;
  readonly next: number;
}

const CLOSES: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")" };
const UNKNOWN: Literal = { kind: "unknown" };

/** Reads the value at `index`, which ends before a comma or a closing bracket. Tokens are without comments. */
export function literalAt(tokens: readonly PythonToken[], index: number): Read {
  const token = tokens[index];
  if (token === undefined) return { literal: UNKNOWN, next: index };
  const read =
    token.kind === "sign" && token.text === "{"
      ? dictAt(tokens, index)
      : token.kind === "sign" && (token.text === "[" || token.text === "(")
        ? itemsAt(tokens, index)
        : plainAt(tokens, index);
  // What goes on behind the value is an expression.
  return endsAt(tokens, read.next) ? read : { literal: UNKNOWN, next: expressionEnd(tokens, read.next) };
}

/** The list, tuple or dict at `index` of a statement, which another statement may follow. */
export function collectionAt(tokens: readonly PythonToken[], index: number): Literal {
  const token = tokens[index];
  if (token?.kind !== "sign" || !(token.text in CLOSES)) return UNKNOWN;
  const { literal, next } = token.text === "{" ? dictAt(tokens, index) : itemsAt(tokens, index);
  const behind = tokens[next];
  return behind?.kind === "sign" && /^[-+*/%|&.[(]$/.test(behind.text) ? UNKNOWN : literal;
}

function plainAt(tokens: readonly PythonToken[], index: number): Read {
  const token = tokens[index];
  if (token?.kind === "string") {
    const parts: (string | undefined)[] = [];
    let next = index;
    for (let part = tokens[next]; part?.kind === "string"; part = tokens[next]) {
      parts.push(stringValue(part));
      next += 1;
    }
    const known = parts.every((part) => part !== undefined);
    return {
      literal: known ? { kind: "text", value: parts.join(""), start: token.start } : UNKNOWN,
      next,
    };
  }
  const negative = token?.text === "-";
  const number = tokens[negative ? index + 1 : index];
  if (number?.kind === "number") {
    const value = `${negative ? "-" : ""}${number.text.replaceAll("_", "")}`;
    return { literal: { kind: "text", value, start: number.start }, next: index + (negative ? 2 : 1) };
  }
  // As PySpark hands them on to Spark.
  if (token?.text === "True" || token?.text === "False") {
    return {
      literal: { kind: "text", value: token.text.toLowerCase(), start: token.start },
      next: index + 1,
    };
  }
  return { literal: UNKNOWN, next: expressionEnd(tokens, index) };
}

function itemsAt(tokens: readonly PythonToken[], index: number): Read {
  const items: Literal[] = [];
  const close = CLOSES[tokens[index]?.text ?? ""];
  let next = index + 1;
  while (next < tokens.length && tokens[next]?.text !== close) {
    const read = literalAt(tokens, next);
    items.push(read.literal);
    next = Math.max(read.next, next + (read.next === next ? 1 : 0));
    if (isSign(tokens[next], ",")) next += 1;
  }
  return { literal: { kind: "list", items }, next: next + 1 };
}

function dictAt(tokens: readonly PythonToken[], index: number): Read {
  const entries: DictEntry[] = [];
  let next = index + 1;
  while (next < tokens.length && !isSign(tokens[next], "}")) {
    const key = tokens[next];
    const name = key?.kind === "string" ? stringValue(key) : undefined;
    if (key !== undefined && name !== undefined && isSign(tokens[next + 1], ":")) {
      const read = literalAt(tokens, next + 2);
      entries.push({ key: name, start: key.start, value: read.literal });
      next = read.next;
    } else {
      next = expressionEnd(tokens, next);
    }
    if (isSign(tokens[next], ",")) next += 1;
    else if (!isSign(tokens[next], "}")) next += 1;
  }
  return { literal: { kind: "dict", entries }, next: next + 1 };
}

function isSign(token: PythonToken | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

function endsAt(tokens: readonly PythonToken[], index: number): boolean {
  const token = tokens[index];
  return token === undefined || (token.kind === "sign" && /^[,)\]}]$/.test(token.text));
}

/** Where the expression ends: at a comma or a closing bracket of its surroundings. */
function expressionEnd(tokens: readonly PythonToken[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    if (depth === 0 && endsAt(tokens, at)) return at;
    const { kind, text } = tokens[at] ?? { kind: "sign", text: "" };
    if (kind !== "sign") continue;
    if (text in CLOSES) depth += 1;
    else if (/^[)\]}]$/.test(text)) depth -= 1;
  }
  return tokens.length;
}

/** Every outermost dict literal, with the index of its first token. */
export function dictsIn(
  tokens: readonly PythonToken[],
): readonly { readonly index: number; readonly entries: readonly DictEntry[] }[] {
  const found: { index: number; entries: readonly DictEntry[] }[] = [];
  for (let index = 0; index < tokens.length;) {
    const read = isSign(tokens[index], "{") ? dictAt(tokens, index) : undefined;
    if (read?.literal.kind === "dict") found.push({ index, entries: read.literal.entries });
    // A set, or a dict with nothing in it that is known, may have dicts deeper inside.
    const known = read?.literal.kind === "dict" && read.literal.entries.length > 0;
    index = known ? read.next : index + 1;
  }
  return found;
}
