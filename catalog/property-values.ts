import { deltaProperty, type PropertyKind } from "./delta-properties.ts";

/**
 * What a property's text means to the engine, in one spelling for each meaning: `TRUE` and `true`,
 * `interval 14 days` and `2 weeks`, `134217728` and `128mb` come out the same.
 * @returns `undefined` for a text that the engine refuses
 */
export function propertyMeaning(kind: PropertyKind, text: string): string | undefined {
  const trimmed = text.trim();
  switch (kind) {
    case "boolean":
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : undefined;
    case "integer":
      return /^[+-]?\d+$/.test(text) ? BigInt(text.replace("+", "")).toString() : undefined;
    case "bytes":
      return bytes(trimmed)?.toString();
    case "interval":
      return intervalMicroseconds(trimmed)?.toString();
    case "word":
      return text.toLowerCase();
    case "text":
      return text;
  }
}

/** Whether two texts of a property mean the same to the engine. */
export function sameMeaning(key: string, a: string, b: string): boolean {
  if (a === b) return true;
  const fact = deltaProperty(key);
  if (fact === undefined) return false;
  const left = propertyMeaning(fact.kind, a);
  return left !== undefined && left === propertyMeaning(fact.kind, b);
}

const BYTE_UNITS = { b: 0n, k: 10n, m: 20n, g: 30n, t: 40n, p: 50n } as const;

/** As Spark reads sizes: whole numbers, binary units, no space; without a unit bytes. */
function bytes(text: string): bigint | undefined {
  const [, digits, unit = "b"] = /^(\d+)([bkmgtp])?b?$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return BigInt(digits) << BYTE_UNITS[unit.toLowerCase() as keyof typeof BYTE_UNITS];
}

const MICROSECONDS: Readonly<Record<string, bigint>> = {
  week: 604_800_000_000n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1_000n,
  microsecond: 1n,
};

/** As Delta reads intervals: the leading word may be left out, months and years are refused, days have 24 hours. */
function intervalMicroseconds(text: string): bigint | undefined {
  const words = text.toLowerCase().split(/\s+/);
  if (words[0] === "interval") words.shift();
  if (words.length === 0 || words.length % 2 === 1) return undefined;
  let total = 0n;
  for (let at = 0; at < words.length; at += 2) {
    const amount = words[at] ?? "";
    const unit = MICROSECONDS[(words[at + 1] ?? "").replace(/s$/, "")];
    if (unit === undefined || !/^[+-]?\d+$/.test(amount)) return undefined;
    total += BigInt(amount.replace("+", "")) * unit;
  }
  return total < 0n ? undefined : total;
}
