import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { chunksOf, type Row } from "./chunks.ts";

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

export interface ResultFilesOptions {
  /** Emptied at the start: the results of an earlier process are nobody's. */
  readonly folder: string;
  /** Bytes of one chunk. */
  readonly chunkBytes: number;
  /** What all results may take; the oldest go first. */
  readonly mostBytes: number;
  /** Told of each result that went before its time. */
  readonly dropped: (id: string) => void;
}

/** Of a result that takes less than this, the file system takes this. */
const BLOCK = 4096;

/** The rows of results, in a file each, as the JSON text they are answered in: in memory a few would fill it. */
export class ResultFiles {
  readonly #options: ResultFilesOptions;
  /** Bytes on disk by id, the oldest first. */
  readonly #kept = new Map<string, number>();
  #bytes = 0;

  constructor(options: ResultFilesOptions) {
    this.#options = options;
    this.clear();
    mkdirSync(options.folder, { recursive: true });
  }

  /** @throws Error when the disk does not take it; nothing of it is left then. */
  keep(id: string, rows: readonly Row[]): readonly Chunk[] {
    const file = openSync(this.#path(id), "w", 0o600);
    let at = 0;
    const chunks: Chunk[] = [];
    try {
      for (const chunk of chunksOf(rows, this.#options.chunkBytes)) {
        const text = Buffer.from(chunk.text);
        for (let written = 0; written < text.length;) written += writeSync(file, text, written);
        chunks.push({ offset: chunk.offset, rows: chunk.rows, bytes: text.length, at });
        at += text.length;
      }
    } catch (error) {
      rmSync(this.#path(id), { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    this.#kept.set(id, Math.max(at, BLOCK));
    this.#bytes += Math.max(at, BLOCK);
    this.#makeRoom(id);
    return chunks;
  }

  /** The chunk's rows as a JSON list. @throws Error when the result is no longer kept. */
  text(id: string, { at, bytes }: Chunk): string {
    const file = openSync(this.#path(id), "r");
    try {
      const buffer = Buffer.alloc(bytes);
      for (let read = 0; read < bytes;) {
        const more = readSync(file, buffer, read, bytes - read, at + read);
        if (more === 0) throw new Error(`The result of statement ${id} is cut short on disk.`);
        read += more;
      }
      return buffer.toString();
    } finally {
      closeSync(file);
    }
  }

  drop(id: string): void {
    const bytes = this.#kept.get(id);
    if (bytes === undefined) return;
    this.#kept.delete(id);
    this.#bytes -= bytes;
    rmSync(this.#path(id), { force: true });
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  #makeRoom(newest: string): void {
    for (const id of this.#kept.keys()) {
      if (this.#bytes <= this.#options.mostBytes || id === newest) return;
      this.drop(id);
      this.#options.dropped(id);
    }
  }

  #path(id: string): string {
    return join(this.#options.folder, `${id}.json`);
  }
}
