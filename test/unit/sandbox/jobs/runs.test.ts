import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestWorkspace, until } from "../support/workspace.ts";

interface TaskRow {
  readonly task_key: string;
  readonly run_id: number;
  readonly attempt_number: number;
  readonly cluster_instance?: { readonly cluster_id: string; readonly spark_context_id: string };
  readonly state: {
    readonly life_cycle_state: string;
    readonly result_state?: string;
    readonly state_message: string;
  };
}

interface RunRow {
  readonly tasks: readonly TaskRow[];
  readonly state: { readonly life_cycle_state: string; readonly result_state?: string };
  readonly status: { readonly state: string; readonly termination_details?: { readonly code: string } };
}

describe("job runs", () => {
  let workspace: TestWorkspace;
  let warehouse_id: string;
  let path: string;

  beforeAll(async () => {
    workspace = await TestWorkspace.open();
    warehouse_id = await workspace.warehouse();
    path = await workspace.file("run.sql", "SELECT :n");
  });
  beforeEach(() => {
    workspace.scripts.length = 0;
    workspace.engine = () => Promise.resolve();
  });

  const task = (task_key: string, more: object = {}): object => ({
    task_key,
    sql_task: { warehouse_id, file: { path }, parameters: { task: task_key } },
    ...more,
  });
  const after = (...keys: readonly string[]): object => ({
    depends_on: keys.map((task_key) => ({ task_key })),
  });
  const create = async (settings: object): Promise<unknown> =>
    (await workspace.ok("POST", "/api/2.2/jobs/create", settings))["job_id"];
  const runNow = async (job_id: unknown, more: object = {}): Promise<unknown> =>
    (await workspace.ok("POST", "/api/2.2/jobs/run-now", { job_id, ...more }))["run_id"];
  const get = async (run_id: unknown): Promise<RunRow> =>
    (await workspace.ok("GET", `/api/2.2/jobs/runs/get?run_id=${String(run_id)}`)) as unknown as RunRow;
  const ended = (run_id: unknown): Promise<RunRow> =>
    until(
      () => get(run_id),
      (run) => run.status.state === "TERMINATED",
    );
  const results = (run: RunRow): Record<string, string | undefined> =>
    Object.fromEntries(run.tasks.map(({ task_key, state }) => [task_key, state.result_state]));
  const fail = (...keys: readonly string[]): void => {
    workspace.engine = ({ parameters }) =>
      keys.includes(parameters["task"] ?? "")
        ? Promise.reject(new Error("[BOOM] no. SQLSTATE: 00000"))
        : Promise.resolve();
  };

  test("tasks run once what they depend on has ended, with their parameters", async () => {
    const job = await create({
      parameters: [{ name: "n", default: "1" }],
      tasks: [task("a"), task("b", after("a")), task("c", after("a")), task("d", after("b", "c"))],
    });
    const run = await ended(await runNow(job, { job_parameters: { n: "5" } }));
    expect(run.state).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "SUCCESS" });
    const order = workspace.scripts.map(({ parameters }) => parameters["task"]);
    expect([order[0], order.slice(1, 3).sort(), order[3]]).toEqual(["a", ["b", "c"], "d"]);
    expect(workspace.scripts[0]).toMatchObject({
      sql: "SELECT :n",
      warehouse_id,
      parameters: { task: "a", n: "5" },
    });
  });

  test("at most four tasks run at once", async () => {
    let now = 0;
    let most = 0;
    workspace.engine = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    };
    await ended(
      await runNow(await create({ tasks: Array.from({ length: 20 }, (_, index) => task(`t${index}`)) })),
    );
    expect(most).toBe(4);
    expect(workspace.scripts).toHaveLength(20);
  });

  test("a failure stops what needs it and starts what handles it", async () => {
    fail("a");
    const job = await create({
      tasks: [
        task("a"),
        task("always", { ...after("a"), run_if: "ALL_DONE" }),
        task("handle", { ...after("a"), run_if: "AT_LEAST_ONE_FAILED" }),
        task("next", after("a")),
      ],
    });
    const run = await ended(await runNow(job));
    expect(results(run)).toEqual({
      a: "FAILED",
      always: "SUCCESS",
      handle: "SUCCESS",
      next: "UPSTREAM_FAILED",
    });
    expect(run.state.result_state).toBe("FAILED");
    expect(run.status.termination_details?.code).toBe("RUN_EXECUTION_ERROR");
  });

  test("a failure that was handled leaves a success with failures", async () => {
    fail("a");
    const job = await create({ tasks: [task("a"), task("handle", { ...after("a"), run_if: "ALL_FAILED" })] });
    expect((await ended(await runNow(job))).state.result_state).toBe("SUCCESS_WITH_FAILURES");
  });

  test("a failed task is tried again, and each attempt keeps its own output", async () => {
    let attempts = 0;
    workspace.engine = () =>
      (attempts += 1) < 3 ? Promise.reject(new Error(`attempt ${attempts}`)) : Promise.resolve();
    const run_id = await runNow(
      await create({ tasks: [task("a", { max_retries: 2, min_retry_interval_millis: 1 })] }),
    );
    const run = await ended(run_id);
    expect(results(run)).toEqual({ a: "SUCCESS" });
    expect(run.tasks[0]?.attempt_number).toBe(2);
    const first = Number(run.tasks[0]?.run_id) - 2;
    const output = await workspace.ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${first}`);
    expect(output["error"]).toBe("attempt 1");
    expect(output["metadata"]).toMatchObject({ attempt_number: 0, job_run_id: run_id, task_key: "a" });
  });

  test("a task that fails more often than it may be tried again has failed", async () => {
    fail("a");
    const run = await ended(await runNow(await create({ tasks: [task("a", { max_retries: 1 })] })));
    expect([results(run), run.tasks[0]?.attempt_number]).toEqual([{ a: "FAILED" }, 1]);
    expect(run.tasks[0]?.state.state_message).toBe("[BOOM] no. SQLSTATE: 00000");
  });

  test("only the selected tasks run, and wait for none that was left out", async () => {
    const job = await create({ tasks: [task("a"), task("b", after("a")), task("c", after("b"))] });
    const run = await ended(await runNow(job, { only: ["b", "c"] }));
    expect(results(run)).toEqual({ b: "SUCCESS", c: "SUCCESS" });
    const refused = await workspace.send("POST", "/api/2.2/jobs/run-now", { job_id: job, only: ["x"] });
    expect(refused).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
  });

  const hang = (): void => {
    workspace.engine = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("aborted"));
        });
      });
  };

  test("a cancelled run stops what runs and starts nothing more", async () => {
    hang();
    const run_id = await runNow(await create({ tasks: [task("a"), task("b", after("a"))] }));
    await until(
      () => get(run_id),
      (run) => run.tasks[0]?.state.life_cycle_state === "RUNNING",
    );
    await workspace.ok("POST", "/api/2.2/jobs/runs/cancel", { run_id });
    const run = await ended(run_id);
    expect([results(run), run.state.result_state]).toEqual([{ a: "CANCELED", b: "CANCELED" }, "CANCELED"]);
    expect(run.status.termination_details?.code).toBe("USER_CANCELED");
  });

  test("a task that takes longer than its timeout is stopped", async () => {
    hang();
    const run = await ended(await runNow(await create({ tasks: [task("a", { timeout_seconds: 1 })] })));
    expect(run.tasks[0]?.state).toMatchObject({
      result_state: "TIMEDOUT",
      state_message: "Timed out after 1 seconds.",
    });
  });

  test("a run over the limit of concurrent runs is skipped, or queued and run later", async () => {
    hang();
    const skipping = await create({ tasks: [task("a")] });
    const first = await runNow(skipping);
    expect((await get(await runNow(skipping))).state).toMatchObject({
      life_cycle_state: "SKIPPED",
      result_state: "MAXIMUM_CONCURRENT_RUNS_REACHED",
    });
    await workspace.ok("POST", "/api/2.2/jobs/runs/cancel", { run_id: first });

    const queueing = await create({ tasks: [task("a")], queue: { enabled: true } });
    const holder = await runNow(queueing);
    const queued = await runNow(queueing);
    expect((await get(queued)).status.state).toBe("QUEUED");
    workspace.engine = () => Promise.resolve();
    await workspace.ok("POST", "/api/2.2/jobs/runs/cancel", { run_id: holder });
    expect((await ended(queued)).state.result_state).toBe("SUCCESS");
  });

  test("a run may be queued where its job's are not", async () => {
    hang();
    const job = await create({ tasks: [task("a")] });
    const holder = await runNow(job);
    const queued = await runNow(job, { queue: { enabled: true } });
    expect((await get(queued)).status.state).toBe("QUEUED");
    await workspace.ok("POST", "/api/2.2/jobs/runs/cancel-all", { job_id: job });
    for (const run of [holder, queued]) expect((await ended(run)).state.result_state).toBe("CANCELED");
  });

  test.each([
    ["run-now", { python_params: ["x"] }],
    ["run-now", { jar_params: [] }],
    ["run-now", { python_named_params: { a: "b" } }],
    ["run-now", { spark_submit_params: ["x"] }],
    ["run-now", { dbt_commands: ["dbt run"] }],
    ["run-now", { pipeline_params: { full_refresh: true } }],
    ["run-now", { performance_target: "STANDARD" }],
    ["run-now", { job_paramters: {} }],
    ["runs/cancel-all", { all_queued_runs: true }],
    ["delete", { force: true }],
  ])("%s with %j is refused by the field's name", async (path, more) => {
    const job_id = await create({ tasks: [task("a")] });
    const answer = await workspace.send("POST", `/api/2.2/jobs/${path}`, { job_id, ...more });
    const field = Object.keys(more)[0] ?? "";
    expect([answer.status, answer.body["message"]]).toEqual([
      501,
      `The sandbox does not serve the field '${field}' of jobs/${path}. sandbox/README.md lists what it serves.`,
    ]);
    expect(workspace.scripts).toEqual([]);
  });

  test("a run takes a job's parameters or those of its kinds of tasks, not both", async () => {
    const job_id = await create({ tasks: [task("a")], parameters: [{ name: "n", default: "1" }] });
    const body = { job_id, job_parameters: { n: "2" }, sql_params: { n: "3" } };
    expect((await workspace.send("POST", "/api/2.2/jobs/run-now", body)).body["message"]).toBe(
      "job_parameters and sql_params cannot be given at once.",
    );
  });

  test("a query in the trash runs no more", async () => {
    const query = { display_name: "q", query_text: "SELECT 1", warehouse_id };
    const { id } = await workspace.ok("POST", "/api/2.0/sql/queries", { query });
    const job = await create({
      tasks: [{ task_key: "a", sql_task: { warehouse_id, query: { query_id: id } } }],
    });
    expect((await ended(await runNow(job))).state.result_state).toBe("SUCCESS");
    await workspace.ok("DELETE", `/api/2.0/sql/queries/${String(id)}`);
    const run = await ended(await runNow(job));
    expect(run.tasks[0]?.state.state_message).toBe(`Query ${String(id)} does not exist.`);
  });

  test("an idempotency token starts one run", async () => {
    const job = await create({ tasks: [task("a")] });
    const first = await runNow(job, { idempotency_token: "t" });
    expect(await runNow(job, { idempotency_token: "t" })).toBe(first);
  });

  test.each([
    [
      "a missing file",
      { file: { path: "/Shared/none.sql" } },
      "SQL file /Shared/none.sql does not exist in the workspace.",
    ],
    ["a file from git", { file: { path: "x.sql", source: "GIT" } }, /source GIT is not emulated/],
    [
      "an unknown parameter",
      { parameters: { n: "{{job.parameters.none}}" }, file: { path: "/Shared/run.sql" } },
      /cannot be resolved/,
    ],
    ["an alert task", { alert: { alert_id: "x" } }, /alert and dashboard tasks are not emulated/],
  ])("%s fails that task and says so", async (_name, sql, message) => {
    const run = await ended(
      await runNow(await create({ tasks: [{ task_key: "a", sql_task: { warehouse_id, ...sql } }] })),
    );
    expect(run.state.result_state).toBe("FAILED");
    expect(run.tasks[0]?.state.state_message).toMatch(message);
  });

  test("a missing warehouse fails the task", async () => {
    const run = await ended(
      await runNow(
        await create({ tasks: [{ task_key: "a", sql_task: { warehouse_id: "none", file: { path } } }] }),
      ),
    );
    expect(run.tasks[0]?.state.state_message).toBe("SQL warehouse none does not exist.");
  });

  test("another kind of task is accepted, and its run says that it is not emulated", async () => {
    const job = await create({ tasks: [{ task_key: "a", spark_python_task: { python_file: "/x" } }] });
    const run = await ended(await runNow(job));
    expect(run.tasks[0]?.state.state_message).toMatch(/^spark_python_task is not emulated/);
  });

  describe("a notebook task", () => {
    const notebook = async (language: string, source: string): Promise<string> => {
      await workspace.ok("POST", "/api/2.0/workspace/import", {
        ...{ path: "/Shared/cells", format: "SOURCE", language, overwrite: true },
        content: Buffer.from(source).toString("base64"),
      });
      return "/Shared/cells";
    };
    const messageOf = async (
      notebook_path: string,
      base_parameters = {},
      on = {},
    ): Promise<string | undefined> => {
      const tasks = [{ task_key: "a", ...on, notebook_task: { notebook_path, base_parameters } }];
      const run = await ended(await runNow(await create({ tasks })));
      return run.tasks[0]?.state.state_message;
    };

    test("runs the cells of a notebook in SQL, with its parameters, on no warehouse", async () => {
      const path = await notebook(
        "SQL",
        "-- Databricks notebook source\nSELECT 1\n\n-- COMMAND ----------\n\nSELECT :n",
      );
      expect(await messageOf(path, { n: "{{task.name}}" })).toBe("");
      expect(workspace.scripts.map(({ sql, parameters }) => [sql.split(/;\s+/), parameters])).toEqual([
        [["SELECT 1\n", "SELECT :n"], { n: "a" }],
      ]);
    });

    test("passes over cells that tell, and runs those in SQL of a notebook in another language", async () => {
      const cells = (comment: string, ...each: readonly string[]): string =>
        [`${comment} Databricks notebook source`, each.join(`\n\n${comment} COMMAND ----------\n\n`)].join(
          "\n",
        );
      const sql = cells(
        "--",
        "-- MAGIC %md\n-- MAGIC # Title; with a semicolon",
        "-- DBTITLE 1,First\nSELECT 1 -- one",
        "-- MAGIC %md-sandbox <b>x</b>",
        "-- MAGIC %sql\n-- MAGIC SELECT 2;",
        "",
      );
      expect(await messageOf(await notebook("SQL", sql))).toBe("");
      const python = cells(
        "#",
        "# MAGIC %md text",
        "# MAGIC %sql SELECT 3",
        "# MAGIC %SQL\n# MAGIC SELECT 4",
      );
      expect(await messageOf(await notebook("PYTHON", python))).toBe("");
      expect(workspace.scripts.map(({ sql: script }) => script)).toEqual([
        "SELECT 1 -- one\n;\nSELECT 2;",
        "SELECT 3\n;\nSELECT 4",
      ]);
    });

    test("says which cluster ran it, and starts one that had stopped", async () => {
      const notebook_task = { notebook_path: await notebook("SQL", "SELECT 1") };
      const spec = { spark_version: "17.3.x-scala2.13", node_type_id: "i3.xlarge", num_workers: 1 };
      const { cluster_id } = await workspace.ok("POST", "/api/2.1/clusters/create", spec);
      await workspace.ok("POST", "/api/2.1/clusters/delete", { cluster_id });
      const tasks = [
        { task_key: "a", existing_cluster_id: cluster_id, notebook_task },
        { task_key: "b", job_cluster_key: "c", notebook_task },
        { task_key: "c", job_cluster_key: "c", notebook_task },
        { task_key: "d", new_cluster: spec, notebook_task },
        { task_key: "e", notebook_task },
        { task_key: "f", notebook_task: { ...notebook_task, warehouse_id } },
      ];
      const job_clusters = [{ job_cluster_key: "c", new_cluster: spec }];
      const run = await ended(await runNow(await create({ tasks, job_clusters })));
      const [a, b, c, d, e, f] = run.tasks.map((each) => each.cluster_instance);
      const cluster = await workspace.ok("GET", `/api/2.1/clusters/get?cluster_id=${String(cluster_id)}`);
      expect(["PENDING", "RUNNING"]).toContain(cluster["state"]);
      expect(a).toEqual({ cluster_id, spark_context_id: String(cluster["spark_context_id"]) });
      expect(b?.cluster_id).toMatch(/^\d{4}-\d{6}-[\da-z]{8}$/);
      expect(b?.spark_context_id).toMatch(/^\d+$/);
      expect(c).toEqual(b);
      expect(d?.cluster_id).not.toBe(b?.cluster_id);
      expect([e, f]).toEqual([undefined, undefined]);
      expect(workspace.scripts.map((script) => script.warehouse_id).toSorted()).toEqual([
        "",
        "",
        "",
        "",
        "",
        warehouse_id,
      ]);
    });

    test("takes a run's parameters in place of its own", async () => {
      const notebook_path = await notebook("SQL", "SELECT :n");
      const base_parameters = { n: "1", m: "2" };
      const tasks = [
        { task_key: "a", notebook_task: { notebook_path, base_parameters } },
        task("b", after("a")),
      ];
      const job = await create({ tasks });
      const params = { notebook_params: { n: "{{task.name}}", o: 3 }, sql_params: { task: "x" } };
      const run_id = await runNow(job, params);
      const run = await ended(run_id);
      expect(run.state.result_state).toBe("SUCCESS");
      expect(workspace.scripts.map(({ parameters }) => parameters)).toEqual([
        { n: "a", m: "2", o: "3" },
        { task: "x" },
      ]);
      expect(await workspace.ok("GET", `/api/2.2/jobs/runs/get?run_id=${String(run_id)}`)).toMatchObject({
        overriding_parameters: { notebook_params: { n: "{{task.name}}", o: "3" }, sql_params: { task: "x" } },
      });
    });

    test("needs a cluster that is there, or one that could be started", async () => {
      const path = await notebook("SQL", "SELECT 1");
      const spec = { spark_version: "17.3.x-scala2.13", node_type_id: "i3.xlarge", num_workers: 1 };
      const { cluster_id } = await workspace.ok("POST", "/api/2.1/clusters/create", spec);
      expect(await messageOf(path, {}, { existing_cluster_id: cluster_id })).toBe("");
      expect(await messageOf(path, {}, { existing_cluster_id: "none" })).toBe("Cluster none does not exist.");
      const task = { task_key: "a", job_cluster_key: "c", notebook_task: { notebook_path: path } };
      const wrong = { ...spec, node_type_id: "none.xlarge" };
      for (const job of [
        { tasks: [task], job_clusters: [{ job_cluster_key: "c", new_cluster: wrong }] },
        { tasks: [{ ...task, job_cluster_key: undefined, new_cluster: wrong }] },
      ]) {
        const { body } = await workspace.send("POST", "/api/2.2/jobs/create", job);
        expect(body["message"]).toMatch(/^Node type none\.xlarge is not supported/);
      }
    });

    test("says what it does not emulate", async () => {
      const of = async (language: string, source: string) => messageOf(await notebook(language, source));
      const refused = (cell: number, language: string) =>
        `Notebook /Shared/cells: cell ${cell} is in ${language}, which is not emulated: only SQL is.`;
      expect(await of("PYTHON", "print(1)")).toBe(refused(1, "python"));
      expect(await of("SQL", "-- MAGIC %python\n-- MAGIC print(1)")).toBe(refused(1, "python"));
      expect(await of("SQL", "SELECT 1\n-- COMMAND ----------\n-- MAGIC %sh ls")).toBe(refused(2, "sh"));
      expect(await of("SQL", "-- MAGIC %run ./other")).toBe(refused(1, "run"));
      expect(workspace.scripts).toEqual([]);
      expect(await messageOf("/Shared/nowhere")).toBe(
        "Notebook /Shared/nowhere does not exist in the workspace.",
      );
    });
  });

  test("a trigger stands alone, watches a table, and waits for a minute at least", async () => {
    const refusal = async (table_update: object, more: object = {}): Promise<unknown> => {
      const { body } = await workspace.send("POST", "/api/2.2/jobs/create", {
        trigger: { table_update },
        ...more,
      });
      return body["message"];
    };
    const schedule = { quartz_cron_expression: "0 0 3 * * ?", timezone_id: "UTC" };
    const table_names = ["dev.gold.t"];
    expect(await refusal({ table_names }, { schedule })).toBe(
      "A job cannot have both a schedule and a trigger.",
    );
    expect(await refusal({ table_names: [] })).toBe("trigger.table_update needs a table.");
    expect(await refusal({ table_names, condition: "SOME" })).toMatch(/'SOME' is not one of/);
    expect(await refusal({ table_names, wait_after_last_change_seconds: 59 })).toMatch(/at least 60, got 59/);
    expect(await refusal({ table_names, condition: "ALL_UPDATED" })).toBeUndefined();
  });

  test("a run that the server's death cut off is ended, and what was queued behind it runs", async () => {
    hang();
    const job = await create({ tasks: [task("a"), task("b", after("a"))], queue: { enabled: true } });
    const cut = await runNow(job);
    const queued = await runNow(job);
    await until(
      () => get(cut),
      (run) => run.tasks[0]?.state.life_cycle_state === "RUNNING",
    );
    workspace.engine = () => Promise.resolve();
    await workspace.restart();
    expect((await get(cut)).state).toMatchObject({ life_cycle_state: "INTERNAL_ERROR" });
    expect((await ended(queued)).state.result_state).toBe("SUCCESS");
  });

  test("runs are listed newest first, by job, by state and page by page, with their tasks when asked", async () => {
    const job = await create({ tasks: [task("a")], max_concurrent_runs: 5 });
    const other = await create({ tasks: [task("a")] });
    const first = await runNow(job);
    const second = await runNow(job);
    for (const run of [first, second, await runNow(other)]) await ended(run);
    hang();
    const active = await runNow(job);
    const list = async (query: string): Promise<Record<string, unknown>> =>
      await workspace.ok("GET", `/api/2.2/jobs/runs/list?job_id=${String(job)}${query}`);
    const ids = ({ runs = [] }: { runs?: unknown }): unknown =>
      (runs as { run_id: number }[]).map(({ run_id }) => run_id);
    expect(ids(await list(""))).toEqual([active, second, first]);
    expect(ids(await list("&completed_only=true"))).toEqual([second, first]);
    expect(ids(await list("&active_only=true"))).toEqual([active]);
    const page = await list("&limit=2");
    expect([ids(page), page["has_more"]]).toEqual([[active, second], true]);
    const rest = await list(`&limit=2&page_token=${String(page["next_page_token"])}`);
    expect([ids(rest), rest["has_more"]]).toEqual([[first], false]);
    expect((page["runs"] as object[])[0]).not.toHaveProperty("tasks");
    expect((await list("&limit=1&expand_tasks=true"))["runs"]).toMatchObject([
      { tasks: [{ task_key: "a" }] },
    ]);
    await workspace.ok("POST", "/api/2.2/jobs/runs/cancel-all", { job_id: job });
    expect((await ended(active)).state.result_state).toBe("CANCELED");
    await workspace.ok("POST", "/api/2.2/jobs/runs/delete", { run_id: first });
    expect(ids(await list(""))).toEqual([active, second]);
  });

  test("a list shows a run's first hundred tasks, and says where there are more", async () => {
    const tasks = Array.from({ length: 120 }, (_, at) => task(`t${String(at).padStart(3, "0")}`));
    const [large, small] = [await create({ tasks }), await create({ tasks: tasks.slice(0, 100) })];
    const shown = async (job: unknown) => {
      await ended(await runNow(job));
      const list = await workspace.ok(
        "GET",
        `/api/2.2/jobs/runs/list?job_id=${String(job)}&expand_tasks=true`,
      );
      return (list["runs"] as { tasks: unknown[]; has_more?: true }[]).map((run) => [
        run.tasks.length,
        run.has_more,
      ]);
    };
    expect(await shown(large)).toEqual([[100, true]]);
    expect(await shown(small)).toEqual([[100, undefined]]);
    const refused = await workspace.send("GET", "/api/2.2/jobs/runs/list?limit=25");
    expect([refused.status, refused.body["message"]]).toEqual([
      400,
      "Invalid limit: 25. It must be between 1 and 24.",
    ]);
  });

  test("the output of a run of several tasks must be asked for task by task", async () => {
    const run_id = await runNow(await create({ tasks: [task("a"), task("b")] }));
    const answer = await workspace.send("GET", `/api/2.2/jobs/runs/get-output?run_id=${String(run_id)}`);
    expect([answer.status, answer.body["error_code"]]).toEqual([400, "INVALID_PARAMETER_VALUE"]);
  });
});
