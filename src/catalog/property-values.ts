import { deltaProperty, type DeltaPropertyFact } from "./delta-properties.ts";
import { intervalMicroseconds } from "./interval.ts";
import { javaInteger, javaTrim } from "./java-text.ts";
import type { PropertyValues, PropertyKind } from "./entries.ts";

/**
 * What a property's text means to the engine, in one spelling for each meaning: `TRUE` and `true`,
 * `interval 14 days` and `2 weeks`, `134217728` and `128mb` come out the same.
 * @param as the property, or its kind where any value of that kind may stand
 * @returns `undefined` for a text that the engine refuses
 */
export function propertyMeaning(as: PropertyKind | PropertyValues, text: string): string | undefined {
  const values: PropertyValues = typeof as === "string" ? { kind: as } : as;
  switch (values.kind) {
    case "boolean":
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : undefined;
    case "integer":
      return integer(values, text)?.toString();
    case "bytes":
      return bytes(javaTrim(text))?.toString();
    case "interval":
      return intervalMicroseconds(text)?.toString();
    case "word":
      return word(values, text);
    case "list":
      return list(values, text);
    case "json":
      return jsonTexts(text);
    case "text":
      return text;
  }
}

/**
 * Why the engine refuses a text as a property's value.
 * @returns `undefined` for a text that it takes
 */
export function deltaPropertyFault(fact: DeltaPropertyFact, text: string): string | undefined {
  if (fact.editable === false) return "is set by Delta alone";
  if (propertyMeaning(fact, text) !== undefined) return undefined;
  switch (fact.kind) {
    case "boolean":
      return "is neither true nor false";
    case "integer":
      return javaInteger(text) === undefined ? "is no whole number" : `is out of range: ${fact.rule}`;
    case "bytes":
      return "is not a whole number with b, k, m, g, t or p, without a space or a fraction";
    case "interval":
      return "is not an interval such as 2 weeks, without months and years";
    case "word":
      return `is none of ${(fact.values ?? []).join(", ")}`;
    case "list":
      return `is not a list, with commas and without spaces, of ${(fact.values ?? []).join(", ")}`;
    case "json":
      return "is no JSON object of texts";
    case "text":
      return fact.rule;
  }
}

/** Whether two texts of a property mean the same to the engine. */
export function sameMeaning(key: string, a: string, b: string): boolean {
  if (a === b) return true;
  const fact = deltaProperty(key);
  if (fact === undefined) return false;
  const left = propertyMeaning(fact, a);
  return left !== undefined && left === propertyMeaning(fact, b);
}

function integer({ minimum, maximum }: PropertyValues, text: string): bigint | undefined {
  const value = javaInteger(text);
  if (value === undefined) return undefined;
  const below = minimum !== undefined && value < BigInt(minimum);
  const above = maximum !== undefined && value > BigInt(maximum);
  return below || above ? undefined : value;
}

function word({ values, caseSensitive = false }: PropertyValues, text: string): string | undefined {
  const folded = (one: string): string => (caseSensitive ? one : one.toLowerCase());
  const known = values === undefined || values.some((value) => folded(value) === folded(text));
  return known ? folded(text) : undefined;
}

/** As Java splits: what is empty at the end goes, so that a comma alone is an empty list. */
function list({ values }: PropertyValues, text: string): string | undefined {
  const words = text.replace(/,+$/, "").split(",");
  if (words.length === 1 && words[0] === "") return "";
  const known = words.every((one) => values === undefined || values.includes(one));
  return known && new Set(words).size === words.length ? words.sort().join(",") : undefined;
}

/** As Jackson reads a map of texts: numbers and truth values become texts, and what follows the object is not read. */
function jsonTexts(text: string): string | undefined {
  if (/^\s*null(\s|$)/.test(text)) return "null";
  for (let end = text.indexOf("}"); end !== -1; end = text.indexOf("}", end + 1)) {
    const found = parsed(text.slice(0, end + 1));
    if (found === undefined) continue;
    const entries = Object.entries(found);
    if (entries.some(([, value]) => typeof value === "object" && value !== null)) return undefined;
    return JSON.stringify(
      entries
        .map(([key, value]) => [key, value === null ? null : String(value)] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  return undefined;
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const BYTE_UNITS = { b: 0n, k: 10n, m: 20n, g: 30n, t: 40n, p: 50n } as const;

/** As Spark reads sizes: whole numbers, binary units, no space; without a unit bytes. */
function bytes(text: string): bigint | undefined {
  const [, digits, unit = "b"] = /^(\d+)([bkmgtp])?b?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return BigInt(digits) << BYTE_UNITS[unit.toLowerCase() as keyof typeof BYTE_UNITS];
}
