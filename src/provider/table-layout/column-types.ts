/** Names that Spark's parser takes for the same type. */
const ALIASES: Readonly<Record<string, string>> = {
  integer: "int",
  long: "bigint",
  short: "smallint",
  byte: "tinyint",
  real: "float",
  dec: "decimal",
  numeric: "decimal",
};

/** A type in one spelling, so that two that mean the same are the same text. */
export function normalType(type: string): string {
  const words = type
    .toLowerCase()
    .trim()
    .replaceAll(/\s*([<>(),:])\s*/g, "$1")
    .replaceAll(/[a-z_]\w*/g, (word, at: number, whole: string) =>
      // A word before a colon is a field's name in a struct.
      whole[at + word.length] === ":" ? word : (ALIASES[word] ?? word),
    );
  return words
    .replaceAll(/\bdecimal(?!\()/g, "decimal(10,0)")
    .replaceAll(/\bdecimal\((\d+)\)/g, "decimal($1,0)");
}

export function sameType(a: string, b: string): boolean {
  return normalType(a) === normalType(b);
}

const WHOLE_NUMBERS = ["tinyint", "smallint", "int", "bigint"];

/** Digits before the point that a decimal needs for every value of a whole-number type. */
const DIGITS: Readonly<Record<string, number>> = { tinyint: 10, smallint: 10, int: 10, bigint: 20 };

/**
 * Whether ALTER TABLE makes this change without a value lost, as Delta's type widening has it
 * (https://docs.delta.io/delta-type-widening/#supported-type-changes); a test holds the answer against the engine.
 */
export function isWidening(from: string, to: string): boolean {
  const [a, b] = [normalType(from), normalType(to)];
  const [low, high] = [WHOLE_NUMBERS.indexOf(a), WHOLE_NUMBERS.indexOf(b)];
  if (low >= 0 && high >= 0) return low < high;
  const target = decimalOf(b);
  if (low >= 0) {
    return target === undefined
      ? b === "double" && a !== "bigint"
      : target.precision - target.scale >= (DIGITS[a] ?? 0);
  }
  const source = decimalOf(a);
  if (source !== undefined && target !== undefined) {
    const digits = target.precision - target.scale - (source.precision - source.scale);
    return digits >= 0 && target.scale >= source.scale && target.precision > source.precision;
  }
  return (a === "float" && b === "double") || (a === "date" && b === "timestamp_ntz");
}

function decimalOf(type: string): { readonly precision: number; readonly scale: number } | undefined {
  const [, precision, scale] = /^decimal\((\d+),(\d+)\)$/.exec(type) ?? [];
  return precision === undefined ? undefined : { precision: Number(precision), scale: Number(scale) };
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
