import { describe, expect, test } from "vitest";
import { cronProblem } from "../../../../sandbox/jobs/cron.ts";

describe("a Quartz cron expression", () => {
  test.each([
    "0 0 3 ? * SUN",
    "0 30 2 ? * 1",
    "0 0 6 * * ?",
    "0 0/15 8-18 ? * MON-FRI",
    "0 0 0 1,15 * ?",
    "0 0 0 L * ?",
    "0 0 0 L-3 * ?",
    "0 0 0 LW * ?",
    "0 0 0 15W * ?",
    "0 0 0 ? JAN,JUL 2#1",
    "0 0 0 ? * FRIL",
    "0 */10 * * * ? 2026-2030",
    "0 0 3 ? * sun",
  ])("%s is valid", (expression) => {
    expect(cronProblem(expression)).toBeUndefined();
  });

  test.each([
    ["", /has 0 fields/],
    ["0 3 * * 0", /has 5 fields/],
    ["0 0 3 ? * SUN 2026 x", /has 8 fields/],
    ["60 0 3 ? * SUN", /'60' is not a valid seconds/],
    ["0 0 24 ? * SUN", /'24' is not a valid hours/],
    ["0 0 3 ? 13 SUN", /'13' is not a valid month/],
    ["0 0 3 ? * 0", /'0' is not a valid day of week/],
    ["0 0 3 ? * SUNDAY", /'SUNDAY' is not a valid day of week/],
    ["0 0 3 ? * 1-2-3", /'1-2-3' is not a valid day of week/],
    ["0 0/0 3 ? * SUN", /'0\/0' is not a valid minutes/],
    ["0 0 3 * * *", /exactly one of day of month and day of week must be '\?'/],
    ["0 0 3 ? * ?", /exactly one of day of month and day of week must be '\?'/],
    ["0 0 3 1 * MON", /exactly one of day of month and day of week must be '\?'/],
  ])("%s is refused", (expression, why) => {
    expect(cronProblem(expression)).toMatch(why);
  });
});
