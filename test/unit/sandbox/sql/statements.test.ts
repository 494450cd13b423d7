import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SqlError, type Engine, type Request, type Result } from "../../../../sandbox/spark/engine.ts";
import { StatementStore, type Submission } from "../../../../sandbox/sql/statements.ts";

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

function store(run: (request: Request) => Promise<Result>, keepMs?: number): StatementStore {
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
  return new StatementStore({ engine, warehouses, logFile, ...(keepMs === undefined ? {} : { keepMs }) });
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
  expect(statements.get(id)).toMatchObject({ state: "SUCCEEDED", chunks: [{ rows: [["1"]] }] });
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
  const statements = store(() => Promise.resolve({ ...EMPTY, rows: [["1"]] }), 10);
  const { id, finished } = statements.submit(submission());
  await finished;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(statements.get(id)).toEqual({ id, state: "CLOSED", finished });
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
