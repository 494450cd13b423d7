import { appendFileSync, existsSync, readFileSync } from "node:fs";

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

/**
 * Every statement the sandbox was asked to run, in memory and in an append-only file: a line when it starts
 * and one when it ends, the later line of a number replacing the earlier. What was running when the process
 * was killed reads as FAILED afterwards.
 */
export class StatementLog {
  readonly #file: string;
  readonly #records = new Map<number, StatementRecord>();

  constructor(file: string) {
    this.#file = file;
    for (const record of read(file)) this.#records.set(record.seq, afterRestart(record));
  }

  /** The number of the next statement. */
  next(): number {
    return this.#records.size === 0 ? 1 : Math.max(...this.#records.keys()) + 1;
  }

  put(record: StatementRecord): void {
    this.#records.set(record.seq, record);
    appendFileSync(this.#file, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  }

  /** What came after `seq`, in order. */
  since(seq: number): readonly StatementRecord[] {
    return [...this.#records.values()].filter((record) => record.seq > seq).sort((a, b) => a.seq - b.seq);
  }
}

function read(file: string): readonly StatementRecord[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as StatementRecord];
      } catch {
        // The last line of a process killed while it wrote.
        return [];
      }
    });
}

function afterRestart(record: StatementRecord): StatementRecord {
  if (record.state !== "PENDING" && record.state !== "RUNNING") return record;
  return { ...record, state: "FAILED", error: "The sandbox ended while the statement ran." };
}
