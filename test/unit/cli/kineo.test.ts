import { expect, test } from "vitest";
import { lintFiles } from "../../../src/lint/files.ts";
import { knownTables } from "../../../src/plan/subject.ts";
import type { Compute } from "../../../src/rules/subject.ts";
import type { Fact } from "./kineo/fact.ts";
import { facts } from "./kineo/facts.ts";
import { lakehouse } from "../../../dev/start/kineo.ts";

const REQUEST = "test/unit/cli/kineo/request.md";
const TODAY = new Date("2026-11-24");

const seen = new Map<string, readonly string[]>();

function findings(on: Compute, { tables = true } = {}): readonly string[] {
  const key = `${on} ${tables}`;
  const found = seen.get(key) ?? lint(on, tables);
  seen.set(key, found);
  return found;
}

function lint(on: Compute, tables: boolean): readonly string[] {
  const known = tables ? knownTables(lakehouse) : [];
  return lintFiles([REQUEST], { on, runtime: "17.3", today: TODAY, known }).findings.map(
    ({ rule, where, at }) => `${rule} ${where} @${at?.line ?? 0}`,
  );
}

/** One text for each line. */
function single(expected: readonly string[] = []): readonly string[] {
  return expected.flatMap((text) => {
    const [about = "", lines = ""] = text.split(" @");
    return lines.split(",").map((line) => `${about} @${line}`);
  });
}

/** How often each text stands in the list. */
function counted(list: readonly string[]) {
  return Object.fromEntries([...Map.groupBy(list, (text) => text)].map(([text, all]) => [text, all.length]));
}

test.each(facts)("$of: $wrong", ({ found, onSpark, unseen }: Fact) => {
  expect(found ?? onSpark ?? unseen).toBeDefined();
  const [cluster, spark] = [counted(findings("cluster")), counted(findings("spark"))];
  for (const [text, count] of Object.entries(counted(single(found)))) expect(cluster[text], text).toBe(count);
  for (const [text, count] of Object.entries(counted(single(onSpark)))) expect(spark[text], text).toBe(count);
});

test("nothing is found that is not known to be wrong", () => {
  const known = new Set(facts.flatMap(({ found, onSpark }) => [...single(found), ...single(onSpark)]));
  for (const on of ["cluster", "spark"] as const) {
    expect(findings(on).filter((text) => !known.has(text))).toEqual([]);
  }
});

test("every row of the list of facts is here", () => {
  const rows = (section: string) => facts.filter(({ of }) => of.startsWith(section)).map(({ of }) => of);
  expect(rows("1b")).toHaveLength(23);
  expect(rows("4b")).toHaveLength(5);
  expect(rows("4c")).toEqual(Array.from({ length: 22 }, (_, at) => `4c ${at + 1}`));
});

test("without the table files, what needs a size is not found, and nothing else is missing", () => {
  const missing = findings("cluster").filter(
    (text) => !findings("cluster", { tables: false }).includes(text),
  );
  expect([...new Set(missing.map((text) => text.split(" ")[0]))].sort()).toEqual([
    ...["join/broadcast-hint", "join/broadcast-threshold", "join/shuffle-partitions"],
    ...["layout/small-partitions", "layout/zorder-low-cardinality", "layout/zorder-on-one-file"],
  ]);
});

test("on serverless compute caches and most keys are refused besides", () => {
  const rules = counted(findings("serverless").map((text) => text.split(" ")[0] ?? ""));
  expect(rules["cache/ignored"]).toBe(3);
  expect(rules["spark-conf/not-on-this-compute"]).toBeGreaterThan(20);
});
