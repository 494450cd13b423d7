import fc from "fast-check";
import { expect, test } from "vitest";
import { lineDiff } from "../../../src/review/markdown/line-diff.ts";

test("keeps the longest common lines, and both texts can be read from it", () => {
  expect(lineDiff("SELECT a\nFROM t\nGROUP BY a", "SELECT a, b\nFROM t\nGROUP BY a")).toEqual([
    "-SELECT a",
    "+SELECT a, b",
    " FROM t",
    " GROUP BY a",
  ]);
  const text = fc
    .array(fc.constantFrom("a", "b", "", "-c"), { maxLength: 8 })
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (from, to) => {
      const lines = lineDiff(from, to);
      const without = (mark: string) =>
        lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
      expect(without("+").join("\n")).toBe(from);
      expect(without("-").join("\n")).toBe(to);
      if (from === to) expect(lines.every((line) => line.startsWith(" "))).toBe(true);
    }),
  );
});
