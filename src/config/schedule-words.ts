import type { Schedule } from "./settings.ts";

const DAYS: Readonly<Record<string, string>> = {
  ...{ MON: "Mondays", TUE: "Tuesdays", WED: "Wednesdays", THU: "Thursdays" },
  ...{ FRI: "Fridays", SAT: "Saturdays", SUN: "Sundays" },
};

/** A start of each day, of one day of each week, or of one day of each month. */
export interface RegularStart {
  /** `daily`, `Sundays`, `day 1 of each month`. */
  readonly day: string;
  /** Time of day, in minutes. */
  readonly at: number;
}

/**
 * What a Quartz schedule of the kinds that a plan writes says.
 * @returns `undefined` for every other, which may say more than a day and a time
 */
export function regularStart(cron: string): RegularStart | undefined {
  const [, minute, hour, days = ""] = /^0 (\d{1,2}) (\d{1,2}) (\S+ \S+ \S+)$/.exec(cron) ?? [];
  const day = dayWords(days);
  if (day === undefined || Number(minute) > 59 || Number(hour) > 23) return undefined;
  return { day, at: Number(hour) * 60 + Number(minute) };
}

/** In Quartz one of the two days is `?`, which leaves it to the other. */
function dayWords(days: string): string | undefined {
  if (days === "* * ?" || days === "? * *") return "daily";
  const [, ofMonth, ofWeek = ""] = /^(?:([1-9]|[12]\d|3[01]) \* \?|\? \* ([A-Z]{3}))$/.exec(days) ?? [];
  return ofMonth === undefined ? DAYS[ofWeek] : `day ${ofMonth} of each month`;
}

/**
 * `Sundays 03:00 New York`.
 * @returns `undefined` for a schedule of a kind that no plan writes
 */
export function scheduleWords({
  cron,
  timezone,
}: Pick<Schedule, "cron"> & Partial<Schedule>): string | undefined {
  const start = regularStart(cron);
  if (start === undefined) return undefined;
  return `${start.day} ${timeOfDay(start.at)}${timezone === undefined ? "" : ` ${place(timezone)}`}`;
}

/** `03:00`; what goes past midnight is a time of the next day. */
export function timeOfDay(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** `America/New_York` is known by its city. */
function place(timezone: string): string {
  return timezone.startsWith("Etc/")
    ? timezone.slice("Etc/".length)
    : timezone.slice(timezone.lastIndexOf("/") + 1).replaceAll("_", " ");
}
