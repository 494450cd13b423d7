import { setTimeout as wait } from "node:timers/promises";
import { number, object, text } from "../http/json.ts";
import { ADMIN } from "../identity/user.ts";
import { Limit } from "./limit.ts";
import type { Ended, RunStore, RunRequest } from "./run-store.ts";
import { runResult, verdict } from "./run-if.ts";
import { tasksOf } from "./settings.ts";
import { prepare, type TaskSources } from "./task-work.ts";
import type { Job, Result, Run, SqlRunner, Task } from "./types.ts";

/** Statements of jobs at once. One Spark process serves all: more would only share the same cores. */
const PARALLEL_TASKS = 4;

/** Why a run was stopped before its end; the abort signal's reason. */
type Stop = "CANCELED" | "TIMEDOUT" | "INTERNAL_ERROR";

/** Runs jobs, task by task, as their graph and their conditions say. */
export class JobRunner {
  readonly #runs: RunStore;
  readonly #sources: TaskSources;
  readonly #sql: SqlRunner;
  readonly #slots = new Limit(PARALLEL_TASKS);
  readonly #active = new Map<number, AbortController>();

  constructor(runs: RunStore, sources: TaskSources, sql: SqlRunner) {
    this.#runs = runs;
    this.#sources = sources;
    this.#sql = sql;
  }

  get activeRuns(): number {
    return this.#active.size;
  }

  /** After a restart: ends what the death of the server cut off, and starts what was waiting. */
  resume(): void {
    for (const run of this.#runs.all()) {
      if (run.phase === "RUNNING") {
        this.#runs.finish(run, "INTERNAL_ERROR", "The sandbox stopped during this run.");
      }
    }
    const waiting = this.#runs.all().filter((run) => run.phase === "QUEUED");
    for (const job_id of new Set(waiting.map((run) => run.job_id))) this.#startQueued(job_id);
  }

  /** Starts a run of the job, or queues or skips it where as many as allowed are active. */
  start(job: Job, request: RunRequest): Run {
    const token = request.idempotency_token;
    const same = this.#runs
      .ofJob(job.job_id)
      .find((run) => token !== undefined && run.idempotency_token === token);
    if (same !== undefined) return same;
    const run = this.#runs.create(job, request);
    if (this.#mayStart(run)) return this.#launch(run);
    if (object(job.settings, "queue")?.["enabled"] === true) {
      return this.#runs.put({
        ...run,
        phase: "QUEUED",
        message: "Queued: the limit of concurrent runs is reached.",
      });
    }
    return this.#runs.finish(run, "MAX_CONCURRENT_RUNS", "Skipped: the limit of concurrent runs is reached.");
  }

  /** Asks a run to stop; its tasks end as soon as the engine lets go of their statements. */
  cancel(run: Run): void {
    if (run.phase === "QUEUED") this.#runs.finish(run, "CANCELED", "Run cancelled.");
    else this.#active.get(run.run_id)?.abort("CANCELED" satisfies Stop);
  }

  /** Stops all runs, as the end of the sandbox does. */
  close(): void {
    for (const controller of this.#active.values()) controller.abort("INTERNAL_ERROR" satisfies Stop);
  }

  #mayStart(run: Run): boolean {
    const most = number(run.settings, "max_concurrent_runs") ?? 1;
    return this.#runs.ofJob(run.job_id).filter(({ phase }) => phase === "RUNNING").length < most;
  }

  #startQueued(job_id: number): void {
    for (const run of this.#runs.ofJob(job_id)) {
      if (run.phase === "QUEUED" && this.#mayStart(run)) this.#launch(run);
    }
  }

  #launch(run: Run): Run {
    const running = this.#runs.put({ ...run, phase: "RUNNING", message: "In run", started: Date.now() });
    const controller = new AbortController();
    this.#active.set(run.run_id, controller);
    void this.#execute(running, controller);
    return running;
  }

  /** Never rejects: what goes wrong is the run's result. */
  async #execute(run: Run, controller: AbortController): Promise<void> {
    const limit = number(run.settings, "timeout_seconds") ?? 0;
    const expire = (): void => {
      controller.abort("TIMEDOUT" satisfies Stop);
    };
    const timer = limit > 0 ? setTimeout(expire, limit * 1000) : undefined;
    try {
      await this.#runTasks(run, controller.signal);
      this.#conclude(run.run_id, controller.signal);
    } catch (error) {
      this.#runs.finish(this.#runs.current(run.run_id), "INTERNAL_ERROR", messageOf(error));
    } finally {
      clearTimeout(timer);
      this.#active.delete(run.run_id);
    }
    this.#startQueued(run.job_id);
  }

  /** One promise a task; each waits for those it depends on. The settings saw to it that none waits for itself. */
  async #runTasks(run: Run, signal: AbortSignal): Promise<void> {
    const keys = new Set(run.tasks.map(({ task_key }) => task_key));
    const tasks = new Map(tasksOf(run.settings).map((task) => [task.task_key, task]));
    const results = new Map<string, Promise<Result>>();
    const resultOf = (key: string): Promise<Result> => {
      const task = tasks.get(key);
      const known = results.get(key);
      if (known !== undefined) return known;
      if (task === undefined) return Promise.resolve("EXCLUDED");
      // A dependency that was left out of this run holds nothing up.
      const above = Promise.all(task.depends_on.filter((dependency) => keys.has(dependency)).map(resultOf));
      const result = above.then((ended) => this.#runTask(run.run_id, task, { above: ended, signal }));
      results.set(key, result);
      return result;
    };
    await Promise.all([...keys].map(resultOf));
  }

  async #runTask(
    run_id: number,
    task: Task,
    { above, signal }: { readonly above: readonly Result[]; readonly signal: AbortSignal },
  ): Promise<Result> {
    const decision = verdict(task.run_if, above);
    if (decision !== "RUN" && !isStopped(signal)) {
      this.#runs.endTask(run_id, task, { result: decision, message: `Not run: ${task.run_if} was not met.` });
      return decision;
    }
    for (;;) {
      const ended = await this.#slots.run(() => this.#attempt(run_id, task, signal));
      this.#runs.endTask(run_id, task, ended);
      if (isStopped(signal) || !this.#wantsRetry(run_id, task, ended)) return ended.result;
      await wait(task.min_retry_interval_millis, undefined, { signal }).catch(() => undefined);
      if (isStopped(signal)) return ended.result;
      this.#runs.retry(run_id, task);
    }
  }

  #wantsRetry(run_id: number, task: Task, { result }: Ended): boolean {
    const retryable = result === "FAILED" || (result === "TIMEDOUT" && task.retry_on_timeout);
    const { attempt } = this.#runs.task(run_id, task.task_key);
    return retryable && (task.max_retries < 0 || attempt < task.max_retries);
  }

  async #attempt(run_id: number, task: Task, stop: AbortSignal): Promise<Ended> {
    if (isStopped(stop)) return stopped(stop);
    this.#runs.change(run_id, task.task_key, { phase: "RUNNING", message: "In run", started: Date.now() });
    const run = this.#runs.current(run_id);
    const attempt = this.#runs.task(run_id, task.task_key);
    const timeout = task.timeout_seconds > 0 ? [AbortSignal.timeout(task.timeout_seconds * 1000)] : [];
    const signal = AbortSignal.any([stop, ...timeout]);
    let output = { sql: "", warehouse_id: "" };
    try {
      const { parameters, cluster_instance, ...script } = prepare(task, { run, attempt }, this.#sources);
      if (cluster_instance !== undefined) this.#runs.change(run_id, task.task_key, { cluster_instance });
      output = script;
      if (script.warehouse_id !== "") this.#sources.warehouses.start(script.warehouse_id);
      const job = { job_id: run.job_id, name: text(run.settings, "name") ?? "Untitled" };
      const who = { run_id: attempt.run_id, job, runs_as: run.runs_as ?? ADMIN };
      const done = await this.#sql.run({ ...script, ...who, parameters, signal });
      return { result: "SUCCESS", message: "", output: { ...script, ...done } };
    } catch (error) {
      if (isStopped(stop)) return { ...stopped(stop), output };
      const late = isStopped(signal);
      const message = late ? `Timed out after ${task.timeout_seconds} seconds.` : messageOf(error);
      return { result: late ? "TIMEDOUT" : "FAILED", message, output: { ...output, error: message } };
    }
  }

  #conclude(run_id: number, signal: AbortSignal): void {
    const run = this.#runs.current(run_id);
    if (signal.aborted) {
      const { result, message } = stopped(signal);
      this.#runs.finish(run, result, message);
      return;
    }
    const needed = new Set(tasksOf(run.settings).flatMap((task) => task.depends_on));
    const outcomes = run.tasks.map(({ task_key, result }) => ({
      result: result ?? "INTERNAL_ERROR",
      isLeaf: !needed.has(task_key),
    }));
    const result = runResult(outcomes);
    const failed = run.tasks.filter((task) => task.result === "FAILED" || task.result === "TIMEDOUT");
    const names = failed.map((task) => task.task_key).join(", ");
    const message = `Task ${names} failed with message: ${failed[0]?.message ?? ""}`;
    this.#runs.finish(run, result, result === "FAILED" ? message : "");
  }
}

/** A function and not the field: the compiler would take the field for unchanged across an `await`. */
const isStopped = (signal: AbortSignal): boolean => signal.aborted;

function stopped({ reason }: { readonly reason: unknown }): Ended {
  switch (reason) {
    case "TIMEDOUT":
      return { result: "TIMEDOUT", message: "The run took longer than timeout_seconds." };
    case "INTERNAL_ERROR":
      return { result: "INTERNAL_ERROR", message: "The sandbox stopped during this run." };
    default:
      return { result: "CANCELED", message: "Run cancelled." };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
