/** A text that spreads rows over numbers by a remainder of their hash. */
export interface HashBucket {
  /** What is hashed, as the text has it. */
  readonly of: string;
  /** How many numbers were meant. */
  readonly buckets: number;
}

/** Parentheses may nest once: `hash(col("id")) % 50`. */
const ARGUMENTS = String.raw`\(((?:[^()]|\([^()]*\))*)\)`;
const REMAINDER = new RegExp(String.raw`\b(?:xx)?hash(?:64)?\s*${ARGUMENTS}\s*\)?\s*%\s*(\d+)`, "i");
const MOD = new RegExp(String.raw`\bmod\s*\(\s*(?:xx)?hash(?:64)?\s*${ARGUMENTS}\s*,\s*(\d+)`, "i");

/** The remainder of a hash, which may be negative; `undefined` where it is made positive, or is none. */
export function hashBucket(expression: string): HashBucket | undefined {
  if (/\babs\s*\(/i.test(expression)) return undefined;
  const [, of, buckets] = REMAINDER.exec(expression) ?? MOD.exec(expression) ?? [];
  return of === undefined ? undefined : { of: of.trim(), buckets: Number(buckets) };
}
