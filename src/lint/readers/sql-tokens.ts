import { blot, type Fragment, HOLE } from "./fragment.ts";

export interface SqlToken {
  readonly kind: "comment" | "hint" | "string" | "name" | "word" | "number" | "sign";
  /** As written; of a quoted name or a string what stands between the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /(?<comment>--[^\n]*|\/\*(?!\+)[\s\S]*?(?:\*\/|$))|\/\*\+(?<hint>[\s\S]*?)(?:\*\/|$)|'(?<single>(?:[^'\\]|''|\\[\s\S])*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|`(?<name>(?:[^`]|``)*)`|(?<word>[\p{L}_\uFFFC][\p{L}\p{N}_\uFFFC]*)|(?<number>\d[\p{L}\p{N}_.]*)|(?<sign>\S)/gu;

/** Takes whatever it is given for SQL: what is no token of SQL is a sign. */
export function sqlTokens(text: string): readonly SqlToken[] {
  // Where a template engine fills something in, nothing is known.
  const known = text.replaceAll(/\$\{[^}]*\}|\{\{[^}]*\}\}/g, blot);
  return [...known.matchAll(TOKEN)].map((match): SqlToken => {
    const { comment, hint, single, double, name, word, number, sign } = match.groups ?? {};
    const at = { start: match.index, end: match.index + match[0].length };
    if (comment !== undefined) return { kind: "comment", text: comment, ...at };
    if (hint !== undefined) return { kind: "hint", text: hint, ...at };
    const quoted = single ?? double;
    if (quoted !== undefined) return { kind: "string", text: quoted.replaceAll("''", "'"), ...at };
    if (name !== undefined) return { kind: "name", text: name.replaceAll("``", "`"), ...at };
    if (word !== undefined) return { kind: "word", text: word, ...at };
    if (number !== undefined) return { kind: "number", text: number, ...at };
    return { kind: "sign", text: sign ?? "", ...at };
  });
}

/** One statement, without its comments. */
export interface SqlStatement {
  readonly from: Fragment;
  readonly tokens: readonly SqlToken[];
}

export function sqlStatements(from: Fragment, tokens: readonly SqlToken[]): readonly SqlStatement[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "comment") continue;
    if (token.kind === "sign" && token.text === ";") statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((list) => list.length > 0).map((list) => ({ from, tokens: list }));
}

/** Whether the words stand at `index`; a list stands for one of several. */
export function wordsAt(tokens: readonly SqlToken[], index: number, ...words: readonly string[]): boolean {
  return words.every((word, at) => {
    const token = tokens[index + at];
    return (token?.kind === "word" || token?.kind === "sign") && token.text.toUpperCase() === word;
  });
}

/** The index behind the first place where the words stand outside parentheses. */
export function behind(tokens: readonly SqlToken[], ...words: readonly string[]): number | undefined {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth === 0 && wordsAt(tokens, index, ...words)) return index + words.length;
  }
  return undefined;
}

function depthChange({ kind, text }: SqlToken): number {
  return kind !== "sign" ? 0 : text === "(" ? 1 : text === ")" ? -1 : 0;
}

/**
 * The lists of tokens between commas, of what stands in parentheses at `index`, or up to the end without them.
 * @param types whether it holds types, whose angle brackets keep commas
 */
export function listAt(
  tokens: readonly SqlToken[],
  index: number,
  { types = false }: { readonly types?: boolean } = {},
): readonly (readonly SqlToken[])[] {
  const parenthesised = wordsAt(tokens, index, "(");
  const items: SqlToken[][] = [[]];
  let depth = 0;
  let angles = 0;
  let before: SqlToken | undefined;
  for (const token of tokens.slice(parenthesised ? index + 1 : index)) {
    depth += depthChange(token);
    if (depth < 0) break;
    // Of a type; elsewhere the signs compare.
    const opens =
      types && token.text === "<" && (angles > 0 || /^(ARRAY|MAP|STRUCT)$/i.test(before?.text ?? ""));
    const closes = angles > 0 && token.kind === "sign" && token.text === ">";
    angles += opens ? 1 : closes ? -1 : 0;
    before = token;
    if (angles > 0) {
      items.at(-1)?.push(token);
      continue;
    }
    if (depth === 0 && token.kind === "sign" && token.text === ",") items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

/** The index behind the parentheses that open at `index`. */
export function behindParentheses(tokens: readonly SqlToken[], index: number): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    depth += token === undefined ? 0 : depthChange(token);
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

/** A name of one to three parts; nothing where a part is not known or it is no name of a table. */
export function nameAt(
  tokens: readonly SqlToken[],
  index: number,
): { readonly name: string | undefined; readonly next: number } | undefined {
  const found = partsAt(tokens, index);
  if (found === undefined) return undefined;
  const name = found.parts.join(".");
  return { name: NAME.test(name) ? name : undefined, next: found.next };
}

/** As {@link nameAt}, with a part that a variable of the program stands for as `{variable}`. */
export function tableAt(
  tokens: readonly SqlToken[],
  index: number,
): { readonly name: string; readonly next: number } | undefined {
  const found = partsAt(tokens, index);
  const parts = found?.parts.map((part) => part.replaceAll(VARIABLE, "{$1}")) ?? [];
  if (found === undefined || !NAME.test(parts.join(".").replaceAll(/[{}]/g, "_"))) return undefined;
  return { name: parts.join("."), next: found.next };
}

const NAME = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+){0,2}$/u;
const VARIABLE = new RegExp(`${HOLE}(\\w+)${HOLE}`, "g");

function partsAt(tokens: readonly SqlToken[], index: number) {
  const parts: string[] = [];
  let next = index;
  for (;;) {
    const token = tokens[next];
    if (token === undefined || (token.kind !== "word" && token.kind !== "name")) return undefined;
    parts.push(token.text);
    next += 1;
    if (!wordsAt(tokens, next, ".")) return { parts, next };
    next += 1;
  }
}

/** The text from the first token to the last, as written. */
export function written({ text }: Fragment, tokens: readonly SqlToken[]): string {
  return text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}
