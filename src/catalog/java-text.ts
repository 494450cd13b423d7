// How Java, in which the engines are written, reads texts.

/** Everything up to the space character goes at both ends, other white space stays. */
export function javaTrim(text: string): string {
  return text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, "");
}

/** A whole number in digits: Java reads those of every script that UTF-16 writes with one unit. */
const INTEGER = /^[+-]?(?:(?![\u{10000}-\u{10FFFF}])\p{Nd})+$/u;

/** @returns `undefined` for a text that is no whole number; how large it may be is not asked here */
export function javaInteger(text: string): bigint | undefined {
  if (!INTEGER.test(text)) return undefined;
  return BigInt(text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit))).replace("+", ""));
}

/** The ten digits of a script stand one behind the other, zero first. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return value;
}

export const LARGEST = { int: 2n ** 31n - 1n, long: 2n ** 63n - 1n } as const;

export function fits(value: bigint, type: "int" | "long"): boolean {
  return value <= LARGEST[type] && value >= -LARGEST[type] - 1n;
}
