import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startWorkspace, testFolder, type Body, type Workspace } from "./support/workspace.ts";

/** Processes whose parent is `pid`, on Linux. */
function childrenOf(pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        const fields = readFileSync(`/proc/${one}/stat`, "utf8").split(") ").at(-1)?.split(" ");
        return Number(fields?.[1]) === pid;
      } catch {
        return false;
      }
    });
}

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

const start = async (at: string, catalog: string): Promise<Workspace> => {
  running = await startWorkspace(at, catalog);
  return running;
};

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

afterAll(() => {
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
  expect(await second.rows("SHOW SCHEMAS")).toEqual([["default"], ["empty"], ["gold"], ["information_schema"]]);
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
  const statement = workspace.sql(
    "SELECT count(*) FROM range(1000000000000) a JOIN range(100000) b ON a.id % 7 = b.id % 7",
    { wait_timeout: "50s" },
  );
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

test("nothing is left running when the server is killed", async () => {
  const workspace = await start(home, "dev");
  const engine = engineOf(workspace);
  expect(engine).toHaveLength(2);
  process.kill(workspace.pid, "SIGKILL");
  expect(await gone([workspace.pid, ...engine])).toBe(true);
});
