export type Row = readonly (string | null)[];

/** A piece of a result. */
export interface Chunk {
  readonly offset: number;
  readonly rows: readonly Row[];
  readonly bytes: number;
}

/** Cuts rows into chunks of at most so many bytes, at least one row each; no rows are one empty chunk. */
export function chunksOf(rows: readonly Row[], mostBytes: number): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  let bytes = 0;
  rows.forEach((row, index) => {
    const size = bytesOf(row);
    if (index > from && bytes + size > mostBytes) {
      chunks.push({ offset: from, rows: rows.slice(from, index), bytes });
      from = index;
      bytes = 0;
    }
    bytes += size;
  });
  return [...chunks, { offset: from, rows: rows.slice(from), bytes }];
}

/** As JSON writes the row. */
function bytesOf(row: Row): number {
  return Buffer.byteLength(JSON.stringify(row));
}
