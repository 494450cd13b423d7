import { expect, test } from "vitest";
import {
  bigint,
  defineMaterializedView,
  defineTable,
  queryText,
  refreshDeclaration,
  refreshFault,
  sql,
} from "../../../src/model/index.ts";

const t = defineTable("gold.t", {
  about: "A table for tests.",
  managedBy: "pipeline",
  size: { rows: 1, bytes: "1 MB" },
  columns: { id: bigint },
  layout: "unordered",
});
const base = {
  about: "A view for tests.",
  query: sql`SELECT id FROM ${t}`,
  layout: "unordered",
  refresh: "manual",
} as const;

test("a query keeps its tables apart from its text, without the indentation of the file", () => {
  const query = sql`
    SELECT \`id\`, 'a\n' AS b
      FROM ${t} AS x
    JOIN ${t} AS y ON x.id = y.id
  `;
  expect(query).toEqual({
    parts: ["SELECT `id`, 'a\\n' AS b\n  FROM ", " AS x\nJOIN ", " AS y ON x.id = y.id"],
    tables: ["gold.t", "gold.t"],
  });
  expect(queryText(query, (table) => `dev.${table}`)).toBe(
    "SELECT `id`, 'a\\n' AS b\n  FROM dev.gold.t AS x\nJOIN dev.gold.t AS y ON x.id = y.id",
  );
  expect(queryText(sql`SELECT 1`, String)).toBe("SELECT 1");
});

test("what is no table of the lakehouse, and what no engine takes, does not compile", () => {
  // @ts-expect-error a text is no table
  const byName = sql`SELECT id FROM ${"gold.t"}`;
  // @ts-expect-error liquid clustering takes four keys at most
  defineMaterializedView("gold.v", { ...base, layout: { cluster: ["a", "b", "c", "d", "e"] } });
  // @ts-expect-error no such unit
  defineMaterializedView("gold.v", { ...base, refresh: { every: "3 months" } });
  // @ts-expect-error a schedule or a trigger, not both
  defineMaterializedView("gold.v", { ...base, refresh: { every: "3 hours", onUpdate: "always" } });
  // @ts-expect-error a cron has a time zone
  defineMaterializedView("gold.v", { ...base, refresh: { cron: "0 0 5 * * ?" } });
  expect(byName.tables).toEqual([undefined]);
  expect(defineMaterializedView("gold.v", base)).toEqual({ name: "gold.v", ...base });
});

test.each([
  ["manual", { kind: "manual" }],
  [{ every: "1 hour" }, { kind: "every", count: 1, unit: "HOUR" }],
  [{ every: "2 weeks" }, { kind: "every", count: 2, unit: "WEEK" }],
  [
    { cron: "0 0 5 * * ?", timezone: "UTC" },
    { kind: "cron", cron: "0 0 5 * * ?", timezone: "UTC" },
  ],
  [{ onUpdate: "always" }, { kind: "onUpdate" }],
  [{ onUpdate: { atMostEvery: "15 minutes" } }, { kind: "onUpdate", atMostEverySeconds: 900 }],
  [{ onUpdate: { atMostEvery: "2 hours" } }, { kind: "onUpdate", atMostEverySeconds: 7200 }],
] as const)("%j is declared as %j", (refresh, declared) => {
  expect(refreshDeclaration(refresh)).toEqual(declared);
  expect(refreshFault(refreshDeclaration(refresh))).toBeUndefined();
});

test.each([
  [{ kind: "every", count: 72, unit: "HOUR" }, undefined],
  [{ kind: "every", count: 73, unit: "HOUR" }, "1 to 72 hours"],
  [{ kind: "every", count: 32, unit: "DAY" }, "1 to 31 days"],
  [{ kind: "every", count: 9, unit: "WEEK" }, "1 to 8 weeks"],
  [{ kind: "every", count: 0, unit: "WEEK" }, "1 to 8 weeks"],
  [{ kind: "every", count: 1.5, unit: "DAY" }, "1 to 31 days"],
  [{ kind: "onUpdate", atMostEverySeconds: 59 }, "a minute or more"],
  [{ kind: "onUpdate", atMostEverySeconds: 60 }, undefined],
  [
    { kind: "cron", cron: "0 5 * * *", timezone: "UTC" },
    'a Quartz schedule of six or seven fields with one "?", such as "0 0 5 * * ?"',
  ],
  [
    { kind: "cron", cron: "0 0 5 ? * SUN", timezone: "Mars/Base" },
    'an IANA time zone, such as "America/New_York"',
  ],
] as const)("the limits of %j", (refresh, instead) => {
  expect(refreshFault(refresh)?.instead).toBe(instead);
});
