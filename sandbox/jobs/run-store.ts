import type { Collection, Store } from "../store.ts";
import { tasksOf } from "./settings.ts";
import type { Identity } from "../identity/user.ts";
import type { Job, Overriding, Result, Run, Task, TaskOutput, TaskRun } from "./types.ts";

export interface RunRequest {
  readonly parameters: Readonly<Record<string, string>>;
  /** The keys of the tasks to run. `@default` all */
  readonly only?: readonly string[];
  readonly idempotency_token?: string;
  readonly overriding?: Overriding;
  /** Who asks for it. */
  readonly creator: string;
  readonly runs_as: Identity;
}

/** How an attempt at a task ended. */
export interface Ended {
  readonly result: Result;
  readonly message: string;
  readonly output?: TaskOutput;
}

/** The record of all runs; every change is on disk before the next thing happens. */
export class RunStore {
  readonly #store: Store;
  readonly #runs: Collection<Run>;

  constructor(store: Store) {
    this.#store = store;
    this.#runs = store.collection("runs");
  }

  all(): readonly Run[] {
    return this.#runs.list();
  }

  ofJob(job_id: number): readonly Run[] {
    return this.all().filter((run) => run.job_id === job_id);
  }

  find(run_id: number): Run | undefined {
    return this.#runs.get(String(run_id));
  }

  /** The run one of whose attempts, the latest or an earlier one, has that id. */
  findTask(run_id: number): { readonly run: Run; readonly task: TaskRun } | undefined {
    for (const run of this.all()) {
      const task = [...run.tasks, ...run.earlier].find((each) => each.run_id === run_id);
      if (task !== undefined) return { run, task };
    }
    return undefined;
  }

  current(run_id: number): Run {
    const run = this.find(run_id);
    if (run === undefined) throw new Error(`Run ${run_id} was deleted while it ran.`);
    return run;
  }

  task(run_id: number, task_key: string): TaskRun {
    const found = this.current(run_id).tasks.find((task) => task.task_key === task_key);
    if (found === undefined) throw new Error(`Run ${run_id} has no task ${task_key}.`);
    return found;
  }

  put(run: Run): Run {
    this.#runs.put(String(run.run_id), run);
    return run;
  }

  delete(run_id: number): void {
    this.#runs.delete(String(run_id));
  }

  /** A run that has not begun; the caller puts it once it knows whether it may. */
  create(job: Job, { only, ...request }: RunRequest): Run {
    const run_id = this.#store.next("runs");
    const tasks = tasksOf(job.settings)
      .filter((task) => only === undefined || only.includes(task.task_key))
      .map((task) => this.#attempt(task.task_key, 0));
    return {
      run_id,
      job_id: job.job_id,
      number_in_job: run_id,
      settings: job.settings,
      ...request,
      tasks,
      earlier: [],
      phase: "PENDING",
      message: "",
      started: Date.now(),
    };
  }

  /** Ends a run and whatever of it has not ended. */
  finish(run: Run, result: Result, message: string): Run {
    const ended = Date.now();
    const end = { phase: "TERMINATED", result, ended } as const;
    const tasks = run.tasks.map((task) => (task.phase === "TERMINATED" ? task : { ...task, ...end }));
    return this.put({ ...run, ...end, tasks, message });
  }

  change(run_id: number, task_key: string, change: Partial<TaskRun>): void {
    const run = this.current(run_id);
    const tasks = run.tasks.map((each) => (each.task_key === task_key ? { ...each, ...change } : each));
    this.put({ ...run, tasks });
  }

  endTask(run_id: number, { task_key }: Task, ended: Ended): void {
    const { started } = this.task(run_id, task_key);
    const now = Date.now();
    const began = started === 0 ? now : started;
    this.change(run_id, task_key, { ...ended, phase: "TERMINATED", started: began, ended: now });
  }

  /** Begins another attempt; the last one moves to the earlier ones. */
  retry(run_id: number, { task_key }: Task): void {
    const run = this.current(run_id);
    const last = this.task(run_id, task_key);
    const next: TaskRun = { ...this.#attempt(task_key, last.attempt + 1), phase: "PENDING" };
    const tasks = run.tasks.map((each) => (each === last ? next : each));
    this.put({ ...run, tasks, earlier: [...run.earlier, last] });
  }

  #attempt(task_key: string, attempt: number): TaskRun {
    return { task_key, attempt, run_id: this.#store.next("runs"), phase: "BLOCKED", message: "", started: 0 };
  }
}
