import { closeSync, mkdirSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ChunkWriter } from "./chunk-writer.ts";
import type { Chunk, Row } from "./chunks.ts";

export interface ResultWriter {
  /** Never throws. */
  add(rows: readonly Row[]): void;
  /** @throws Error when the disk does not take the result */
  end(): readonly Chunk[];
  /** Leaves nothing of a result that did not come to its end. */
  discard(): void;
}

export interface ResultFilesOptions {
  /** Emptied at the start: no one asks for the results of an earlier process. */
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

  /** Opens the file of a result that comes in pieces. */
  write(id: string): ResultWriter {
    const writer = new ChunkWriter(this.#path(id), this.#options.chunkBytes);
    return {
      add: (rows) => {
        writer.add(rows);
      },
      end: () => {
        const { chunks, bytes } = writer.end();
        this.#kept.set(id, Math.max(bytes, BLOCK));
        this.#bytes += Math.max(bytes, BLOCK);
        this.#makeRoom(id);
        return chunks;
      },
      discard: () => {
        writer.close();
        rmSync(this.#path(id), { force: true });
      },
    };
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
