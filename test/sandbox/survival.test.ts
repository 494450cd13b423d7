import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { childrenOf } from "./support/processes.ts";
import { startWorkspace, testFolder, type Body, type Workspace } from "./support/workspace.ts";

/** The Spark process of a sandbox and the JVM below it. */
function engineOf({ pid }: Workspace): readonly number[] {
  const workers = childrenOf(pid);
  return [...workers, ...workers.flatMap(childrenOf)];
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function gone(pids: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return !pids.some(isAlive);
}

const folder = testFolder("survival");
const home = join(folder, "home");
let running: Workspace | undefined;

/** Starts it, or finds it running: a start of Spark takes too long to have one for each test. */
const start = async (at: string, catalog: string): Promise<Workspace> => {
  if (running?.home !== at) await running?.stop();
  running = await startWorkspace(at, catalog);
  return running;
};

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true });
});

const rows = [
  ["1", "a"],
  ["2", "b"],
];

const live = async (workspace: Workspace, catalog: string): Promise<Body> =>
  (await workspace.call("GET", `/api/2.1/unity-catalog/tables/${catalog}.gold.t`)).body;

const statementsOf = async (workspace: Workspace): Promise<readonly Body[]> =>
  (await workspace.call("GET", "/sandbox/statements?since=0")).body["statements"] as readonly Body[];

const LONG = "SELECT count(*) FROM range(1000000000000) a JOIN range(100000) b ON a.id % 7 = b.id % 7";
const moved = join(folder, "moved away", "home");
let before: Body;
let statements: readonly Body[];

beforeAll(async () => {
  const first = await start(home, "dev");
  await first.rows("CREATE SCHEMA dev.gold COMMENT 'golden'");
  await first.rows("CREATE SCHEMA dev.empty");
  await first.rows(
    "CREATE TABLE dev.gold.t (id BIGINT, name STRING) CLUSTER BY (id) COMMENT 'hi' TBLPROPERTIES ('delta.targetFileSize' = '16mb')",
  );
  await first.rows("INSERT INTO dev.gold.t VALUES (1, 'a'), (2, 'b')");
  await first.rows("CREATE VIEW dev.gold.v AS SELECT * FROM dev.gold.t ORDER BY id");
  await first.call("PATCH", "/api/2.1/unity-catalog/permissions/table/dev.gold.t", {
    changes: [{ principal: "analysts", add: ["SELECT"] }],
  });
  before = await live(first, "dev");
  statements = await statementsOf(first);
  await first.stop();
  cpSync(home, moved, { recursive: true, preserveTimestamps: true });
});

test("a stopped home keeps everything, under another path and another catalog name too", async () => {
  const second = await start(moved, "prod");
  expect(await second.rows("SHOW SCHEMAS")).toEqual([
    ["default"],
    ["empty"],
    ["gold"],
    ["information_schema"],
  ]);
  expect(await second.rows("SELECT * FROM prod.gold.v")).toEqual(rows);
  expect((await second.sql("SELECT * FROM dev.gold.t")).status.error?.message).toContain(
    "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'dev' was not found.",
  );
  expect(await live(second, "prod")).toEqual({
    ...before,
    catalog_name: "prod",
    full_name: "prod.gold.t",
    storage_location: `file:${encodeURI(join(moved, "warehouse", "gold.db", "t"))}`,
  });
  expect((await second.call("GET", "/api/2.1/unity-catalog/schemas/prod.gold")).body).toMatchObject({
    comment: "golden",
  });
  expect((await second.call("GET", "/api/2.1/unity-catalog/permissions/table/prod.gold.t")).body).toEqual({
    privilege_assignments: [{ principal: "analysts", privileges: ["SELECT"] }],
  });
  expect((await statementsOf(second)).slice(0, statements.length)).toEqual(statements);
  expect(statSync(join(moved, "token")).mode & 0o777).toBe(0o600);
  // A table that was found, not created, is as managed as one that was.
  await second.rows("CREATE OR REPLACE TABLE prod.gold.t AS SELECT 3 AS id");
  expect(await second.rows("DESCRIBE HISTORY prod.gold.t")).toHaveLength(3);
  await second.rows("DROP VIEW prod.gold.v");
  await second.rows("DROP TABLE prod.gold.t");
  expect(readdirSync(join(moved, "warehouse", "gold.db"))).toEqual([]);
}, 300_000);

test("a Spark process that dies fails its statement clearly, and the next one starts another", async () => {
  const workspace = await start(home, "dev");
  const [spark, ...others] = childrenOf(workspace.pid);
  if (spark === undefined) throw new Error("the sandbox has started no Spark process");
  expect(others).toEqual([]);
  const statement = workspace.sql(LONG, { wait_timeout: "50s" });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  process.kill(spark, "SIGKILL");
  expect((await statement).status).toMatchObject({
    state: "FAILED",
    error: {
      error_code: "INTERNAL_ERROR",
      message: expect.stringContaining(
        "[SANDBOX_ENGINE_LOST] The Spark process ended while the statement ran: it was killed by SIGKILL.",
      ) as string,
    },
  });
  expect(await workspace.rows("SELECT * FROM dev.gold.v")).toEqual(rows);
}, 300_000);

/** What ends with SANDBOX_ENGINE_LOST when the harm is done, and how long the next statement then takes. */
async function harmed(workspace: Workspace, harm: () => void): Promise<{ said: string; seconds: number }> {
  const statement = workspace.sql(LONG, { wait_timeout: "50s" });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  harm();
  const said = (await statement).status.error?.message ?? "";
  const ended = performance.now();
  expect(await workspace.rows("SELECT * FROM dev.gold.v")).toEqual(rows);
  return { said, seconds: (performance.now() - ended) / 1000 };
}

const healthOf = async (workspace: Workspace): Promise<Body> =>
  (await workspace.call("GET", "/sandbox/health")).body["spark"] as Body;

test("a JVM that dies is noticed, named, and replaced", async () => {
  const workspace = await start(home, "dev");
  const { pid } = await healthOf(workspace);
  const { said } = await harmed(workspace, () => process.kill(Number(pid), "SIGKILL"));
  expect(said).toContain(
    "[SANDBOX_ENGINE_LOST] The Spark process ended while the statement ran: its JVM was killed by SIGKILL.",
  );
  expect(said).toContain("log/spark.log");
  const healed = await healthOf(workspace);
  expect(healed).toMatchObject({ state: "up", reason: "its JVM was killed by SIGKILL" });
  expect(healed["pid"]).not.toBe(pid);
  // What is read by REST is asked again of the new one.
  process.kill(Number(healed["pid"]), "SIGKILL");
  const listed = await workspace.call(
    "GET",
    "/api/2.1/unity-catalog/tables?catalog_name=dev&schema_name=gold",
  );
  expect(listed).toMatchObject({ status: 200, body: { tables: [{ name: "t" }, { name: "v" }] } });
}, 300_000);

test("a JVM that does not move is ended, and a server that does not answer is started again", async () => {
  const workspace = await start(home, "dev");
  const { pid } = await healthOf(workspace);
  const { said } = await harmed(workspace, () => process.kill(Number(pid), "SIGSTOP"));
  expect(said).toContain("it made no progress: its JVM did not answer for 40 seconds");
  process.kill(workspace.pid, "SIGSTOP");
  const second = await start(home, "dev");
  expect(second.pid).not.toBe(workspace.pid);
  expect(await second.rows("SELECT * FROM dev.gold.v")).toEqual(rows);
}, 600_000);

test("a statement that needs more memory than there is fails alone", async () => {
  const workspace = await start(home, "dev");
  const { pid } = await healthOf(workspace);
  const { status } = await workspace.sql("SELECT array_agg(repeat('x', 100000) || id) FROM range(200000)");
  expect(status.error?.message).toMatch(/^\[SANDBOX_OUT_OF_MEMORY\] The statement needs more memory/);
  expect(await workspace.rows("SELECT * FROM dev.gold.v")).toEqual(rows);
  expect(await healthOf(workspace)).toEqual({ state: "up", pid });
}, 300_000);

test("a short statement is answered beside many long ones", async () => {
  const workspace = await start(home, "dev");
  const body = { statement: LONG, warehouse_id: workspace.warehouse, wait_timeout: "0s" };
  for (let long = 0; long < 20; long += 1) await workspace.call("POST", "/api/2.0/sql/statements", body);
  const answered = await workspace.call("POST", "/api/2.0/sql/statements", {
    ...{ statement: "SELECT 1", warehouse_id: workspace.warehouse, wait_timeout: "50s" },
  });
  expect(answered.body).toMatchObject({ status: { state: "SUCCEEDED" }, result: { data_array: [["1"]] } });
}, 300_000);

test("what an interrupted statement left is gone after a start", async () => {
  await running?.stop();
  const gold = join(home, "warehouse", "gold.db");
  const left = (...parts: readonly string[]): void => {
    const path = join(gold, ...parts);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "half");
  };
  left("staged", "_delta_log", "_staged_commits", "00000000000000000000.json");
  left("uncommitted", "year=2024", "part-00000-a.c000.snappy.parquet");
  left("t", "_delta_log", ".00000000000000000009.json.a.tmp");
  left("..", "catalog.json.new");
  left("mine", "notes.txt");
  mkdirSync(join(gold, "empty"));
  // The note that a DROP was under way, which had removed the first commit already.
  left("dropped", "_delta_log", "00000000000000000001.json");
  writeFileSync(join(home, "warehouse", ".dropping-a"), JSON.stringify(["gold.db/dropped"]));
  const workspace = await start(home, "dev");
  expect(readdirSync(gold)).toEqual(["mine", "t"]);
  expect(readdirSync(join(home, "warehouse")).sort()).toEqual(["catalog.json", "empty.db", "gold.db"]);
  expect(readdirSync(join(gold, "t", "_delta_log")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  expect(await workspace.rows("SELECT * FROM dev.gold.v")).toEqual(rows);
  await workspace.rows("CREATE MATERIALIZED VIEW dev.gold.staged AS SELECT * FROM dev.gold.t");
  await workspace.rows("CREATE TABLE dev.gold.uncommitted (id BIGINT)");
  await workspace.rows("DROP MATERIALIZED VIEW dev.gold.staged");
  // One whose folder goes while Spark runs is not there, and hides no other.
  rmSync(join(gold, "uncommitted"), { recursive: true });
  const listed = await workspace.call(
    "GET",
    "/api/2.1/unity-catalog/tables?catalog_name=dev&schema_name=gold",
  );
  expect(listed).toMatchObject({ status: 200, body: { tables: [{ name: "t" }, { name: "v" }] } });
  rmSync(join(gold, "mine"), { recursive: true });
}, 300_000);

test("nothing is left running when the server is killed", async () => {
  const workspace = await start(home, "dev");
  const engine = engineOf(workspace);
  expect(engine).toHaveLength(2);
  process.kill(workspace.pid, "SIGKILL");
  expect(await gone([workspace.pid, ...engine])).toBe(true);
});
