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
