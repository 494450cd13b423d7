import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { JsonObject } from "../http/json.ts";
import { SqlError } from "./errors.ts";
import type { Runtime } from "./setup.ts";

/** The Python process with Spark in it, seen through its lines of JSON. */
export interface Worker {
  /** Answers in any order. Rejects with SqlError, also when the process ends before it answered. */
  request(message: object, signal?: AbortSignal): Promise<unknown>;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
}

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
  /** Called once when the process has ended, for whatever reason. */
  readonly lost: () => void;
}

interface Answer {
  /** The number of a question, and the question. */
  readonly ask?: number;
  readonly question?: JsonObject;
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly errorClass?: string; readonly sqlState?: string };
  readonly ready?: object;
  readonly failed?: string;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The process gets this long to end by itself once its input is closed. */
const CLOSE_MS = 10_000;
const LOST_CLASS = "SANDBOX_ENGINE_LOST";

/** Resolves when Spark takes statements. @throws Error with the last lines of its log when it does not come up. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  // What a killed Spark left: it removes its temporary files only when it ends in good order.
  rmSync(options.scratch, { recursive: true, force: true });
  for (const folder of [options.warehouse, options.scratch, dirname(options.log)]) {
    mkdirSync(folder, { recursive: true });
  }
  const started = new WorkerProcess(options);
  await started.ready;
  return started;
}

class WorkerProcess implements Worker {
  readonly ready: Promise<void>;
  readonly #input: Writable;
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  #over = false;
  #next = 1;

  constructor(options: WorkerOptions) {
    const { child, input, output } = launch(options);
    this.#process = child;
    this.#input = input;
    // The process may end between two writes; its exit is what tells the callers, not the broken pipe.
    input.on("error", () => undefined);
    const start = Promise.withResolvers<undefined>();
    this.ready = start.promise;
    createInterface({ input: output }).on("line", (line) => {
      const answer = JSON.parse(line) as Answer;
      if (answer.ready !== undefined) start.resolve(undefined);
      else if (answer.failed !== undefined) start.reject(startFailure(answer.failed, options.log));
      else if (answer.ask !== undefined) void this.#reply(answer.ask, options.asked(answer.question ?? {}));
      else this.#settle(answer);
    });
    const ended = Promise.withResolvers<undefined>();
    this.#ended = ended.promise;
    const end = (reason: string): void => {
      if (this.#over) return;
      this.#over = true;
      start.reject(startFailure(reason, options.log));
      this.#failAll(lost(reason, options.log));
      options.lost();
      ended.resolve(undefined);
    };
    child.once("exit", (code, signal) => {
      end(signal === null ? `it ended with exit code ${code ?? "unknown"}` : `it was killed by ${signal}`);
    });
    child.once("error", (error) => {
      end(error.message);
    });
  }

  async request(message: object, signal?: AbortSignal): Promise<unknown> {
    const id = this.#next++;
    if (this.#over) throw new SqlError("The Spark process has ended.", { errorClass: LOST_CLASS });
    const cancel = (): void => {
      this.#send({ op: "cancel", of: id });
    };
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
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
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), CLOSE_MS);
    await this.#ended;
    clearTimeout(timer);
  }

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

  #settle({ id, result, error }: Answer): void {
    if (id === undefined) return;
    const waiting = this.#pending.get(id);
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
  };
}

function startFailure(reason: string, log: string): Error {
  return new Error(`Spark did not start: ${reason}. The end of ${log}:\n${lastLines(log)}`);
}

function lost(reason: string, log: string): SqlError {
  return new SqlError(
    `[${LOST_CLASS}] The Spark process ended while the statement ran: ${reason}. The next statement starts it again; its log is ${log}. SQLSTATE: 08S01`,
    { errorClass: LOST_CLASS, sqlState: "08S01" },
  );
}

function lastLines(log: string): string {
  try {
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n");
  } catch {
    return "(no log)";
  }
}
