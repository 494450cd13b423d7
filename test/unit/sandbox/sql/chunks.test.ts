import fc from "fast-check";
import { expect, test } from "vitest";
import { chunksOf } from "../../../../sandbox/sql/chunks.ts";

test("cuts where the next row would not fit", () => {
  // ["aa"] is six bytes.
  expect(chunksOf([["aa"], ["bb"], ["cc"]], 12)).toEqual([
    { offset: 0, rows: [["aa"], ["bb"]], bytes: 12 },
    { offset: 2, rows: [["cc"]], bytes: 6 },
  ]);
});

test("gives a result without rows one empty chunk", () => {
  expect(chunksOf([], 100)).toEqual([{ offset: 0, rows: [], bytes: 0 }]);
});

test("loses and reorders no row, and overfills a chunk only for a single row", () => {
  const rows = fc.array(fc.array(fc.option(fc.string()), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 60 }), (all, most) => {
      const chunks = chunksOf(all, most);
      expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(all);
      expect(chunks.filter((chunk) => chunk.bytes > most && chunk.rows.length > 1)).toEqual([]);
    }),
  );
});
