import { fits, javaInteger, javaTrim, LARGEST } from "./java-text.ts";
import type { SparkConfFact } from "./entries.ts";

/**
 * Why Spark refuses a text as a key's value, judged as its parser does.
 * @returns `undefined` for a text that it takes
 */
export function sparkConfFault(fact: SparkConfFact, text: string): string | undefined {
  switch (fact.type) {
    case "boolean":
      return /^(true|false)$/i.test(javaTrim(text)) ? undefined : "is neither true nor false";
    case "int":
    case "long":
      return integerFault(fact, text);
    case "double":
      return doubleFault(fact, text);
    case "size":
      return quantityFault(fact, text, { read: readSize, example: "a whole number with b, k, m, g, t or p" });
    case "time":
      return quantityFault(fact, text, {
        read: readTime,
        example: "a whole number with us, ms, s, m, h or d",
      });
    case "word":
      return wordFault(fact, text);
    case "text":
      return namedFault(fact, text);
    case "list":
    case "regex":
      return undefined;
  }
}

/** Of a text that the engine's own sentence says the words of; it may take them in any case. */
function namedFault(fact: SparkConfFact, text: string): string | undefined {
  const [, listed = ""] = /Valid values are ((?:'\w+'|, | and |\.)+)$/.exec(fact.rule ?? "") ?? [];
  const values = [...listed.matchAll(/'(\w+)'/g)].map(([, word = ""]) => word);
  return values.length === 0 ? undefined : wordFault({ ...fact, values }, text);
}

/** Whether Spark reads both texts as one value, both being texts that it takes. */
export function sameSparkConfValue(fact: SparkConfFact, a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => readValue(fact, text));
  return one !== undefined && one === other;
}

function readValue({ type, unit, caseSensitive = false }: SparkConfFact, text: string) {
  switch (type) {
    case "boolean":
      return javaTrim(text).toLowerCase();
    case "word":
      return caseSensitive ? text : text.toUpperCase();
    case "int":
    case "long":
      return javaInteger(javaTrim(text));
    case "double":
      return Number.parseFloat(javaTrim(text));
    case "size":
      return readSize(text, unit ?? "");
    case "time":
      return readTime(text, unit ?? "");
    case "list":
    case "regex":
    case "text":
      return text;
  }
}

function integerFault(fact: SparkConfFact, text: string): string | undefined {
  const value = javaInteger(javaTrim(text));
  if (value === undefined) return "is no whole number";
  if (!fits(value, fact.type === "long" ? "long" : "int")) return `does not fit into ${fact.type}`;
  if (fact.values !== undefined && !fact.values.includes(value.toString())) {
    return `is none of ${fact.values.join(", ")}`;
  }
  return rangeFault(fact, value);
}

function rangeFault({ minimum, maximum, rule }: SparkConfFact, value: bigint): string | undefined {
  const below = minimum !== undefined && value < BigInt(minimum);
  const above = maximum !== undefined && value > BigInt(maximum);
  return below || above ? `is out of range: ${rule ?? ""}` : undefined;
}

const DOUBLE =
  /^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?|0x([\da-f]+\.?[\da-f]*|\.[\da-f]+)p[+-]?\d+[fd]?)$/i;

function doubleFault({ refuses = [], rule }: SparkConfFact, text: string): string | undefined {
  const trimmed = javaTrim(text);
  if (!DOUBLE.test(trimmed) || (/nan|infinity/i.test(trimmed) && !/^[+-]?(NaN|Infinity)$/.test(trimmed))) {
    return "is no number";
  }
  const value = Number.parseFloat(trimmed);
  return isRefused(value, refuses) ? `is out of range: ${rule ?? ""}` : undefined;
}

/** Between two numbers that are refused lies nothing that is taken: the engine's rules are single intervals. */
function isRefused(value: number, refuses: readonly number[]): boolean {
  if (refuses.length === 0) return false;
  // Compared with anything, it is neither above nor below.
  if (Number.isNaN(value)) return true;
  const low = refuses.filter((number) => number <= 0);
  const high = refuses.filter((number) => number >= 1);
  return (
    low.some((number) => value <= number || (number === -1 && value < 0)) ||
    high.some((number) => value >= number || (number === 1.5 && value > 1))
  );
}

function wordFault({ values = [], caseSensitive = false }: SparkConfFact, text: string): string | undefined {
  const folded = (word: string) => (caseSensitive ? word : word.toUpperCase());
  return values.some((value) => folded(value) === folded(text))
    ? undefined
    : `is none of ${values.join(", ")}`;
}

interface Quantity {
  readonly read: (text: string, unit: string) => bigint | undefined;
  readonly example: string;
}

function quantityFault(fact: SparkConfFact, text: string, { read, example }: Quantity): string | undefined {
  const value = read(text, fact.unit ?? "");
  return value === undefined ? `is not ${example}, without a space or a fraction` : rangeFault(fact, value);
}

const BYTES: Readonly<Record<string, bigint>> = {
  ...{ B: 1n, KiB: 1n << 10n, MiB: 1n << 20n, GiB: 1n << 30n },
  ...{ b: 1n, k: 1n << 10n, m: 1n << 20n, g: 1n << 30n, t: 1n << 40n, p: 1n << 50n },
  ...{ kb: 1n << 10n, mb: 1n << 20n, gb: 1n << 30n, tb: 1n << 40n, pb: 1n << 50n },
};

/** `JavaUtils.byteStringAs`, with the sign that the configuration allows before it. @returns whole units */
export function readSize(text: string, unit: string): bigint | undefined {
  const negative = text.startsWith("-");
  const found = /^([0-9]+)([a-z]+)?$/.exec(javaTrim((negative ? text.slice(1) : text).toLowerCase()));
  const factor = BYTES[found?.[2] ?? unit];
  if (found?.[1] === undefined || factor === undefined) return undefined;
  const bytes = BigInt(found[1]) * factor;
  if (BigInt(found[1]) > LARGEST.long || bytes > LARGEST.long * (BYTES[unit] ?? 1n)) return undefined;
  const value = bytes / (BYTES[unit] ?? 1n);
  return negative ? -value : value;
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  min: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** `JavaUtils.timeStringAs`. @returns whole units */
export function readTime(text: string, unit: string): bigint | undefined {
  const found = /^(-?[0-9]+)([a-z]+)?$/.exec(javaTrim(text.toLowerCase()));
  const suffix = found?.[2];
  const factor = suffix === "ns" ? undefined : NANOSECONDS[suffix ?? unit];
  if (found?.[1] === undefined || factor === undefined) return undefined;
  const count = BigInt(found[1]);
  if (!fits(count, "long")) return undefined;
  return (count * factor) / (NANOSECONDS[unit] ?? 1n);
}
