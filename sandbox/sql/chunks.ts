export type Row = readonly (string | null)[];

/** A piece of a result, as the manifest describes it and as the file holds it. */
export interface Chunk {
  /** The first row's number. */
  readonly offset: number;
  readonly rows: number;
  /** Of JSON text. */
  readonly bytes: number;
  /** Where its text begins in the file. */
  readonly at: number;
}

/** Rows as a JSON list. */
interface Piece {
  readonly rows: number;
  readonly text: string;
}

/** Cuts rows, as they come, into pieces of at most so many bytes of rows, at least one row each. */
export class Cutter {
  readonly #most: number;
  #texts: string[] = [];
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  /** @returns what is complete, now that another row is there */
  add(row: Row): Piece | undefined {
    const text = JSON.stringify(row);
    const bytes = Buffer.byteLength(text);
    const full = this.#texts.length > 0 && this.#bytes + bytes > this.#most ? this.rest() : undefined;
    this.#texts.push(text);
    this.#bytes += bytes;
    return full;
  }

  rest(): Piece {
    const piece = { rows: this.#texts.length, text: `[${this.#texts.join(",")}]` };
    this.#texts = [];
    this.#bytes = 0;
    return piece;
  }
}
