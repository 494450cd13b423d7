import type { PythonToken } from "./python-tokens.ts";

/** A function or class, with the part of the text that it holds. */
export interface PythonScope {
  readonly kind: "function" | "class";
  readonly name: string;
  /** Offset of the word `def` or `class`. */
  readonly start: number;
  readonly end: number;
  readonly decorated: boolean;
}

/** A line that is not the rest of another. */
interface Line {
  readonly indent: number;
  /** Index of its first token. */
  readonly first: number;
}

/** Every function and class, the outer before the inner. Tokens are without comments. */
export function pythonScopes(text: string, tokens: readonly PythonToken[]): readonly PythonScope[] {
  const lines = logicalLines(text, tokens);
  return lines.flatMap(({ indent, first }, at): readonly PythonScope[] => {
    const start = tokens[first]?.text === "async" ? first + 1 : first;
    const [word, name] = [tokens[start], tokens[start + 1]];
    if (word?.kind !== "name" || !/^(def|class)$/.test(word.text) || name?.kind !== "name") return [];
    const before = lines[at - 1];
    const decorated = before !== undefined && tokens[before.first]?.text === "@" && before.indent === indent;
    const end = blockEnd(lines, at, { tokens, text });
    const kind = word.text === "def" ? "function" : "class";
    return [{ kind, name: name.text, start: word.start, end, decorated }];
  });
}

/** Where what stands deeper than the line `at` ends. */
export function blockEnd(
  lines: readonly Line[],
  at: number,
  { tokens, text }: { readonly tokens: readonly PythonToken[]; readonly text: string },
): number {
  const indent = lines[at]?.indent ?? 0;
  const next = lines.slice(at + 1).find((line) => line.indent <= indent);
  return next === undefined ? text.length : (tokens[next.first]?.start ?? text.length);
}

/** The innermost scope at an offset. */
export function scopeAt(scopes: readonly PythonScope[], offset: number): PythonScope | undefined {
  return scopes.findLast(({ start, end }) => start <= offset && offset < end);
}

/** The function whose body an offset stands in. */
export function functionAt(scopes: readonly PythonScope[], offset: number): PythonScope | undefined {
  return scopes.findLast(({ kind, start, end }) => kind === "function" && start <= offset && offset < end);
}

export function logicalLines(text: string, tokens: readonly PythonToken[]): readonly Line[] {
  const lines: Line[] = [];
  let [depth, lineEnd] = [0, -1];
  for (const [index, { kind, text: sign, start, end }] of tokens.entries()) {
    if (depth === 0 && start > lineEnd) {
      const begin = text.lastIndexOf("\n", start - 1) + 1;
      const ahead = text.slice(begin, start);
      if (ahead.trim() === "" && !isContinued(text, begin))
        lines.push({ indent: width(ahead), first: index });
    }
    if (kind === "sign" && /^[([{]$/.test(sign)) depth += 1;
    if (kind === "sign" && /^[)\]}]$/.test(sign)) depth = Math.max(0, depth - 1);
    const newline = text.indexOf("\n", end);
    lineEnd = newline === -1 ? text.length : newline;
  }
  return lines;
}

function isContinued(text: string, lineStart: number): boolean {
  return text.slice(0, lineStart).endsWith("\\\n");
}

/** Tabs go to the next column that eight divides, as in Python. */
function width(indent: string): number {
  return Array.from(indent).reduce(
    (columns, letter) => (letter === "\t" ? columns + 8 - (columns % 8) : columns + 1),
    0,
  );
}
