import { describe, expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";
import { subject, type StatementSubject, type Subject } from "../../../src/rules/subject.ts";

/** What one rule says. */
function say(id: string, parts: Partial<Subject>) {
  return rules
    .find((rule) => rule.id === id)
    ?.check(subject(parts))
    .map(({ where, message }) => `${where}: ${message}`);
}

const run = { on: "cluster", table: "gold.t", within: "f" } as const;
const optimize = (parts: Partial<StatementSubject> = {}) =>
  ({ ...run, kind: "optimize", zorder: [], ...parts }) as StatementSubject;
const set = (key: string, parts: Partial<StatementSubject> = {}) =>
  ({ ...run, kind: "set properties", properties: { [key]: "1mb" }, ...parts }) as StatementSubject;

test("a file size that is set behind its OPTIMIZE is told, where one function runs both", () => {
  const id = "maintenance/set-too-late";
  const size = "delta.targetFileSize";
  expect(say(id, { statements: [optimize({ at: { file: "a", line: 3 } }), set(size)] })).toEqual([
    "gold.t: sets delta.targetFileSize behind the OPTIMIZE that is to go by it, line 3",
  ]);
  const notKnownWhen = {
    ...({ kind: "set properties", on: "cluster", table: "gold.t" } as const),
    properties: { [size]: "1mb" },
  };
  for (const statements of [
    [set(size), optimize()],
    [optimize(), set(size), optimize()],
    [optimize(), set("delta.appendOnly")],
    [optimize({ table: "gold.u" }), set(size)],
    [optimize({ within: "g" }), set(size)],
    [optimize(), notKnownWhen],
  ] as const) {
    expect(say(id, { statements })).toEqual([]);
  }
});

test("a table is left out only where the text does for others what it does not do for it", () => {
  const id = "maintenance/left-out";
  const partitioned = { name: "gold.b", layout: { partition: ["year"] } };
  const zordered = { name: "gold.a", layout: { zorder: ["id"] } };
  expect(say(id, { tables: [partitioned] })).toEqual([]);
  expect(say(id, { tables: [partitioned, zordered] })).toEqual([
    "gold.b: is partitioned by year and not optimised, as another table is",
  ]);
  expect(say(id, { tables: [partitioned, zordered], statements: [optimize({ table: "b" })] })).toEqual([]);
  const computed = { ...partitioned, computed: { year: "year(day)" } };
  expect(say(id, { tables: [computed, zordered] })).toEqual([]);
  const analyze = { kind: "analyze", on: "cluster", table: "gold.c", columns: "all" } as const;
  const other = { name: "gold.c", layout: {} };
  expect(say(id, { tables: [zordered, other], statements: [analyze] })).toEqual([
    "gold.a: is not analysed by columns, as another table is",
  ]);
  expect(say(id, { tables: [zordered, other], statements: [{ ...analyze, columns: "none" }] })).toEqual([]);
  const declared = { managedBy: "pipeline", columns: {} } as const;
  expect(say(id, { tables: [{ ...partitioned, declared }, zordered] })).toEqual([]);
});

describe("windows of cadences that share a warehouse", () => {
  const id = "maintenance/windows-apart";
  const window = (where: string, opens: string | undefined, expectedMinutes: number) => ({
    ...{ where, opens, expectedMinutes, hours: 6 },
  });

  const daily = (opens: string, minutes: number) => window("daily", opens, minutes);
  const weekly = (opens: string, minutes: number) => window("weekly", opens, minutes);

  test.each([
    { is: "one after the other", windows: [daily("01:00", 60), weekly("02:00", 30)], found: 0 },
    { is: "one into the other", windows: [daily("01:00", 61), weekly("02:00", 30)], found: 1 },
    { is: "the other into the one", windows: [daily("02:00", 30), weekly("01:00", 61)], found: 1 },
    { is: "at the same time", windows: [daily("03:00", 1), weekly("03:00", 1)], found: 1 },
    { is: "past midnight", windows: [daily("23:00", 121), weekly("01:00", 30)], found: 1 },
    { is: "up to midnight", windows: [daily("23:00", 60), weekly("00:00", 30)], found: 0 },
    { is: "without jobs", windows: [daily("03:00", 0), weekly("03:00", 30)], found: 0 },
  ])("$is: $found", ({ windows, found }) => {
    expect(say(id, { windows })).toHaveLength(found);
    expect(say(id, { windows: windows.toReversed() })).toHaveLength(found);
  });

  test("may meet on clusters of their own", () => {
    const windows = [window("daily", undefined, 90), window("weekly", undefined, 90)];
    expect(say(id, { windows })).toEqual([]);
  });
});
