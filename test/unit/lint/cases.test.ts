import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { lintFiles } from "../../../src/lint/files.ts";
import { aboutFinding } from "../../../src/rules/finding-text.ts";
import { type Case, cases } from "./cases/expected.ts";

const FOLDER = "test/unit/lint/cases";
const TODAY = new Date("2026-11-30");

const right = cases.filter(({ left }) => left !== true);
const notYet = cases.filter(({ left }) => left === true);

test.each(right)("$file", judge);
// Whatever comes right goes over to the others.
test.fails.each(notYet)("$file, not yet", judge);

function judge({ file, on = "cluster", runtime = "17.3", found, says, never }: Case): void {
  const findings = lintFiles([`${FOLDER}/${file}`], { on, runtime, today: TODAY }).findings.toSorted(
    (a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || a.rule.localeCompare(b.rule),
  );
  const all = findings.map((one) => `${one.severity} ${one.rule} @${one.at?.line ?? 0}`);
  const text = findings.map((one) => `${aboutFinding(one)}\n  instead: ${one.instead}`).join("\n");
  // Information alarms nobody; where a case names it, it is there.
  const named = all.filter((one) => !one.startsWith("info ") || found.includes(one));
  expect({ found: named, text }).toEqual({ found, text });
  for (const part of says ?? []) expect(text).toContain(part);
  for (const part of never ?? []) expect(text).not.toContain(part);
}

test("every file of the folder is a case", () => {
  const files = readdirSync(FOLDER).filter((name) => name !== "expected.ts");
  expect(new Set(cases.map(({ file }) => file))).toEqual(new Set(files));
});
