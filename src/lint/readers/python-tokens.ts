import { blot, HOLE } from "./fragment.ts";

export interface PythonToken {
  readonly kind: "comment" | "string" | "name" | "number" | "sign";
  /** As written; of a string what stands between the quotes, escapes included. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where a string's text begins. */
  readonly inner: number;
  /** Letters before a string's quotes, in lower case. */
  readonly prefix: string;
}

const TOKEN =
  /(?<comment>#[^\n]*)|(?<prefix>(?:[rbu]|[fF][rR]?|[rR][fFbB]?|[bB][rR]?|[RBU])?)(?<quote>"""|'''|"|')|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\w.]*)|(?<sign>\S)/uy;
const STRING: Readonly<Record<string, RegExp>> = {
  '"""': /(?:\\[\s\S]|(?!""")[\s\S])*/y,
  "'''": /(?:\\[\s\S]|(?!''')[\s\S])*/y,
  '"': /(?:\\[\s\S]|[^"\\\n])*/y,
  "'": /(?:\\[\s\S]|[^'\\\n])*/y,
};

/** Takes whatever it is given for Python; an open string ends with its line, or with the text. */
export function pythonTokens(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      at += 1;
      continue;
    }
    const { comment, prefix = "", quote, name, number } = match.groups ?? {};
    const end = at + match[0].length;
    const token = (kind: PythonToken["kind"]): PythonToken => ({
      ...{ kind, text: match[0], start: at, end, inner: at, prefix: "" },
    });
    if (quote !== undefined) {
      const inside = STRING[quote];
      if (inside !== undefined) inside.lastIndex = end;
      const content = inside?.exec(text)?.[0] ?? "";
      const closed = end + content.length + (text.startsWith(quote, end + content.length) ? quote.length : 0);
      tokens.push({
        ...token("string"),
        text: content,
        end: closed,
        inner: end,
        prefix: prefix.toLowerCase(),
      });
      at = closed;
      continue;
    }
    tokens.push(
      token(
        comment !== undefined
          ? "comment"
          : name !== undefined
            ? "name"
            : number !== undefined
              ? "number"
              : "sign",
      ),
    );
    at = end;
  }
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

/** The string's value, or `undefined` where a run of the program would fill something in. */
export function stringValue({ text, prefix }: PythonToken): string | undefined {
  if (prefix.includes("f") && withoutFields(text) !== text) return undefined;
  if (prefix.includes("r")) return text;
  return text.replaceAll(/\\([\s\S])/g, (whole, letter: string) =>
    /[\\'"]/.test(letter) ? letter : (ESCAPES[letter] ?? whole),
  );
}

/** The string's text with as many characters, escapes as spaces and the fields of an f-string blotted. */
export function evenText({ text, prefix }: PythonToken): string {
  const known = prefix.includes("f") ? withoutFields(text) : text;
  if (prefix.includes("r")) return known;
  return known.replaceAll(/\\([\s\S])/g, (whole, letter: string) =>
    /['"\\]/.test(letter) ? ` ${letter}` : letter === "\n" ? " \n" : /[ntr]/.test(letter) ? "  " : whole,
  );
}

/** A field that is a variable alone keeps the variable's name between two holes. */
function withoutFields(text: string): string {
  return text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (field, inside: string | undefined) => {
    if (inside === undefined) return field;
    return /^[A-Za-z_]\w*$/.test(inside) ? `${HOLE}${inside}${HOLE}` : blot(field);
  });
}

/** Variables that the fields of an f-string are made of alone. */
export function fieldsIn({ text, prefix }: PythonToken): readonly string[] {
  if (!prefix.includes("f")) return [];
  return [...text.matchAll(/\{\{|\}\}|\{([A-Za-z_]\w*)\}/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}

/** The index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly PythonToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: "sign", text: "" };
    if (kind !== "sign") continue;
    if (/^[([{]$/.test(text)) depth += 1;
    else if (/^[)\]}]$/.test(text)) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}
