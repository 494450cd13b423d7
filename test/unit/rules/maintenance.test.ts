import { expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import { subject, type StatementSubject, type Subject } from "../../../rules/subject.ts";

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
