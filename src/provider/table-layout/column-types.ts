import { sameDataType } from "../../model/data-type.ts";
import { queryTokens } from "../../model/query-text.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";

/** Whether a type is as declared, however either is spelt. */
export function sameType(type: string, declared: string): boolean {
  const [a, b] = [dataTypeOf(type), dataTypeOf(declared)];
  // What this version of the library cannot read is compared as it is written.
  if (a === undefined || b === undefined) return type.trim().toLowerCase() === declared.trim().toLowerCase();
  return sameDataType(a, b);
}

/** The same SQL but for blanks and letters' case, outside quotes: an engine may print it anew, `s.x` as `s . x`. */
export function sameExpression(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [first, second] = [tokensOf(a), tokensOf(b)];
  return first.length === second.length && first.every((token, at) => token === second[at]);
}

function tokensOf(expression: string): readonly string[] {
  return queryTokens(expression).map(({ kind, text }) => (kind === "string" ? text : text.toLowerCase()));
}
