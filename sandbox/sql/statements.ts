import { randomUUID } from "node:crypto";
import { ApiError, missing } from "../http/errors.ts";
import { SqlError, type Caller, type Engine, type Parameter, type Result } from "../spark/engine.ts";
import { isEngineLost } from "../spark/errors.ts";
import type { Chunk } from "./chunks.ts";
import { StatementLog, type StatementRecord, type StatementState } from "./log.ts";
import { ResultFiles, type ResultWriter } from "./results.ts";

export type { StatementRecord, StatementState } from "./log.ts";

export interface Submission {
  /** One statement; from a job a script of several, separated by `;`. */
  readonly statement: string;
  /** Empty for what a cluster runs. */
  readonly warehouse_id: string;
  /** Known of a command of the older API. */
  readonly cluster_id?: string;
  readonly source: StatementRecord["source"];
  readonly job_run_id?: number;
  readonly parameters?: readonly Parameter[];
  readonly catalog?: string;
  readonly schema?: string;
  /** `@default` nobody, and histories name nobody */
  readonly caller?: Caller;
  readonly rowLimit?: number;
  readonly byteLimit?: number;
}

/** As the API reports a failure; `message` starts with `[ERROR_CLASS]` and ends with the SQL state. */
export interface StatementError {
  readonly error_code: "BAD_REQUEST" | "INTERNAL_ERROR";
  readonly message: string;
}

/** A statement that was submitted, as it stands now. */
export interface Execution {
  readonly id: string;
  readonly state: StatementState;
  readonly error?: StatementError;
  readonly sqlState?: string;
  /** Without its rows: see {@link StatementStore.text} and {@link StatementStore.rows}. */
  readonly result?: Omit<Result, "rows">;
  /** The pieces the API hands the rows out in. */
  readonly chunks?: readonly Chunk[];
  /** Resolves when the statement has come to an end, whichever. Never rejects. */
  readonly finished: Promise<void>;
}

/** What the store asks of the workspace's warehouses. */
export interface Warehouses {
  exists(id: string): boolean;
  /** Starts it if it is stopped. */
  start(id: string): void;
  /** Says that a statement came to its end there. */
  hasRun(id: string): void;
}

export interface StatementStoreOptions {
  readonly engine: Engine;
  readonly warehouses: Warehouses;
  /** The append-only file of the statement log. */
  readonly logFile: string;
  /** The folder of the results; what is in it goes. */
  readonly results: string;
  /** How long results are kept, in milliseconds; afterwards a statement is CLOSED. `@default` one hour, as on Databricks */
  readonly keepMs?: number;
  /** Bytes of one chunk of a result. `@default` 4 MiB */
  readonly chunkBytes?: number;
  /** Bytes that all results may take on disk; the oldest are CLOSED to make room. `@default` 2 GiB */
  readonly mostBytes?: number;
}

interface Running {
  execution: Execution;
  record: StatementRecord;
  readonly abort: AbortController;
}

const HOUR = 3_600_000;
const CHUNK_BYTES = 4 * 1024 * 1024;
const MOST_BYTES = 2 * 1024 ** 3;
/** Statements that are known to be CLOSED; of older ones nothing is known but their line in the log. */
const CLOSED_KEPT = 10_000;
const WAREHOUSE_ID = /^[0-9a-f]{16}$/;

/** Runs statements for the Statement Execution API and for jobs, keeps their results, and logs them all. */
export class StatementStore {
  readonly #options: StatementStoreOptions;
  readonly #log: StatementLog;
  readonly #results: ResultFiles;
  readonly #all = new Map<string, Running>();
  readonly #closed = new Set<string>();

  constructor(options: StatementStoreOptions) {
    this.#options = options;
    this.#log = new StatementLog(options.logFile);
    this.#results = new ResultFiles({
      folder: options.results,
      chunkBytes: options.chunkBytes ?? CHUNK_BYTES,
      mostBytes: options.mostBytes ?? MOST_BYTES,
      dropped: (id) => {
        this.#forget(id);
      },
    });
  }

  /**
   * Starts a statement, and the warehouse with it.
   * @throws ApiError when there is no such warehouse.
   */
  submit(submission: Submission): Execution {
    const { warehouse_id, cluster_id, source } = submission;
    if (warehouse_id !== "" || source === "api") this.#wake(warehouse_id);
    const id = randomUUID();
    const record: StatementRecord = {
      seq: this.#log.next(),
      statement_id: id,
      statement: submission.statement,
      warehouse_id,
      ...(cluster_id === undefined ? {} : { cluster_id }),
      source,
      ...(submission.job_run_id === undefined ? {} : { job_run_id: submission.job_run_id }),
      state: "RUNNING",
      started: Date.now(),
    };
    this.#log.put(record);
    const abort = new AbortController();
    const finished = this.#run(id, submission, abort.signal);
    const execution: Execution = { id, state: "PENDING", finished };
    const running: Running = { execution, record, abort };
    this.#all.set(id, running);
    // Who does not wait for the statement is answered before this, and reads PENDING, as on Databricks.
    setImmediate(() => {
      if (!isOver(running.execution)) running.execution = { ...running.execution, state: "RUNNING" };
    });
    return execution;
  }

  /** The statement as it stands; undefined when there is none of that id. */
  get(id: string): Execution | undefined {
    const known = this.#all.get(id)?.execution;
    if (known !== undefined || !this.#closed.has(id)) return known;
    return { id, state: "CLOSED", finished: Promise.resolve() };
  }

  /** A chunk's rows as a JSON list. */
  text({ id }: Execution, chunk: Chunk): string {
    return this.#results.text(id, chunk);
  }

  /** All rows of a result; none of a statement without one. */
  rows(execution: Execution): Result["rows"] {
    return (execution.chunks ?? []).flatMap(
      (chunk) => JSON.parse(this.text(execution, chunk)) as Result["rows"],
    );
  }

  /** Removes the results: nobody is left to ask for them. */
  close(): void {
    this.#results.clear();
  }

  /** Cancels what still runs; nothing happens to what has ended. */
  cancel(id: string): void {
    const running = this.#all.get(id);
    if (running === undefined || isOver(running.execution)) return;
    this.#settle(id, { state: "CANCELED" });
    running.abort.abort();
  }

  /** The log's entries after the one numbered `seq`. */
  since(seq: number): readonly StatementRecord[] {
    return this.#log.since(seq);
  }

  async #run(id: string, submission: Submission, signal: AbortSignal): Promise<void> {
    const { statement, source, parameters, catalog, schema, caller, rowLimit, byteLimit } = submission;
    let writer: ResultWriter | undefined;
    try {
      const opened = this.#results.write(id);
      writer = opened;
      const { rows, ...result } = await this.#options.engine.run({
        sql: statement,
        script: source === "job",
        compute: submission.warehouse_id === "" ? "cluster" : "warehouse",
        ...(parameters === undefined ? {} : { parameters }),
        ...(catalog === undefined ? {} : { catalog }),
        ...(schema === undefined ? {} : { schema }),
        ...(caller === undefined ? {} : { caller }),
        ...(rowLimit === undefined ? {} : { rowLimit }),
        ...(byteLimit === undefined ? {} : { byteLimit }),
        signal,
        onRows: (some) => {
          opened.add(some);
        },
      });
      opened.add(rows);
      // Of a statement that was cancelled meanwhile nobody reads a result.
      if (signal.aborted) opened.discard();
      else this.#settle(id, { state: "SUCCEEDED", result, chunks: opened.end() });
    } catch (error) {
      writer?.discard();
      this.#settle(id, { state: "FAILED", ...failure(error) });
    }
  }

  /** A statement ends once: what Spark says after a cancellation changes nothing. */
  #settle(id: string, outcome: Omit<Execution, "id" | "finished">): void {
    const running = this.#all.get(id);
    if (running === undefined || isOver(running.execution)) return;
    if (outcome.state !== "CANCELED") this.#options.warehouses.hasRun(running.record.warehouse_id);
    running.execution = { ...running.execution, ...outcome };
    running.record = {
      ...running.record,
      state: outcome.state,
      ended: Date.now(),
      ...(outcome.error === undefined ? {} : { error: outcome.error.message }),
      ...(outcome.result?.emulated === undefined ? {} : { emulated: outcome.result.emulated }),
    };
    this.#log.put(running.record);
    this.#closeLater(id);
  }

  #closeLater(id: string): void {
    const timer = setTimeout(() => {
      this.#results.drop(id);
      this.#forget(id);
    }, this.#options.keepMs ?? HOUR);
    // Must not keep the server alive.
    timer.unref();
  }

  #forget(id: string): void {
    if (!this.#all.delete(id)) return;
    this.#closed.add(id);
    for (const oldest of this.#closed) {
      if (this.#closed.size <= CLOSED_KEPT) return;
      this.#closed.delete(oldest);
    }
  }

  #wake(id: string): void {
    const { warehouses } = this.#options;
    if (!WAREHOUSE_ID.test(id) && !warehouses.exists(id)) {
      throw new ApiError(400, "INVALID_PARAMETER_VALUE", `${id} is not a valid endpoint id.`);
    }
    if (!warehouses.exists(id)) throw missing(`SQL warehouse ${id} does not exist.`);
    warehouses.start(id);
  }
}

const isOver = ({ state }: Execution): boolean => state !== "PENDING" && state !== "RUNNING";

function failure(error: unknown): Pick<Execution, "error" | "sqlState"> {
  if (!(error instanceof SqlError)) {
    return { error: { error_code: "INTERNAL_ERROR", message: String(error) } };
  }
  const ours = isEngineLost(error);
  return {
    error: { error_code: ours ? "INTERNAL_ERROR" : "BAD_REQUEST", message: error.message },
    ...(error.sqlState === undefined ? {} : { sqlState: error.sqlState }),
  };
}
