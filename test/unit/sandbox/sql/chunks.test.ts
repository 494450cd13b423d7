import fc from "fast-check";
import { expect, test } from "vitest";
import { Cutter, type Row } from "../../../../sandbox/sql/chunks.ts";

function chunksOf(
  rows: readonly Row[],
  most: number,
): readonly { readonly rows: number; readonly text: string }[] {
  const cutter = new Cutter(most);
  return [...rows.flatMap((row) => cutter.add(row) ?? []), cutter.rest()];
}

test("cuts where the next row would not fit", () => {
  // ["aa"] is six bytes.
  expect(chunksOf([["aa"], ["bb"], ["cc"]], 12)).toEqual([
    { rows: 2, text: '[["aa"],["bb"]]' },
    { rows: 1, text: '[["cc"]]' },
  ]);
});

test("gives a result without rows one empty chunk", () => {
  expect(chunksOf([], 100)).toEqual([{ rows: 0, text: "[]" }]);
});

test("loses and reorders no row, and overfills a chunk only for a single row", () => {
  const rows = fc.array(fc.array(fc.option(fc.string()), { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 60 }), (all, most) => {
      const chunks = chunksOf(all, most);
      const read = chunks.map(({ text }) => JSON.parse(text) as Row[]);
      expect(read.flat()).toEqual(all);
      expect(chunks.map(({ rows: count }) => count)).toEqual(read.map((chunk) => chunk.length));
      const bytes = (chunk: Row[]): number =>
        chunk.reduce((sum, row) => sum + Buffer.byteLength(JSON.stringify(row)), 0);
      expect(read.filter((chunk) => bytes(chunk) > most && chunk.length > 1)).toEqual([]);
    }),
  );
});
