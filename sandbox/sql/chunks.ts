export type Row = readonly (string | null)[];

/** A piece of a result. */
export interface TextChunk {
  /** The first row's number. */
  readonly offset: number;
  readonly rows: number;
  /** The rows as a JSON list. */
  readonly text: string;
}

/** Cuts rows into chunks of at most so many bytes of rows, at least one row each; no rows are one empty chunk. */
export function* chunksOf(rows: readonly Row[], mostBytes: number): Generator<TextChunk> {
  let offset = 0;
  let texts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    const size = Buffer.byteLength(text);
    if (texts.length > 0 && bytes + size > mostBytes) {
      yield { offset, rows: texts.length, text: `[${texts.join(",")}]` };
      offset += texts.length;
      texts = [];
      bytes = 0;
    }
    texts.push(text);
    bytes += size;
  }
  yield { offset, rows: texts.length, text: `[${texts.join(",")}]` };
}
