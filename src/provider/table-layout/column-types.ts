import { sameDataType } from "../../model/data-type.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";

/** Whether a type is as declared, however either is spelt. */
export function sameType(type: string, declared: string): boolean {
  const [a, b] = [dataTypeOf(type), dataTypeOf(declared)];
  // What this version of the library cannot read is compared as it is written.
  if (a === undefined || b === undefined) return type.trim().toLowerCase() === declared.trim().toLowerCase();
  return sameDataType(a, b);
}

/** The same SQL but for blanks and letters' case, outside quotes: an engine may print it anew. */
export function sameExpression(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return squeezed(a) === squeezed(b);
}

function squeezed(expression: string): string {
  return expression
    .trim()
    .split(/('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .toLowerCase()
            .replaceAll(/\s+/g, " ")
            .replaceAll(/ ?([(),]) ?/g, "$1"),
    )
    .join("");
}
