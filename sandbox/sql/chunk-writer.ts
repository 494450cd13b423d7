import { closeSync, openSync, writeSync } from "node:fs";
import { Cutter, type Chunk, type Row } from "./chunks.ts";

/** Writes rows to a file, chunk after chunk. */
export class ChunkWriter {
  readonly #file: number;
  readonly #cutter: Cutter;
  readonly #chunks: Chunk[] = [];
  #offset = 0;
  #at = 0;
  #open = true;
  #failed: unknown;

  constructor(path: string, chunkBytes: number) {
    this.#file = openSync(path, "w", 0o600);
    this.#cutter = new Cutter(chunkBytes);
  }

  /** Never throws, for it is called from where rows arrive: a disk that is full shows at the end. */
  add(rows: readonly Row[]): void {
    try {
      for (const row of rows) {
        if (!this.#open || this.#failed !== undefined) return;
        const full = this.#cutter.add(row);
        if (full !== undefined) this.#write(full);
      }
    } catch (error) {
      this.#failed = error;
    }
  }

  /** No rows at all are one empty chunk. @throws Error when the disk did not take them */
  end(): { readonly chunks: readonly Chunk[]; readonly bytes: number } {
    if (this.#failed !== undefined) throw this.#failed as Error;
    this.#write(this.#cutter.rest());
    this.close();
    return { chunks: this.#chunks, bytes: this.#at };
  }

  close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }

  #write({ rows, text }: { readonly rows: number; readonly text: string }): void {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
    this.#chunks.push({ offset: this.#offset, rows, bytes: bytes.length, at: this.#at });
    this.#offset += rows;
    this.#at += bytes.length;
  }
}
