/** A size in binary units, as Spark reads them: `"1 MB"` is 1,048,576 bytes. */
export type Bytes = `${number} ${"KB" | "MB" | "GB" | "TB"}`;

const FACTOR = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 } as const;

export function bytesOf(size: Bytes): number {
  const [amount, unit] = size.split(" ") as [string, keyof typeof FACTOR];
  return Number(amount) * FACTOR[unit];
}

/** The spelling Spark and Delta accept: no space, lower case (`"128 MB"` becomes `128mb`). */
export function engineBytes(size: Bytes): string {
  return size.replace(" ", "").toLowerCase();
}

/** A length of time in whole units; Delta takes neither months nor years, since their length varies. */
export type Interval = `${bigint} ${"hour" | "day" | "week"}${"" | "s"}`;

/** The spelling Delta writes itself: `"14 days"` becomes `interval 14 days`. */
export function engineInterval(interval: Interval): string {
  return `interval ${interval}`;
}

const HOURS: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };

export function hoursOf(interval: Interval): number {
  const [amount, unit = ""] = interval.split(" ");
  return Number(amount) * (HOURS[unit.replace(/s$/, "")] ?? 0);
}

/** A size as the engine spells it, `128mb` or in bytes; `undefined` for one that is no whole number of a unit here. */
export function readBytes(text: string): Bytes | undefined {
  const [, amount, letter] = /^(\d+)\s*(?:([kmgt])b?|b)?$/i.exec(text.trim()) ?? [];
  if (amount === undefined) return undefined;
  if (letter !== undefined) return `${Number(amount)} ${UNIT[letter.toLowerCase() as keyof typeof UNIT]}`;
  const unit = (["TB", "GB", "MB", "KB"] as const).find((name) => Number(amount) % FACTOR[name] === 0);
  return unit === undefined || Number(amount) === 0 ? undefined : `${Number(amount) / FACTOR[unit]} ${unit}`;
}

const UNIT = { k: "KB", m: "MB", g: "GB", t: "TB" } as const;

/** An interval as the engine spells it; `undefined` for one of several units, or of one that is not here. */
export function readInterval(text: string): Interval | undefined {
  const [, amount, unit] = /^(?:interval\s+)?(\d+)\s+(hour|day|week)s?$/i.exec(text.trim()) ?? [];
  if (amount === undefined || unit === undefined) return undefined;
  return `${BigInt(amount)} ${unit.toLowerCase() as "hour" | "day" | "week"}${amount === "1" ? "" : "s"}`;
}

/** `2026-11-22 08:03 UTC` of a time in ISO 8601. */
export function minute(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** Minutes from midnight to a time of day, `03:30`. */
export function minuteOfDay(at: string): number {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return hours * 60 + minutes;
}
