import type { Bench } from "./workbench.ts";

/** One task of a run, as it ended. */
export interface EndedTask {
  readonly key: string;
  readonly result: string;
  readonly message: string;
  readonly seconds: number;
  /** What the task says in place of a statement that nothing asked for. */
  readonly skipped?: string;
}

export interface EndedRun {
  readonly result: string;
  readonly message: string;
  readonly tasks: readonly EndedTask[];
}

/** Files of a table that are part of its present version. */
export interface TableState {
  readonly files: number;
  readonly bytes: number;
  readonly rows: number;
}

/** By the table's name. */
export type States = Readonly<Record<string, TableState>>;

/** Runs one of the stack's jobs to its end. */
export async function runJob(bench: Bench, key: string, only?: readonly string[]): Promise<EndedRun> {
  const ids = await bench.output<Readonly<Record<string, string>>>("jobIds");
  return await runToEnd(bench, {
    job_id: Number(ids[key]),
    ...(only === undefined ? {} : { only }),
  });
}

/** Runs a notebook to its end, as a job of somebody's on a cluster that is there. */
export async function runNotebook(bench: Bench, path: string, clusterId: string): Promise<EndedRun> {
  const task = {
    task_key: "notebook",
    existing_cluster_id: clusterId,
    notebook_task: { notebook_path: path },
  };
  const job = await bench.sandbox.send<{ job_id: number }>("POST", "/api/2.2/jobs/create", {
    ...{ name: "manual", tasks: [task] },
  });
  return await runToEnd(bench, job);
}

interface RunNow {
  readonly job_id: number;
  /** Keys of the tasks to run. @default all */
  readonly only?: readonly string[];
}

async function runToEnd(bench: Bench, job: RunNow): Promise<EndedRun> {
  const { run_id } = await bench.sandbox.send<{ run_id: number }>("POST", "/api/2.2/jobs/run-now", job);
  for (;;) {
    const run = await wholeRun(bench, run_id);
    if (["TERMINATED", "INTERNAL_ERROR", "SKIPPED"].includes(run.state.life_cycle_state)) {
      const tasks: EndedTask[] = [];
      for (const task of run.tasks) tasks.push(await endedTask(bench, task));
      return { result: run.state.result_state ?? "", message: run.state.state_message, tasks };
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** What DESCRIBE DETAIL and a count say of each table. */
export async function statesOf({ sandbox }: Bench, tables: readonly string[]): Promise<States> {
  const counts = tables.map((table) => `SELECT '${table}', count(*) FROM ${sandbox.catalog}.${table}`);
  const rowsOf = Object.fromEntries(await sandbox.sql(counts.join(" UNION ALL "))) as Record<string, string>;
  const states: [string, TableState][] = [];
  for (const table of tables) {
    const { columns, rows } = await sandbox.query(`DESCRIBE DETAIL ${sandbox.catalog}.${table}`);
    const detail = (column: string): number => Number(rows[0]?.[columns.indexOf(column)]);
    states.push([
      table,
      { files: detail("numFiles"), bytes: detail("sizeInBytes"), rows: Number(rowsOf[table]) },
    ]);
  }
  return Object.fromEntries(states);
}

async function wholeRun(bench: Bench, runId: number): Promise<RunAnswer> {
  const path = `/api/2.2/jobs/runs/get?run_id=${runId}`;
  const run = await bench.sandbox.send<RunAnswer>("GET", path);
  const tasks = [...run.tasks];
  let token = run.next_page_token;
  while (token !== undefined) {
    const page = await bench.sandbox.send<RunAnswer>("GET", `${path}&page_token=${token}`);
    tasks.push(...page.tasks);
    token = page.next_page_token;
  }
  return { ...run, tasks };
}

async function endedTask(bench: Bench, task: TaskAnswer): Promise<EndedTask> {
  const note = task.state.result_state === "SUCCESS" ? await noteOf(bench, task.run_id) : undefined;
  return {
    key: task.task_key,
    result: task.state.result_state ?? "",
    message: task.state.state_message,
    seconds: (task.end_time - task.start_time) / 1000,
    ...(note === undefined ? {} : { skipped: note }),
  };
}

async function noteOf(bench: Bench, runId: number): Promise<string | undefined> {
  const output = await bench.sandbox.send<OutputAnswer>(
    "GET",
    `/api/2.2/jobs/runs/get-output?run_id=${runId}`,
  );
  const id = output.sql_output?.query_output.sql_statements[0]?.lookup_key;
  if (id === undefined) return undefined;
  const { result } = await bench.sandbox.send<{ result?: { data_array?: readonly (readonly string[])[] } }>(
    "GET",
    `/api/2.0/sql/statements/${id}`,
  );
  const first = result?.data_array?.[0]?.[0];
  return first?.startsWith("skipped: ") === true ? first : undefined;
}

interface TaskAnswer {
  readonly task_key: string;
  readonly run_id: number;
  readonly start_time: number;
  readonly end_time: number;
  readonly state: { readonly result_state?: string; readonly state_message: string };
}

interface RunAnswer {
  readonly state: {
    readonly life_cycle_state: string;
    readonly result_state?: string;
    readonly state_message: string;
  };
  readonly tasks: readonly TaskAnswer[];
  readonly next_page_token?: string;
}

interface OutputAnswer {
  readonly sql_output?: {
    readonly query_output: { readonly sql_statements: readonly { readonly lookup_key: string }[] };
  };
}
