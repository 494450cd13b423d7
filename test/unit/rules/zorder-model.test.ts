import { expect, test } from "vitest";
import { filesRead } from "../../../src/rules/zorder-model.ts";

const USERS = 3057;
const CERTIFICATIONS = 300;

// From a simulation of the same algorithm over 92,000 rows, one row at a time.
test.each([
  [4, [USERS], [1]],
  [16, [USERS], [1]],
  [4, [CERTIFICATIONS, USERS], [3.8, 1.9]],
  [16, [CERTIFICATIONS, USERS], [8.8, 4.8]],
  [64, [CERTIFICATIONS, USERS], [19, 9.2]],
  [16, [CERTIFICATIONS, USERS, 4], [8.8, 4.8, 16]],
  [64, [CERTIFICATIONS, USERS, 4], [19, 9.2, 64]],
  [16, [USERS, CERTIFICATIONS, 4, 25], [3, 12.4, 16, 16]],
  [64, [USERS, CERTIFICATIONS, 4, 25], [6.6, 27.8, 64, 64]],
])("of %i files ordered by keys of %j values a filter reads about %j", (files, distinct, expected) => {
  const read = filesRead({ rows: 92_000, files, distinct });
  expect(read.length).toBe(expected.length);
  for (const [key, count] of expected.entries()) {
    expect(Math.abs((read[key] ?? 0) - count) / count).toBeLessThan(0.1);
  }
});

test("a key of four values skips files as soon as no other key has more bits", () => {
  expect(filesRead({ rows: 92_000, files: 16, distinct: [4] })[0]).toBeLessThan(5);
  expect(Math.max(...filesRead({ rows: 92_000, files: 16, distinct: [4, 4] }))).toBeLessThan(9);
});

test("says the same every time, and takes a table of no rows", () => {
  const table = { rows: 92_000, files: 16, distinct: [USERS, 4] };
  expect(filesRead(table)).toEqual(filesRead(table));
  expect(filesRead({ ...table, rows: 0 })).toEqual([0, 0]);
});
