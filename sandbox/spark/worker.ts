import { spawn, type ChildProcess } from "node:child_process";
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { JsonObject } from "../http/json.ts";
import { engineLost, SqlError } from "./errors.ts";
import type { Runtime } from "./setup.ts";

/** The Python process with Spark in it, seen through its lines of JSON. */
export interface Worker {
  /** The process number of its JVM. */
  readonly jvm: number;
  /**
   * Answers in any order. Rejects with SqlError, also when the process ends before it answered.
   * @param rows takes the rows of a result, in pieces, before the promise resolves with the rest
   */
  request(message: object, signal?: AbortSignal, rows?: RowSink): Promise<unknown>;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
}

export type RowSink = (rows: readonly (readonly (string | null)[])[]) => void;

export interface WorkerOptions {
  readonly runtime: Runtime;
  readonly catalog: string;
  /** Whose everything is that nobody is known to have made. */
  readonly admin: string;
  readonly warehouse: string;
  readonly scratch: string;
  readonly log: string;
  /** Answers what the worker asks while it runs a statement; a rejection is that statement's error. */
  readonly asked: (question: JsonObject) => Promise<unknown>;
  /** Called once when a process that took statements has ended, for whatever reason. */
  readonly lost: (reason: string) => void;
  readonly patience?: Patience;
}

/** How long what does nothing is waited for. */
export interface Patience {
  /** For a start; the second try gets twice as much. */
  readonly startMs: number;
  /** Between two questions whether the JVM still answers. */
  readonly pulseMs: number;
}

interface Answer {
  /** The number of a question, and the question. */
  readonly ask?: number;
  readonly question?: JsonObject;
  readonly id?: number;
  readonly result?: unknown;
  /** Some of the result's rows; more may follow, and the result does at last. */
  readonly rows?: Parameters<RowSink>[0];
  readonly error?: { readonly message: string; readonly errorClass?: string; readonly sqlState?: string };
  readonly ready?: { readonly jvm: number };
  readonly failed?: string;
  /** The process ends itself, because of that. */
  readonly lost?: string;
}

interface Pending {
  readonly rows: RowSink | undefined;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The process gets this long to end by itself once its input is closed. */
const CLOSE_MS = 10_000;
/** The JVM gets this long to notice by itself that the process above it is gone. */
const JVM_END_MS = 3_000;
/** A start takes some ten seconds on two idle cores. */
const PATIENCE: Patience = { startMs: 120_000, pulseMs: 5_000 };
/** So many pulses in a row without an answer, and the engine makes no progress. Ticks, and not time: a laptop sleeps. */
const MOST_SILENT = 8;

/**
 * Resolves when Spark takes statements. A start that fails or hangs is ended and tried once more.
 * @throws SqlError with the last lines of its log when it does not come up.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { startMs } = options.patience ?? PATIENCE;
  try {
    return await startOnce(options, startMs);
  } catch (error) {
    const line = `${new Date().toISOString()} Starting Spark once more. ${String(error).split("\n")[0] ?? ""}\n`;
    appendFileSync(options.log, line);
    return startOnce(options, 2 * startMs);
  }
}

async function startOnce(options: WorkerOptions, withinMs: number): Promise<Worker> {
  // What a killed Spark left: it removes its temporary files only when it ends in good order.
  rmSync(options.scratch, { recursive: true, force: true });
  for (const folder of [options.warehouse, options.scratch, dirname(options.log)]) {
    mkdirSync(folder, { recursive: true });
  }
  const started = new WorkerProcess(options);
  const timer = setTimeout(() => {
    started.kill(`it was not ready after ${withinMs / 1000} seconds`);
  }, withinMs);
  try {
    await started.ready;
    return started;
  } finally {
    clearTimeout(timer);
  }
}

class WorkerProcess implements Worker {
  readonly ready: Promise<void>;
  readonly #input: Writable;
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  readonly #log: string;
  readonly #pulseMs: number;
  #pulse: NodeJS.Timeout | undefined;
  #silent = 0;
  #jvm = 0;
  /** Why it ends, where that is known before it has ended. */
  #reason: string | undefined;
  #over = false;
  #next = 1;

  constructor(options: WorkerOptions) {
    const { child, input, output } = launch(options);
    this.#log = options.log;
    this.#pulseMs = (options.patience ?? PATIENCE).pulseMs;
    this.#process = child;
    this.#input = input;
    // The process may end between two writes; its exit is what tells the callers, not the broken pipe.
    input.on("error", () => undefined);
    const start = Promise.withResolvers<undefined>();
    this.ready = start.promise;
    createInterface({ input: output }).on("line", (line) => {
      const answer = JSON.parse(line) as Answer;
      if (answer.ready !== undefined) {
        this.#jvm = answer.ready.jvm;
        this.#pulse = setInterval(this.#beat, this.#pulseMs).unref();
        start.resolve(undefined);
      } else if (answer.lost !== undefined) this.#reason ??= answer.lost;
      else if (answer.failed !== undefined) start.reject(startFailure(answer.failed, options.log));
      else if (answer.ask !== undefined) void this.#reply(answer.ask, options.asked(answer.question ?? {}));
      else this.#settle(answer);
    });
    const ended = Promise.withResolvers<undefined>();
    this.#ended = ended.promise;
    const end = (how: string): void => {
      if (this.#over) return;
      this.#over = true;
      const reason = this.#reason ?? how;
      clearInterval(this.#pulse);
      setTimeout(this.#killAll, JVM_END_MS).unref();
      start.reject(startFailure(reason, options.log));
      this.#failAll(lost(reason, options.log));
      if (this.#jvm !== 0) options.lost(reason);
      ended.resolve(undefined);
    };
    child.once("exit", (code, signal) => {
      end(signal === null ? `it ended with exit code ${code ?? "unknown"}` : `it was killed by ${signal}`);
    });
    child.once("error", (error) => {
      end(error.message);
    });
  }

  get jvm(): number {
    return this.#jvm;
  }

  /** Ends process and JVM at once, whatever state they are in. */
  kill(reason: string): void {
    this.#reason ??= reason;
    this.#killAll();
  }

  async request(message: object, signal?: AbortSignal, rows?: RowSink): Promise<unknown> {
    const id = this.#next++;
    if (this.#over) throw lost(this.#reason ?? "it has ended", this.#log);
    const cancel = (): void => {
      this.#send({ op: "cancel", of: id });
    };
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, rows });
    });
    this.#send({ ...message, id });
    if (signal?.aborted === true) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    try {
      return await answer;
    } finally {
      signal?.removeEventListener("abort", cancel);
    }
  }

  async close(): Promise<void> {
    if (!this.#over) this.#input.end();
    const timer = setTimeout(this.#killAll, CLOSE_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Process and JVM are a group of their own. */
  readonly #killAll = (): void => {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // All of the group are gone.
    }
  };

  /** A statement may take as long as it likes; a JVM that does not answer this does nothing for any. */
  readonly #beat = (): void => {
    this.#silent += 1;
    if (this.#silent > MOST_SILENT) {
      const seconds = (MOST_SILENT * this.#pulseMs) / 1000;
      this.kill(`it made no progress: its JVM did not answer for ${seconds} seconds`);
    } else if (this.#silent === 1) {
      this.request({ op: "pulse" }).then(
        () => (this.#silent = 0),
        () => undefined,
      );
    }
  };

  #send(message: object): void {
    this.#input.write(`${JSON.stringify(message)}\n`);
  }

  async #reply(of: number, answer: Promise<unknown>): Promise<void> {
    try {
      this.#send({ op: "answer", of, result: await answer });
    } catch (error) {
      this.#send({ op: "answer", of, refused: error instanceof Error ? error.message : String(error) });
    }
  }

  #settle({ id, result, rows, error }: Answer): void {
    if (id === undefined) return;
    const waiting = this.#pending.get(id);
    if (rows !== undefined) {
      waiting?.rows?.(rows);
      return;
    }
    this.#pending.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new SqlError(error.message, error));
  }

  #failAll(error: Error): void {
    for (const waiting of this.#pending.values()) waiting.reject(error);
    this.#pending.clear();
  }
}

function launch(options: WorkerOptions): {
  readonly child: ChildProcess;
  readonly input: Writable;
  readonly output: Readable;
} {
  const { runtime, catalog, admin, warehouse, scratch } = options;
  const log = openSync(options.log, "a");
  const script = join(import.meta.dirname, "worker", "main.py");
  const argument = JSON.stringify({ catalog, admin, warehouse, scratch, jars: runtime.jars });
  const child = spawn(runtime.python, ["-u", script, argument], {
    stdio: ["pipe", "pipe", log],
    cwd: scratch,
    env: { ...environment(runtime), TMPDIR: scratch },
    // Ctrl-C in the terminal must reach the server alone, which then closes the worker in good order.
    detached: true,
  });
  closeSync(log);
  return { child, input: child.stdin as Writable, output: child.stdout as Readable };
}

/** Nothing of a Spark the user has installed may be mixed into this one. */
function environment(runtime: Runtime): NodeJS.ProcessEnv {
  const foreign = /^(SPARK_|PYSPARK_|HADOOP_|PYTHONPATH$|PYTHONHOME$|JAVA_TOOL_OPTIONS$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    JAVA_HOME: runtime.javaHome,
    PYSPARK_PYTHON: runtime.python,
    PYTHONDONTWRITEBYTECODE: "1",
    // The JVM that only builds the command line of Spark's would leave its counters in /tmp.
    SPARK_LAUNCHER_OPTS: "-XX:-UsePerfData",
  };
}

function startFailure(reason: string, log: string): SqlError {
  return engineLost(`Spark did not start: ${reason}. The end of ${log}:\n${lastLines(log)}`);
}

function lost(reason: string, log: string): SqlError {
  return engineLost(
    `The Spark process ended while the statement ran: ${reason}. It is started again for the next statement; its log is ${log}.`,
  );
}

function lastLines(log: string): string {
  try {
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  } catch {
    return "(no log)";
  }
}
