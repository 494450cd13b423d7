import { appendFileSync, closeSync, existsSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

export type StatementState = "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED" | "CANCELED" | "CLOSED";

/** One statement in the log. */
export interface StatementRecord {
  /** Counts from 1, in the order of submission, across restarts. */
  readonly seq: number;
  readonly statement_id: string;
  readonly statement: string;
  /** Empty for what a cluster ran. */
  readonly warehouse_id: string;
  readonly cluster_id?: string;
  readonly source: "api" | "cluster" | "job";
  readonly job_run_id?: number;
  readonly state: StatementState;
  readonly error?: string;
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly ended?: number;
  readonly emulated?: string;
}

/** Of the latest statements, by the length of their lines; of older ones only the file knows. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/**
 * Every statement the sandbox was asked to run, in an append-only file and the latest in memory: a line when it
 * starts and one when it ends, the later line of a number replacing the earlier. What was running when the
 * process was killed reads as FAILED afterwards.
 */
export class StatementLog {
  readonly #file: string;
  readonly #most: number;
  /** By number, in ascending order, with none left out between the first and the last. */
  readonly #latest = new Map<number, StatementRecord>();
  /** The numbers of an earlier process end here. */
  readonly #before: number;
  #next = 1;
  #characters = 0;

  constructor(file: string, most = KEPT_CHARACTERS) {
    this.#file = file;
    this.#most = most;
    for (const record of recordsOf(file)) this.#keep(record);
    this.#before = this.#next;
    for (const [seq, record] of this.#latest) this.#latest.set(seq, this.#now(record));
  }

  /** The number of the next statement. */
  next(): number {
    return this.#next;
  }

  put(record: StatementRecord): void {
    this.#keep(record);
    appendFileSync(this.#file, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  }

  /** What came after `seq`, in order. */
  since(seq: number): readonly StatementRecord[] {
    const [oldest = this.#next] = this.#latest.keys();
    if (seq + 1 >= oldest) return [...this.#latest.values()].filter((record) => record.seq > seq);
    const found = new Map<number, StatementRecord>();
    for (const record of recordsOf(this.#file))
      if (record.seq > seq) found.set(record.seq, this.#now(record));
    return [...found.values()].sort((a, b) => a.seq - b.seq);
  }

  #keep(record: StatementRecord): void {
    const { seq } = record;
    const known = this.#latest.get(seq);
    // Long before the others it ended after: its place in the order is gone.
    if (known === undefined && seq < this.#next) return;
    this.#next = Math.max(this.#next, seq + 1);
    this.#characters += lengthOf(record) - (known === undefined ? 0 : lengthOf(known));
    this.#latest.set(seq, record);
    if (this.#characters > this.#most) this.#makeRoom(seq);
  }

  /** Many at once: each look at a map's beginning passes what was deleted there. */
  #makeRoom(newest: number): void {
    for (const [oldest, { statement }] of this.#latest) {
      if (this.#characters <= this.#most / 2 || oldest === newest) return;
      this.#characters -= lengthOf({ statement });
      this.#latest.delete(oldest);
    }
  }

  /** As it stands: what an earlier process left running runs no more. */
  #now(record: StatementRecord): StatementRecord {
    if (record.seq >= this.#before || (record.state !== "PENDING" && record.state !== "RUNNING"))
      return record;
    return { ...record, state: "FAILED", error: "The sandbox ended while the statement ran." };
  }
}

/** About what a record takes in memory: its text, and the rest. */
function lengthOf({ statement }: Pick<StatementRecord, "statement">): number {
  return statement.length + 500;
}

function* recordsOf(file: string): Generator<StatementRecord> {
  for (const line of linesOf(file)) {
    try {
      yield JSON.parse(line) as StatementRecord;
    } catch {
      // The last line of a process killed while it wrote.
    }
  }
}

/** The lines of a file of any length. */
function* linesOf(file: string): Generator<string> {
  if (!existsSync(file)) return;
  const input = openSync(file, "r");
  const buffer = Buffer.alloc(1024 * 1024);
  const decoder = new StringDecoder("utf8");
  let pieces: string[] = [];
  try {
    for (let read = readSync(input, buffer); read > 0; read = readSync(input, buffer)) {
      const [first = "", ...others] = decoder.write(buffer.subarray(0, read)).split("\n");
      pieces.push(first);
      for (const next of others) {
        yield pieces.join("");
        pieces = [next];
      }
    }
    yield pieces.join("");
  } finally {
    closeSync(input);
  }
}
