import { expect, test } from "vitest";
import { defined } from "../../../src/model/defined.ts";

test("fields without a value are left out, and others stay as they are, in order", () => {
  const given = defined({ a: undefined, b: 0, c: "", d: null, e: false, f: undefined });
  expect(Object.entries(given)).toEqual([
    ["b", 0],
    ["c", ""],
    ["d", null],
    ["e", false],
  ]);
});
