import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One kind of object, by id, in memory and on disk. Values are JSON; treat what `get` returns as frozen. */
export interface Collection<T> {
  get(id: string): T | undefined;
  /** All objects in the order of their ids, digits counted as numbers. */
  list(): readonly T[];
  ids(): readonly string[];
  /** Creates or replaces. On return the object survives the death of this process. */
  put(id: string, value: T): void;
  /** @returns whether there was something to delete. */
  delete(id: string): boolean;
}

/**
 * Objects of the sandbox: `<folder>/<collection>/<id>.json`, one file an object, so that a home folder can
 * be read, compared and copied with ordinary tools.
 *
 * A file is written beside its place and renamed into it: a process killed at any moment leaves the old
 * object or the new one, never half of one. Only one process may have a folder open.
 */
export class Store {
  readonly #folder: string;
  readonly #open = new Map<string, Collection<unknown>>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** The collection of that name; the same one for every caller, so the caller vouches for `T`. */
  collection<T>(name: string): Collection<T> {
    const known = this.#open.get(name);
    if (known !== undefined) return known as Collection<T>;
    const opened = new FileCollection<T>(join(this.#folder, name));
    this.#open.set(name, opened);
    return opened;
  }

  /** The next number of a sequence that starts at 1 and never gives a number twice, across restarts too. */
  next(sequence: string): number {
    const counters = this.collection<number>("counters");
    const value = (counters.get(sequence) ?? 0) + 1;
    counters.put(sequence, value);
    return value;
  }
}

const SUFFIX = ".json";
/** Counts digits as numbers: run 9 comes before run 10. */
const byId = new Intl.Collator("en", { numeric: true });

class FileCollection<T> implements Collection<T> {
  readonly #folder: string;
  readonly #objects = new Map<string, T>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(folder)) {
      // What does not end in .json is the half-written copy of a killed process: never an object.
      if (file.endsWith(SUFFIX)) this.#load(file);
      else rmSync(join(folder, file), { force: true });
    }
  }

  get(id: string): T | undefined {
    return this.#objects.get(id);
  }

  ids(): readonly string[] {
    return [...this.#objects.keys()].sort(byId.compare);
  }

  list(): readonly T[] {
    return [...this.#objects].sort(([a], [b]) => byId.compare(a, b)).map(([, value]) => value);
  }

  put(id: string, value: T): void {
    const path = this.#path(id);
    const beside = `${path}.new`;
    writeFileSync(beside, `${JSON.stringify(value, null, 1)}\n`);
    renameSync(beside, path);
    this.#objects.set(id, value);
  }

  delete(id: string): boolean {
    if (!this.#objects.delete(id)) return false;
    rmSync(this.#path(id), { force: true });
    return true;
  }

  #load(file: string): void {
    const path = join(this.#folder, file);
    try {
      this.#objects.set(
        decodeURIComponent(file.slice(0, -SUFFIX.length)),
        JSON.parse(readFileSync(path, "utf8")) as T,
      );
    } catch (error) {
      throw new Error(
        `${path} cannot be read: ${String(error)}. Repair it, or remove it to lose that object.`,
      );
    }
  }

  /** Ids hold slashes and dots (`sql/warehouses`, `dev.gold.t`); a file name may not. */
  #path(id: string): string {
    return join(this.#folder, `${encodeURIComponent(id)}${SUFFIX}`);
  }
}
