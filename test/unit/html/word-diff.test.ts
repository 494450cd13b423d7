import fc from "fast-check";
import { expect, test } from "vitest";
import { type DiffLine, wordDiff } from "../../../src/html/word-diff.ts";

/** `- count([*])`: the sign of a side, and what differs in brackets. */
function written({ side, pieces }: DiffLine): string {
  const sign = { both: " ", from: "-", to: "+" }[side];
  return `${sign} ${pieces.map((piece) => (piece.side === "both" ? piece.text : `[${piece.text}]`)).join("")}`;
}

const diff = (from: string, to: string) => wordDiff(from, to).map(written);

test("a line that was changed stands against its new self, word by word", () => {
  expect(
    diff(
      "SELECT a,\n  count(*) AS users\nFROM t\nWHERE b = 1\nGROUP BY a",
      "SELECT a,\n  count(DISTINCT c) AS users\nFROM t\nGROUP BY a",
    ),
  ).toEqual([
    "  SELECT a,",
    "-   count([*]) AS users",
    "+   count([DISTINCT c]) AS users",
    "  FROM t",
    "- WHERE b = 1",
    "  GROUP BY a",
  ]);
});

test("what was only added has no marks in it", () => {
  expect(diff("SELECT a FROM t", "SELECT a, b FROM t")).toEqual([
    "- SELECT a FROM t",
    "+ SELECT a[, b] FROM t",
  ]);
});

test("lines that have next to nothing in common are no versions of each other", () => {
  expect(diff("OPTIMIZE a.b (x)", "VACUUM (y)")).toEqual(["- OPTIMIZE a.b (x)", "+ VACUUM (y)"]);
});

test("both texts can be read from it, however long they are", () => {
  const text = fc
    .array(fc.constantFrom("a b", "b c", "", "c"), { maxLength: 12 })
    .map((all) => all.join("\n"));
  const side = (lines: readonly DiffLine[], other: "from" | "to") =>
    lines
      .filter((line) => line.side !== other)
      .map(({ pieces }) => pieces.map((piece) => piece.text).join(""))
      .join("\n");
  const holds = (from: string, to: string) => {
    const lines = wordDiff(from, to);
    expect([side(lines, "to"), side(lines, "from")]).toEqual([from, to]);
  };
  fc.assert(fc.property(text, text, holds));
  const many = (word: string) => Array.from({ length: 2_000 }, (_, at) => `${word} ${at}`).join("\n");
  holds(many("old"), many("new"));
});
