/** A piece of SQL text as the engine's lexer tells it from its neighbours. */
export interface QueryToken {
  /** `open` is a quote that is not closed, with all that follows it. In a raw string, `r'…'`, a backslash is one. */
  readonly kind: "hint" | "string" | "name" | "open" | "word" | "sign";
  readonly text: string;
}

const TOKEN =
  /(?<blank>\s+|--(?:\\\r?\n|[^\r\n])*)|(?<hint>\/\*\+[\s\S]*?\*\/)|(?<string>[rR](?:'[^']*'|"[^"]*")|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<name>`(?:[^`]|``)*`)|(?<open>[rR]?["'`][\s\S]*)|(?<word>[\p{L}\p{N}_]+)|(?<sign><=>|<=|>=|<>|!=|==|\|\||::|->|=>|<<|>>>?|\S)/uy;

const KINDS = [
  "hint",
  "string",
  "name",
  "open",
  "word",
  "sign",
] as const satisfies readonly QueryToken["kind"][];

/** What is no token of SQL is a sign; comments and blanks between tokens are left out. */
export function queryTokens(text: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  for (let at = 0; at < text.length;) {
    const skipped = bracketedComment(text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) break;
    for (const kind of KINDS) {
      const found = match.groups?.[kind];
      if (found !== undefined) tokens.push({ kind, text: found });
    }
    at = TOKEN.lastIndex;
  }
  return tokens;
}

/** Whether a comment stands in it, which would hide from the engine what we write behind it. */
export function hasComment(text: string): boolean {
  for (let at = 0; at < text.length;) {
    if (bracketedComment(text, at) > at || /^--/.test(text.slice(at, at + 2))) return true;
    TOKEN.lastIndex = at;
    if (TOKEN.exec(text) === null) return false;
    at = TOKEN.lastIndex;
  }
  return false;
}

/** The index behind the comment that starts at `at`, `at` itself where none does. They nest; a hint is none. */
function bracketedComment(text: string, at: number): number {
  if (!text.startsWith("/*", at) || text.startsWith("/*+", at)) return at;
  let depth = 0;
  for (let index = at; index < text.length; index += 1) {
    const pair = text.slice(index, index + 2);
    if (pair === "/*") depth += 1;
    if (pair === "*/") depth -= 1;
    if (pair === "/*" || pair === "*/") index += 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

/**
 * Whether the engine reads two queries alike: they differ in blanks, comments, the case of words, a `;` at the end or
 * parentheses around the whole. A word behind AS keeps its case, for it may be the name of a column, which the engine
 * keeps as written. Any other difference counts, also one that the engine would not see, such as quotes around a name.
 */
export function sameQuery(a: string, b: string): boolean {
  const [first, second] = [canonical(a), canonical(b)];
  return first.length === second.length && first.every((token, at) => token === second[at]);
}

function canonical(text: string): readonly string[] {
  const tokens = queryTokens(text);
  const end = tokens.findLastIndex(({ kind, text: sign }) => kind !== "sign" || sign !== ";") + 1;
  return unwrapped(tokens.slice(0, end)).map(({ kind, text: word }, at, all) => {
    if (kind === "hint") return word.replaceAll(/\s+/g, " ");
    const isAlias = all[at - 1]?.kind === "word" && all[at - 1]?.text.toUpperCase() === "AS";
    return kind === "word" && !isAlias ? word.toLowerCase() : word;
  });
}

/** Without the parentheses that stand around all of it, as some engines hand a definition back. */
function unwrapped(tokens: readonly QueryToken[]): readonly QueryToken[] {
  if (!isSign(tokens[0], "(") || !isSign(tokens.at(-1), ")")) return tokens;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (isSign(token, "(")) depth += 1;
    if (isSign(token, ")")) depth -= 1;
    if (depth === 0 && at < tokens.length - 1) return tokens;
  }
  return unwrapped(tokens.slice(1, -1));
}

function isSign(token: QueryToken | undefined, sign: string): boolean {
  return token?.kind === "sign" && token.text === sign;
}

/** What is wrong with the text of a query, and what to write instead. */
export interface QueryFault {
  readonly message: string;
  readonly instead: string;
}

export function queryFaults(text: string): readonly QueryFault[] {
  const tokens = queryTokens(text);
  const first = tokens.find(({ kind, text: sign }) => kind !== "sign" || sign !== "(");
  const begins = ["SELECT", "WITH", "FROM", "VALUES", "TABLE"].includes(first?.text.toUpperCase() ?? "");
  const end = tokens.findLastIndex(({ kind, text: sign }) => kind !== "sign" || sign !== ";");
  return [
    ...(first?.kind === "word" && begins
      ? []
      : [{ message: `has the query ${JSON.stringify(excerpt(text))}`, instead: "one SELECT statement" }]),
    ...(tokens.slice(0, end).some((token) => isSign(token, ";"))
      ? [{ message: "has more than one statement in its query", instead: "one SELECT statement" }]
      : []),
    ...(text.includes("${")
      ? [
          {
            message: `has "\${" in its query: Spark puts a value in its place before it parses`,
            instead: "a query without it",
          },
        ]
      : []),
  ];
}

function excerpt(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
