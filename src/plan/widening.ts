import type { DataType } from "../model/data-type.ts";

const WHOLE_NUMBERS = ["tinyint", "smallint", "int", "bigint"];

/** Digits before the point that a decimal needs for every value of a whole-number type. */
const DIGITS: Readonly<Record<string, number>> = { tinyint: 10, smallint: 10, int: 10, bigint: 20 };

/**
 * How ALTER TABLE makes this change without a value lost: `feature` by Delta's type widening
 * (https://docs.delta.io/delta-type-widening/#supported-type-changes), `length` by a longer limit of a text, or none.
 * `undefined` where it does not. A test holds the answer against the engine.
 */
export function wideningOf(from: DataType, to: DataType): "feature" | "length" | undefined {
  if (from.kind === "char" || from.kind === "varchar") return isLonger(from, to) ? "length" : undefined;
  return isWider(from, to) ? "feature" : undefined;
}

/** A CHAR stays no CHAR: its length is that of every value. */
function isLonger({ length }: { readonly length: number }, to: DataType): boolean {
  return (to.kind === "plain" && to.name === "string") || (to.kind === "varchar" && to.length >= length);
}

function isWider(from: DataType, to: DataType): boolean {
  if (from.kind === "decimal" && to.kind === "decimal") {
    const digits = to.precision - to.scale - (from.precision - from.scale);
    return digits >= 0 && to.scale >= from.scale && to.precision > from.precision;
  }
  if (from.kind !== "plain") return false;
  if (to.kind === "decimal") return to.precision - to.scale >= (DIGITS[from.name] ?? Infinity);
  if (to.kind !== "plain") return false;
  const [low, high] = [WHOLE_NUMBERS.indexOf(from.name), WHOLE_NUMBERS.indexOf(to.name)];
  if (low >= 0 && high >= 0) return low < high;
  if (low >= 0) return to.name === "double" && from.name !== "bigint";
  return (
    (from.name === "float" && to.name === "double") || (from.name === "date" && to.name === "timestamp_ntz")
  );
}
