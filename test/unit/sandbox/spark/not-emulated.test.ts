import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import list from "../../../../sandbox/spark/not_emulated.json" with { type: "json" };

const { statements, syntax, functions } = list;

test("the list of what is not emulated is sorted where it can be, and names nothing twice", () => {
  expect(functions.names).toEqual([...new Set(functions.names)].toSorted());
  for (const patterns of [statements.map(({ words }) => words), syntax.map(({ near }) => near)]) {
    expect(new Set(patterns).size).toBe(patterns.length);
  }
});

test("a statement is known by its first words, and every sentence says what is not emulated", () => {
  for (const { words } of statements) expect(words).toMatch(/^\^/);
  for (const { says } of [...statements, ...syntax]) expect(says).toMatch(/emulated|served/);
});

test("the README says where the list is", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../../../sandbox/README.md"), "utf8");
  expect(readme).toContain("`spark/not_emulated.json`");
});
