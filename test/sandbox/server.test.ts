import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshHome, LiveSandbox, sandboxCommand, until } from "./support/live.ts";

interface Task {
  readonly task_key: string;
  readonly run_id: number;
  readonly attempt_number: number;
  readonly state: { readonly result_state?: string; readonly state_message: string };
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** Processes started by that one, such as Spark's. */
const children = (pid: number): readonly number[] =>
  execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));

/** One life of a sandbox, told in order: a start of Spark takes too long to have one for each test. */
describe("a sandbox with Spark behind it", () => {
  let home: string;
  let sandbox: LiveSandbox;
  let warehouse_id: string;
  let job_id: number;
  let run_id: number;

  const taskStates = async (): Promise<readonly Task[]> =>
    (await sandbox.ok("GET", `/api/2.2/jobs/runs/get?run_id=${run_id}`))["tasks"] as readonly Task[];

  beforeAll(async () => {
    home = await freshHome("server");
    sandbox = await LiveSandbox.start(home, "dev");
  });
  afterAll(async () => {
    await sandboxCommand("stop", "--home", home);
  });

  test("writes its address, and a token for its owner only", () => {
    expect(JSON.parse(readFileSync(join(home, "address.json"), "utf8"))).toMatchObject({
      url: sandbox.url,
      pid: sandbox.pid,
      catalog: "dev",
    });
    expect(statSync(join(home, "token")).mode & 0o777).toBe(0o600);
    expect(new URL(sandbox.url).hostname).toBe("127.0.0.1");
  });

  test("started again, says that it runs and stays the same", async () => {
    const again = await sandboxCommand("start", "--home", home);
    expect([again.code, again.stdout]).toEqual([
      0,
      `sandbox already runs at ${sandbox.url} (process ${sandbox.pid}, catalog dev)\n`,
    ]);
  });

  test("refuses another catalog while it runs", async () => {
    const other = await sandboxCommand("start", "--home", home, "--catalog", "prod");
    expect(other.code).toBe(1);
    expect(other.stderr).toBe(
      `sandbox: The sandbox in ${home} runs with catalog dev; stop it before it serves prod.\n`,
    );
  });

  test("runs a job's SQL files on real tables, in order, with conditions, retries and parameters", async () => {
    const made = await sandbox.ok("POST", "/api/2.0/sql/warehouses", { name: "w", cluster_size: "Small" });
    warehouse_id = String(made["id"]);
    const file = async (name: string, sql: string): Promise<object> => {
      const path = `/Shared/${name}.sql`;
      await sandbox.ok("POST", "/api/2.0/workspace/import", { path, format: "RAW", content: base64(sql) });
      return { path };
    };
    const sql = async (name: string, text: string, parameters: object = {}): Promise<object> => ({
      sql_task: { warehouse_id, file: await file(name, text), parameters },
    });
    const after = (...keys: readonly string[]): object => ({
      depends_on: keys.map((task_key) => ({ task_key })),
    });
    const statement = "INSERT INTO dev.gold.t SELECT id FROM range({{job.parameters.rows}})";
    const job = await sandbox.ok("POST", "/api/2.2/jobs/create", {
      name: "life",
      parameters: [{ name: "rows", default: "3" }],
      tasks: [
        {
          task_key: "create",
          ...(await sql(
            "create",
            "CREATE SCHEMA IF NOT EXISTS dev.gold; CREATE TABLE dev.gold.t (n BIGINT)",
          )),
        },
        {
          task_key: "fill",
          ...after("create"),
          ...(await sql(
            "fill",
            "DECLARE VARIABLE text STRING; SET VAR text = :statement; EXECUTE IMMEDIATE text",
            {
              statement,
            },
          )),
        },
        {
          task_key: "broken",
          ...after("create"),
          max_retries: 1,
          ...(await sql("broken", "SELECT * FROM dev.gold.none")),
        },
        { task_key: "never", ...after("broken"), ...(await sql("never", "SELECT 1")) },
        {
          task_key: "repair",
          ...after("broken"),
          run_if: "ALL_FAILED",
          ...(await sql("repair", "SELECT 1")),
        },
      ],
    });
    job_id = Number(job["job_id"]);
    const started = await sandbox.ok("POST", "/api/2.2/jobs/run-now", {
      job_id,
      job_parameters: { rows: "7" },
    });
    run_id = Number(started["run_id"]);
    const run = await until(
      () => sandbox.ok("GET", `/api/2.2/jobs/runs/get?run_id=${run_id}`),
      ({ status }) => (status as { state: string }).state === "TERMINATED",
    );
    expect(run["state"]).toMatchObject({ life_cycle_state: "TERMINATED", result_state: "FAILED" });
    expect(
      (await taskStates()).map(({ task_key, attempt_number, state }) => [
        task_key,
        attempt_number,
        state.result_state,
      ]),
    ).toEqual([
      ["create", 0, "SUCCESS"],
      ["fill", 0, "SUCCESS"],
      ["broken", 1, "FAILED"],
      ["never", 0, "UPSTREAM_FAILED"],
      ["repair", 0, "SUCCESS"],
    ]);
    expect(await sandbox.sql(warehouse_id, "SELECT count(*) FROM dev.gold.t")).toEqual([["7"]]);
  });

  test("keeps the error of a failed task as the engine worded it, and the log says which task ran what", async () => {
    const broken = (await taskStates()).find(({ task_key }) => task_key === "broken");
    const output = await sandbox.ok("GET", `/api/2.2/jobs/runs/get-output?run_id=${String(broken?.run_id)}`);
    expect(output["error"]).toMatch(/^\[TABLE_OR_VIEW_NOT_FOUND\].*`dev`\.`gold`\.`none`/s);
    const { statements } = await sandbox.ok("GET", "/sandbox/statements?since=0");
    const logged = (
      statements as { job_run_id?: number; statement: string; source: string; state: string }[]
    ).filter((entry) => entry.job_run_id === broken?.run_id);
    expect(logged).toMatchObject([
      { source: "job", statement: "SELECT * FROM dev.gold.none", state: "FAILED" },
    ]);
  });

  test("a run that is cancelled lets go of Spark", async () => {
    await sandbox.ok("POST", "/api/2.0/workspace/import", {
      path: "/Shared/long.sql",
      format: "RAW",
      content: base64("SELECT count(*) FROM range(100000000000) WHERE hash(id) = 7"),
    });
    const job = await sandbox.ok("POST", "/api/2.2/jobs/create", {
      tasks: [{ task_key: "long", sql_task: { warehouse_id, file: { path: "/Shared/long.sql" } } }],
    });
    const { run_id: long } = await sandbox.ok("POST", "/api/2.2/jobs/run-now", job);
    const get = (): Promise<Record<string, unknown>> =>
      sandbox.ok("GET", `/api/2.2/jobs/runs/get?run_id=${String(long)}`);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await sandbox.ok("POST", "/api/2.2/jobs/runs/cancel", { run_id: long });
    const ended = await until(get, ({ status }) => (status as { state: string }).state === "TERMINATED");
    expect(ended["state"]).toMatchObject({ result_state: "CANCELED" });
    expect(await sandbox.sql(warehouse_id, "SELECT 1")).toEqual([["1"]]);
  });

  test("killed, it takes Spark with it; started again, everything is there at the same address", async () => {
    const spark = children(sandbox.pid);
    expect(spark.length).toBeGreaterThan(0);
    const before = await sandbox.ok("GET", `/api/2.2/jobs/get?job_id=${job_id}`);
    process.kill(sandbox.pid, "SIGKILL");
    await until(
      () => Promise.resolve([sandbox.pid, ...spark].filter(isAlive)),
      (alive) => alive.length === 0,
      20,
    );
    const status = await sandboxCommand("status", "--home", home, "--json");
    expect(JSON.parse(status.stdout)).toMatchObject({ running: false });

    const { url } = sandbox;
    sandbox = await LiveSandbox.start(home, "dev");
    expect(sandbox.url).toBe(url);
    expect(await sandbox.ok("GET", `/api/2.2/jobs/get?job_id=${job_id}`)).toEqual(before);
    expect((await taskStates()).map(({ state }) => state.result_state)).toContain("UPSTREAM_FAILED");
    expect(await sandbox.sql(warehouse_id, "SELECT count(*) FROM dev.gold.t")).toEqual([["7"]]);
  });

  test("stopped, it leaves nothing running and keeps its home; the status says so", async () => {
    const all = [sandbox.pid, ...children(sandbox.pid)];
    const stopped = await sandbox.stop();
    expect(stopped.stdout).toBe(`sandbox in ${home}: stopped\n`);
    await until(
      () => Promise.resolve(all.filter(isAlive)),
      (alive) => alive.length === 0,
      20,
    );
    expect((await sandboxCommand("stop", "--home", home)).stdout).toBe(
      `sandbox in ${home}: was not running\n`,
    );
    expect((await sandboxCommand("status", "--home", home)).stdout).toBe(`sandbox in ${home}: not running\n`);
  });

  test("a copy of its home runs elsewhere, under another catalog, beside a program on its old port", async () => {
    const copy = await freshHome("server-copy");
    cpSync(home, copy, { recursive: true });
    const port = Number(new URL(sandbox.url).port);
    const other = await new Promise<Server>((resolve) => {
      const server = createServer().listen(port, "127.0.0.1", () => {
        resolve(server);
      });
    });
    try {
      const started = await sandboxCommand("start", "--home", copy, "--catalog", "prod", "--json");
      expect(started.stderr).toContain(`Port ${port} of the last start is taken by another program`);
      const moved = await LiveSandbox.start(copy, "prod");
      expect(new URL(moved.url).port).not.toBe(String(port));
      expect(await moved.sql(warehouse_id, "SELECT count(*) FROM prod.gold.t")).toEqual([["7"]]);
    } finally {
      await sandboxCommand("stop", "--home", copy);
      other.close();
    }
  });
});

describe("the command line of the sandbox", () => {
  test.each([
    [
      ["start", "--home", ".sandbox/test/never"],
      /\.sandbox\/test\/never was never started: name its catalog with --catalog NAME/,
    ],
    [
      ["start", "--home", ".sandbox/test/never", "--catalog", "a b"],
      /'a b' is invalid. letters, digits and _ only/,
    ],
    [["start", "--catalog", "dev"], /required option '--home <folder>' not specified/],
    [["stop", "--home", ".sandbox/test/nowhere"], /\.sandbox\/test\/nowhere does not exist/],
  ])("%j fails with one message", async (args, message) => {
    const { code, stderr } = await sandboxCommand(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
