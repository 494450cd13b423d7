import fc from "fast-check";
import { expect, test } from "vitest";
import { isWithin, readPath, samePath, whyNoPath, writePath } from "../../../src/model/column-path.ts";

test("names come back as they were written, whatever they hold", () => {
  const name = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      expect(readPath(writePath(names))).toEqual(names);
    }),
  );
});

test.each([
  ["a", ["a"]],
  ["a.b", ["a", "b"]],
  ["`a.b`", ["a.b"]],
  ["`a.b`.c d", ["a.b", "c d"]],
  ["Näme`s", ["Näme`s"]],
  ["`it``s`", ["it`s"]],
])("%s is %j", (path, names) => {
  expect(readPath(path)).toEqual(names);
});

test.each([
  ["", '"" has an empty part'],
  ["a.", '"a." has an empty part'],
  ["a..b", '"a..b" has an empty part'],
  ["``", '"``" has an empty part'],
  ["`a", '"`a" has a backtick too many or too few'],
  ["`a`b", '"`a`b" has a backtick too many or too few'],
])("%j is no path: %s", (path, why) => {
  expect(whyNoPath(path)).toBe(why);
});

test("paths are one whatever their case and quoting, and a field is within its column", () => {
  expect(samePath("A.b", "`a`.`B`")).toBe(true);
  expect(samePath("a.b", "`a.b`")).toBe(false);
  expect(isWithin("s.A.b", "S.a")).toBe(true);
  expect(isWithin("s", "s")).toBe(true);
  expect(isWithin("sa", "s")).toBe(false);
});
