import type { JsonObject } from "../http/json.ts";
import type { Identity } from "../identity/user.ts";

export interface Job {
  readonly job_id: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly created: number;
  /** `@default` the user */
  readonly creator?: Identity;
  /** As sent. */
  readonly settings: JsonObject;
}

/** How a run or one task of it stands. */
export type Phase = "QUEUED" | "BLOCKED" | "PENDING" | "RUNNING" | "TERMINATED";

/** What became of a run or task that has ended. */
export type Result =
  | "SUCCESS"
  | "SUCCESS_WITH_FAILURES"
  | "FAILED"
  | "TIMEDOUT"
  | "CANCELED"
  | "UPSTREAM_FAILED"
  | "UPSTREAM_CANCELED"
  | "EXCLUDED"
  /** Not started: as many runs as allowed were active. */
  | "MAX_CONCURRENT_RUNS"
  /** The sandbox stopped in the middle. */
  | "INTERNAL_ERROR";

interface Progress {
  readonly run_id: number;
  readonly phase: Phase;
  readonly result?: Result;
  readonly message: string;
  readonly started: number;
  readonly ended?: number;
}

/** One attempt at one task. */
export interface TaskRun extends Progress {
  readonly task_key: string;
  readonly attempt: number;
  readonly output?: TaskOutput;
  /** Of a task that runs on a cluster. */
  readonly cluster_instance?: ClusterInstance;
}

export interface ClusterInstance {
  readonly cluster_id: string;
  readonly spark_context_id: string;
}

export interface TaskOutput {
  readonly warehouse_id: string;
  readonly sql: string;
  readonly statement_id?: string;
  readonly error?: string;
}

export interface Run extends Progress {
  readonly job_id: number;
  readonly number_in_job: number;
  /** The job's settings as they were when the run was asked for. */
  readonly settings: JsonObject;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the run was asked for with in place of the tasks' own. `@default` nothing */
  readonly overriding?: Overriding;
  /** Who asked for it, and whom it runs as. `@default` the user */
  readonly creator?: string;
  readonly runs_as?: Identity;
  /** The tasks of this run, the latest attempt of each. */
  readonly tasks: readonly TaskRun[];
  /** Attempts that were followed by another. */
  readonly earlier: readonly TaskRun[];
  readonly idempotency_token?: string;
}

/** Parameters of one run that stand over those of its tasks of a kind. */
export interface Overriding {
  readonly notebook_params?: Readonly<Record<string, string>>;
  readonly sql_params?: Readonly<Record<string, string>>;
}

/** A task as it is declared. */
export interface Task {
  readonly task_key: string;
  readonly depends_on: readonly string[];
  readonly run_if: RunIf;
  /** `-1` repeats without end. */
  readonly max_retries: number;
  readonly min_retry_interval_millis: number;
  readonly retry_on_timeout: boolean;
  /** `0` waits without end. */
  readonly timeout_seconds: number;
  readonly declared: JsonObject;
}

export type RunIf =
  "ALL_SUCCESS" | "AT_LEAST_ONE_SUCCESS" | "NONE_FAILED" | "ALL_DONE" | "AT_LEAST_ONE_FAILED" | "ALL_FAILED";

/** What the runner asks of the SQL services: run a script, and log it as this run's. */
export interface SqlRunner {
  /** Resolves with the statement's id; rejects with an error whose message is the engine's. */
  run(script: SqlScript): Promise<{ readonly statement_id: string }>;
}

export interface SqlScript {
  readonly sql: string;
  readonly warehouse_id: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The task's run. */
  readonly run_id: number;
  readonly job: { readonly job_id: number; readonly name: string };
  /** Whom the job runs as. */
  readonly runs_as: Identity;
  readonly signal: AbortSignal;
}
