import { fits, javaTrim } from "./java-text.ts";

const MICROSECONDS: Readonly<Record<string, bigint>> = {
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1_000n,
  microsecond: 1n,
};
const DAYS: Readonly<Record<string, bigint>> = { week: 7n, day: 1n };
const MONTHS: Readonly<Record<string, bigint>> = { year: 12n, month: 1n };

/** What Java takes for white space among the characters of ASCII. */
const SPACE = String.raw`[\t-\r\x1c-\x1f ]`;
/**
 * One amount and its unit. A sign may stand apart from its number; a number may end in a point, and begin with one
 * where digits follow or a sign stands before it; after nine digits behind the point the text is refused.
 */
const PART = new RegExp(
  String.raw`^(?:([+-])${SPACE}*(?=[\d.])|(?=\d|\.\d))(\d*)(\.\d{0,9})?${SPACE}+` +
    String.raw`(year|month|week|day|hour|minute|second|millisecond|microsecond)s?(?:${SPACE}+|$)`,
);

/**
 * The length of an interval as Delta reads one for a table property: the leading word may be left out, a day has
 * 24 hours, and months and years are refused unless they cancel out.
 * @returns microseconds; `undefined` for a text that Delta refuses, negative intervals among them
 */
export function intervalMicroseconds(text: string): bigint | undefined {
  const lower = javaTrim(text).toLowerCase();
  if (lower === "") return undefined;
  let rest = (lower.startsWith("interval ") ? lower.slice("interval ".length) : lower)
    .replace(/[\u0000- \u007f]+$/, "")
    .replace(new RegExp(`^${SPACE}+`), "");
  if (rest === "") return undefined;
  let [months, days, microseconds] = [0n, 0n, 0n];
  while (rest !== "") {
    const found = PART.exec(rest);
    if (found === null) return undefined;
    const [whole, sign, digits = "", fraction, unit = ""] = found;
    if (fraction !== undefined && unit !== "second") return undefined;
    const amount = BigInt(digits === "" ? "0" : digits);
    if (!fits(amount, "long")) return undefined;
    const signed = (value: bigint): bigint => (sign === "-" ? -value : value);
    months += signed(amount) * (MONTHS[unit] ?? 0n);
    days += signed(amount) * (DAYS[unit] ?? 0n);
    const step = signed(amount) * (MICROSECONDS[unit] ?? 0n);
    microseconds += step;
    if (!fits(months, "int") || !fits(days, "int") || !fits(step, "long") || !fits(microseconds, "long")) {
      return undefined;
    }
    if (fraction !== undefined) microseconds += signed(BigInt(fraction.slice(1).padEnd(9, "0").slice(0, 6)));
    if (!fits(microseconds, "long")) return undefined;
    rest = rest.slice(whole.length);
  }
  // Delta adds the days up without a look at overflow.
  const total = BigInt.asIntN(64, days * 86_400_000_000n + microseconds);
  return months === 0n && total >= 0n ? total : undefined;
}
