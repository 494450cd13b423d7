import { hasComment, type QueryToken, queryTokens } from "./query-text.ts";

/** Words that begin what stands behind a column's expression in a statement, where they follow an operand. */
const CLAUSES = new Set(
  "AFTER AS CHECK CLUSTER CLUSTERED COMMENT CONSTRAINT DEFAULT FIRST FOREIGN GENERATED LOCATION MASK NULL OPTIONS PARTITIONED PRIMARY REFERENCES SELECT TBLPROPERTIES UNIQUE USING WITH".split(
    " ",
  ),
);

/** Words after which an expression goes on. */
const OPERATORS = new Set(
  "ALL AND ANY BETWEEN BY CASE DISTINCT DIV ELSE ESCAPE FROM ILIKE IN INTERVAL IS LIKE NOT OR REGEXP RLIKE SOME THEN WHEN".split(
    " ",
  ),
);

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Why a text cannot stand where a statement takes one expression: it would end there, and what follows would be read
 * as another column, another clause or another statement. It goes by the tokens, not by the grammar: what is no
 * expression otherwise, the engine refuses.
 * @returns nothing for one that can
 */
export function whyNotOneExpression(text: string): string | undefined {
  if (hasComment(text)) return "a comment would hide what follows it";
  const open: string[] = [];
  const before: QueryToken[] = [];
  for (const token of queryTokens(text)) {
    const fault = faultOf(token, { open, before });
    if (fault !== undefined) return fault;
    before.push(token);
  }
  return open.length === 0 ? undefined : `"${open.at(-1) ?? ""}" is missing`;
}

/** @param open the signs that close what is open, changed with it */
function faultOf(
  { kind, text }: QueryToken,
  { open, before }: { readonly open: string[]; readonly before: readonly QueryToken[] },
): string | undefined {
  if (kind === "open") return `${text.replace(/^r/i, "").slice(0, 1)} is not closed`;
  if (kind === "sign") {
    const closing = text === "<" && isType(before) ? ">" : CLOSING[text];
    if (closing !== undefined) open.push(closing);
    // `map<string, array<int>>` ends in one sign of two.
    if (/^>+$/.test(text))
      for (let left = text.length; left > 0 && open.at(-1) === ">"; left -= 1) open.pop();
    if (Object.values(CLOSING).includes(text) && open.pop() !== text)
      return `"${text}" closes what was not opened`;
    if (text === ";" || (text === "," && open.length === 0)) return `"${text}" ends the expression`;
    return undefined;
  }
  const ends =
    open.length === 0 && kind === "word" && CLAUSES.has(text.toUpperCase()) && isBehindOperand(before);
  return ends ? `"${text}" ends the expression` : undefined;
}

function isType(before: readonly QueryToken[]): boolean {
  return /^(ARRAY|MAP|STRUCT)$/i.test(before.at(-1)?.text ?? "");
}

/** NOT is an operator, unless it stands behind an operand itself, as in `1 NOT NULL`; `x IS NOT NULL` is an expression. */
function isBehindOperand(before: readonly QueryToken[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return false;
  if (last.kind === "sign") return /^[)\]]$/.test(last.text);
  const word = last.text.toUpperCase();
  if (last.kind !== "word" || !OPERATORS.has(word)) return true;
  // A field of that name, and a column of it at the beginning.
  if (before.at(-2)?.text === "." || (before.length === 1 && !/^(NOT|CASE)$/.test(word))) return true;
  return word === "NOT" && isBehindOperand(before.slice(0, -1));
}
