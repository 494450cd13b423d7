import { expect, test } from "vitest";
import { scheduleWords } from "../../../src/config/schedule-words.ts";
import { everyDay } from "../../../src/plan/maintenance-jobs.ts";
import { planOf } from "../../../dev/start/kineo.ts";

test.each([
  ["0 0 3 ? * SUN", "America/New_York", "Sundays 03:00 New York"],
  ["0 25 23 ? * MON", "UTC", "Mondays 23:25 UTC"],
  ["0 5 0 * * ?", "America/Argentina/Buenos_Aires", "daily 00:05 Buenos Aires"],
  ["0 5 0 ? * *", "Etc/UTC", "daily 00:05 UTC"],
  ["0 30 22 28 * ?", "Europe/Berlin", "day 28 of each month 22:30 Berlin"],
  ["0 30 22 28 * ?", undefined, "day 28 of each month 22:30"],
])("%s in %s is said as %s", (cron, timezone, words) => {
  expect(scheduleWords({ cron, ...(timezone === undefined ? {} : { timezone }) })).toBe(words);
});

test.each([
  ...["0 0 3 ? * SUN 2027", "0 0 3 ? * 1", "0 0 3 ? * MON-FRI", "0 0 3 ? * SUN#1", "0 0 3 L * ?"],
  ...["30 0 3 ? * SUN", "0 0/15 3 ? * SUN", "0 0 * * * ?", "0 60 3 * * ?", "0 0 24 * * ?"],
  ...["0 0 3 ? 1 SUN", "0 0 3 0 * ?", "0 0 3 32 * ?", "0 0 3 ? * FOO", "0 0 3 ? * constructor", "at three"],
])("%s is a schedule that no plan writes, and left as it is", (cron) => {
  expect(scheduleWords({ cron, timezone: "UTC" })).toBeUndefined();
});

test("every schedule that a plan writes has its words", () => {
  const { maintenance } = planOf("prod");
  const schedules = [
    ...maintenance.windows.map(({ start }) => start),
    ...maintenance.jobs.flatMap(({ start }) => (start.kind === "schedule" ? [start] : [])),
    everyDay("23:59", "UTC"),
  ];
  expect(schedules.map(scheduleWords)).toEqual([
    ...["Sundays 03:00 New York", "Sundays 03:00 New York", "daily 23:59 UTC"],
  ]);
});
