import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SqlError, type Engine, type Request, type Result } from "../../../../sandbox/spark/engine.ts";
import {
  type Execution,
  StatementStore,
  type StatementStoreOptions,
  type Submission,
} from "../../../../sandbox/sql/statements.ts";

const WAREHOUSE = "0123456789abcdef";
const EMPTY: Result = { columns: [], rows: [], truncated: false };

let logFile: string;
let started: string[];

beforeEach(() => {
  logFile = join(mkdtempSync(join(tmpdir(), "statements-")), "statements.jsonl");
  started = [];
});
afterEach(() => {
  rmSync(dirname(logFile), { recursive: true });
});

function store(
  run: (request: Request) => Promise<Result>,
  options: Pick<StatementStoreOptions, "chunkBytes" | "keepMs" | "mostBytes"> = {},
): StatementStore {
  const unused = (): never => {
    throw new Error("not asked for here");
  };
  const engine: Engine = { run, schemas: unused, tables: unused, table: unused, close: unused };
  const warehouses = {
    exists: (id: string) => id === WAREHOUSE,
    start: (id: string) => {
      started.push(id);
    },
    hasRun: () => undefined,
  };
  return new StatementStore({
    ...{ engine, warehouses, logFile, results: join(dirname(logFile), "results") },
    ...options,
  });
}

const files = (): string[] => readdirSync(join(dirname(logFile), "results"));

function known(statements: StatementStore, id: string): Execution {
  const execution = statements.get(id);
  if (execution === undefined) throw new Error(`no statement ${id}`);
  return execution;
}

const submission = (change: Partial<Submission> = {}): Submission => ({
  statement: "SELECT 1",
  warehouse_id: WAREHOUSE,
  source: "api",
  ...change,
});

test("runs a statement, starts its warehouse and logs it", async () => {
  const statements = store(() => Promise.resolve({ ...EMPTY, rows: [["1"]], emulated: "analyze" }));
  const { id, finished } = statements.submit(submission());
  expect(statements.get(id)?.state).toBe("PENDING");
  await finished;
  const execution = known(statements, id);
  expect(execution).toMatchObject({ state: "SUCCEEDED", chunks: [{ rows: 1 }] });
  expect(statements.rows(execution)).toEqual([["1"]]);
  expect(started).toEqual([WAREHOUSE]);
  expect(statements.since(0)).toEqual([
    {
      seq: 1,
      statement_id: id,
      statement: "SELECT 1",
      warehouse_id: WAREHOUSE,
      source: "api",
      state: "SUCCEEDED",
      started: expect.any(Number) as number,
      ended: expect.any(Number) as number,
      emulated: "analyze",
    },
  ]);
});

test("is pending when it is handed in, and running once a caller has read that", async () => {
  const statements = store(() => new Promise(() => undefined));
  const { id, state } = statements.submit(submission());
  expect(state).toBe("PENDING");
  await new Promise(setImmediate);
  expect(statements.get(id)?.state).toBe("RUNNING");
});

test("takes a script from a job only", async () => {
  const scripts: (boolean | undefined)[] = [];
  const statements = store(({ script }) => {
    scripts.push(script);
    return Promise.resolve(EMPTY);
  });
  await statements.submit(submission()).finished;
  await statements.submit(submission({ source: "job", job_run_id: 7 })).finished;
  expect(scripts).toEqual([false, true]);
  expect(statements.since(1)).toMatchObject([{ seq: 2, source: "job", job_run_id: 7 }]);
});

test("reports what Spark refuses as a bad request, and the loss of Spark as an internal error", async () => {
  const refused = new SqlError("[X] no. SQLSTATE: 42000", { errorClass: "X", sqlState: "42000" });
  const lost = new SqlError("[SANDBOX_ENGINE_LOST] gone", { errorClass: "SANDBOX_ENGINE_LOST" });
  const errors = [refused, lost];
  const statements = store(() => Promise.reject(errors.shift() ?? new Error("asked too often")));
  const first = statements.submit(submission());
  const second = statements.submit(submission());
  await Promise.all([first.finished, second.finished]);
  expect(statements.get(first.id)).toMatchObject({
    state: "FAILED",
    sqlState: "42000",
    error: { error_code: "BAD_REQUEST", message: "[X] no. SQLSTATE: 42000" },
  });
  expect(statements.get(second.id)).toMatchObject({
    state: "FAILED",
    error: { error_code: "INTERNAL_ERROR", message: "[SANDBOX_ENGINE_LOST] gone" },
  });
});

test("a cancelled statement stays cancelled, whatever Spark says afterwards", async () => {
  const answer = Promise.withResolvers<Result>();
  const aborted: boolean[] = [];
  const statements = store(({ signal }) => {
    signal?.addEventListener("abort", () => aborted.push(true));
    return answer.promise;
  });
  const { id, finished } = statements.submit(submission());
  statements.cancel(id);
  expect(aborted).toEqual([true]);
  answer.resolve({ ...EMPTY, rows: [["late"]] });
  await finished;
  expect(statements.get(id)?.state).toBe("CANCELED");
  expect(statements.since(0)).toMatchObject([{ state: "CANCELED" }]);
});

test("drops a result when its time is over", async () => {
  const statements = store(() => Promise.resolve({ ...EMPTY, rows: [["1"]] }), { keepMs: 10 });
  const { id, finished } = statements.submit(submission());
  await finished;
  expect(files()).toEqual([`${id}.json`]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(statements.get(id)).toMatchObject({ id, state: "CLOSED" });
  expect(files()).toEqual([]);
});

test("hands a result out in chunks as it came, whatever is in it", async () => {
  const rows = [
    ["a", null],
    ['"\u2028\n€😀', ""],
    ["x".repeat(100), "2"],
  ];
  const statements = store(() => Promise.resolve({ ...EMPTY, rows }), { chunkBytes: 40 });
  const { id, finished } = statements.submit(submission());
  await finished;
  const execution = known(statements, id);
  expect(execution.chunks).toMatchObject([
    { offset: 0, rows: 2 },
    { offset: 2, rows: 1 },
  ]);
  expect(statements.rows(execution)).toEqual(rows);
});

test("keeps rows that come in pieces as those that come at once, and none of a statement that fails", async () => {
  const failing = [false, true];
  const statements = store(
    ({ onRows }) => {
      onRows?.([["1"], ["2"]]);
      onRows?.([["3"]]);
      if (failing.shift() === true) return Promise.reject(new Error("no"));
      return Promise.resolve({ ...EMPTY, rows: [["4"]] });
    },
    { chunkBytes: 11 },
  );
  const first = statements.submit(submission());
  const second = statements.submit(submission());
  await Promise.all([first.finished, second.finished]);
  const execution = known(statements, first.id);
  expect(statements.rows(execution)).toEqual([["1"], ["2"], ["3"], ["4"]]);
  expect(execution.chunks).toMatchObject([
    { offset: 0, rows: 2 },
    { offset: 2, rows: 2 },
  ]);
  expect(statements.get(second.id)?.state).toBe("FAILED");
  expect(files()).toEqual([`${first.id}.json`]);
});

test("closes the oldest results to make room for the newest, and none for one that fails", async () => {
  const rows = [["x".repeat(10_000)]];
  const statements = store(() => Promise.resolve({ ...EMPTY, rows }), { mostBytes: 25_000 });
  const ids: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    const { id, finished } = statements.submit(submission());
    await finished;
    ids.push(id);
  }
  expect(ids.map((id) => statements.get(id)?.state)).toEqual(["CLOSED", "CLOSED", "SUCCEEDED", "SUCCEEDED"]);
  expect(files().sort()).toEqual(
    ids
      .slice(2)
      .map((id) => `${id}.json`)
      .sort(),
  );
  expect(statements.get("none")).toBeUndefined();
  statements.close();
  expect(existsSync(join(dirname(logFile), "results"))).toBe(false);
});

test("begins without the results of an earlier process", async () => {
  const before = store(() => Promise.resolve(EMPTY));
  await before.submit(submission()).finished;
  expect(files()).toHaveLength(1);
  store(() => Promise.resolve(EMPTY));
  expect(files()).toEqual([]);
});

test.for([
  ["nonsense", 400, "INVALID_PARAMETER_VALUE", "nonsense is not a valid endpoint id."],
  ["fedcba9876543210", 404, "RESOURCE_DOES_NOT_EXIST", "SQL warehouse fedcba9876543210 does not exist."],
] as const)("refuses the unknown warehouse %s", ([warehouse_id, status, code, message]) => {
  const statements = store(() => Promise.resolve(EMPTY));
  expect(() => statements.submit(submission({ warehouse_id }))).toThrow(
    expect.objectContaining({ status, code, message }),
  );
  expect(statements.since(0)).toEqual([]);
});

test("keeps its log across a restart, half-written lines and statements cut off included", async () => {
  const before = store(() => Promise.resolve(EMPTY));
  await before.submit(submission({ statement: "one" })).finished;
  store(() => new Promise(() => undefined)).submit(submission({ statement: "two" }));
  appendFileSync(logFile, '{"seq":3,"stat');
  const after = store(() => Promise.resolve(EMPTY));
  expect(after.since(0)).toMatchObject([
    { seq: 1, statement: "one", state: "SUCCEEDED" },
    { seq: 2, statement: "two", state: "FAILED", error: "The sandbox ended while the statement ran." },
  ]);
  await after.submit(submission({ statement: "three" })).finished;
  expect(store(() => Promise.resolve(EMPTY)).since(2)).toMatchObject([{ seq: 3, statement: "three" }]);
  expect(readFileSync(logFile, "utf8")).toContain('"three"');
});
