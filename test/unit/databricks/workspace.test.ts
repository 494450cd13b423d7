import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { plainToken, workspaceUrl } from "../../../src/databricks/access.ts";
import type { Clock } from "../../../src/databricks/clock.ts";
import { Connection } from "../../../src/databricks/connection.ts";
import { StatementError, UnreachableError } from "../../../src/databricks/errors.ts";
import { findExisting } from "../../../src/databricks/find-existing.ts";
import { Limiter } from "../../../src/databricks/limiter.ts";
import { openWorkspace } from "../../../src/databricks/open.ts";
import { retryAfter } from "../../../src/databricks/retry.ts";
import { Statements } from "../../../src/databricks/statements.ts";
import { findTable } from "../../../src/databricks/tables.ts";
import { FakeWorkspace } from "../provider/fake-workspace.ts";

/** A clock that only moves when somebody sleeps. */
class FakeClock implements Clock {
  readonly slept: number[] = [];
  #now = 0;

  now() {
    return this.#now;
  }

  sleep(ms: number) {
    this.slept.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }
}

let workspace: FakeWorkspace;
let clock: FakeClock;
let connection: Connection;
let host: string;

beforeEach(async () => {
  workspace = new FakeWorkspace();
  clock = new FakeClock();
  host = await workspace.start();
  connection = new Connection({ access: plainToken(host, "t"), clock });
  workspace.tables.set("dev.gold.t", { properties: { a: "1" }, partitionedBy: ["year", "day"] });
});

afterEach(async () => {
  await workspace.stop();
});

describe("a connection", () => {
  test("comes back when the workspace said, in seconds", async () => {
    workspace.faults.push({ on: "GET", status: 429, headers: { "retry-after": "7" } });
    expect((await findTable(connection, "dev.gold.t"))?.properties).toEqual({ a: "1" });
    expect(clock.slept).toEqual([7000]);
  });

  test("backs off by itself when the workspace did not say", async () => {
    workspace.faults.push(...Array.from({ length: 9 }, () => ({ on: "GET", status: 503 })));
    await findTable(connection, "dev.gold.t");
    expect(clock.slept).toHaveLength(9);
    clock.slept.forEach((ms, at) => {
      const middle = Math.min(500 * 2 ** at, 30_000);
      expect(ms).toBeGreaterThanOrEqual(middle * 0.75);
      expect(ms).toBeLessThanOrEqual(middle * 1.25);
    });
  });

  test("gives a workspace that is busy for ever up after twenty minutes", async () => {
    workspace.faults.push(
      ...Array.from({ length: 99 }, () => ({ on: "GET", status: 429, headers: { "retry-after": "60" } })),
    );
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow("it has answered 429 for 20 minutes");
    expect(clock.slept).toHaveLength(20);
  });

  test("is told to come back later than it can bear: waits as long as it can, and asks once more", async () => {
    workspace.faults.push({ on: "GET", status: 503, headers: { "retry-after": "3600" } });
    await findTable(connection, "dev.gold.t");
    expect(clock.slept).toEqual([20 * 60_000]);
  });

  test("tries again after a broken connection", async () => {
    workspace.faults.push({ on: "GET", reset: true });
    expect(await findTable(connection, "dev.gold.t")).toEqual({
      table: "dev.gold.t",
      type: "MANAGED",
      format: "DELTA",
      properties: { a: "1" },
      partitionedBy: ["year", "day"],
      columns: ["id", "year", "day"].map((name) => ({ name, type: "INT", nullable: true })),
      primaryKey: [],
    });
    expect(clock.slept).toHaveLength(1);
  });

  test("a port that fetch refuses is one at which nobody answers", async () => {
    const unusable = new Connection({ access: plainToken("http://127.0.0.1:9", "t"), clock });
    await expect(findTable(unusable, "dev.gold.t")).rejects.toThrow(
      "workspace not reachable at http://127.0.0.1:9 (bad port)",
    );
  });

  test("gives up a workspace that is not there within 15 seconds, and tells it at length once", async () => {
    await workspace.stop();
    const failure = findTable(connection, "dev.gold.t");
    await expect(failure).rejects.toThrow(UnreachableError);
    await expect(failure).rejects.toThrow(
      `workspace not reachable at ${host} (ECONNREFUSED): is it running? Check DATABRICKS_HOST or the provider's "host".`,
    );
    expect(clock.now()).toBeGreaterThan(5_000);
    expect(clock.now()).toBeLessThanOrEqual(15_000);
    const attempts = clock.slept.length;
    await expect(findTable(connection, "dev.gold.u")).rejects.toThrow(
      "not done, for the same reason as the others: the workspace is out of reach",
    );
    expect(clock.slept).toHaveLength(attempts);
  });

  test.each([
    [401, 'token refused by HOST (NOPE: bad). Check DATABRICKS_TOKEN or the provider\'s "token".'],
    [
      403,
      "token refused by HOST for GET /api/2.1/unity-catalog/tables/dev.gold.t (NOPE: bad). The token is wrong, or its principal lacks the permission.",
    ],
    [400, "HOST answered 400 to GET /api/2.1/unity-catalog/tables/dev.gold.t: NOPE: bad"],
  ])("does not repeat a request that was answered %d", async (status, message) => {
    workspace.faults.push({ on: "GET", status, body: { error_code: "NOPE", message: "bad" } });
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow(message.replace("HOST", host));
    expect(clock.slept).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])("takes its token nowhere else, whatever %d says", async (status) => {
    const elsewhere = new FakeWorkspace();
    const there = await elsewhere.start();
    const location = `${there.replace("://", "://ana:pass@")}/login?token=t`;
    workspace.faults.push({ on: "GET", status, headers: { location } });
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow(
      `${host} answered ${status} to GET /api/2.1/unity-catalog/tables/dev.gold.t and sends on to ${there}/login, where no token goes; is this a Databricks workspace?`,
    );
    await elsewhere.stop();
    expect(elsewhere.received).toEqual([]);
  });

  test("says that a web page is no workspace", async () => {
    workspace.faults.push({ on: "GET", status: 200, body: "<html>" });
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow(
      "something that is not JSON; is this a Databricks workspace?",
    );
  });
});

describe("a statement", () => {
  const request = { warehouseId: "w1", sql: "ALTER TABLE t", table: "dev.gold.t" };

  test("is polled until it ends, whatever the time", async () => {
    const running = Array.from({ length: 100 }, () => ({ state: "RUNNING" }));
    workspace.states = [{ state: "PENDING" }, ...running, { state: "SUCCEEDED" }];
    await new Statements(connection).run(request);
    expect(workspace.received.at(0)).toEqual({
      method: "POST",
      path: "/api/2.0/sql/statements",
      body: {
        statement: "ALTER TABLE t",
        warehouse_id: "w1",
        wait_timeout: "30s",
        on_wait_timeout: "CONTINUE",
      },
    });
    expect(workspace.received.filter(({ path }) => path.endsWith("/s1"))).toHaveLength(101);
    expect(Math.max(...clock.slept)).toBe(5_000);
    expect(clock.now()).toBeGreaterThan(400_000);
  });

  test("that fails names the table, the statement and the engine's error class", async () => {
    const message =
      "[DELTA_UNKNOWN_CONFIGURATION] Unknown configuration was specified: delta.x SQLSTATE: F0000\n\tat org.apache";
    workspace.states = [{ state: "FAILED", error: { error_code: "BAD_REQUEST", message } }];
    await expect(new Statements(connection).run(request)).rejects.toThrow(
      new StatementError(
        "dev.gold.t: a statement failed with DELTA_UNKNOWN_CONFIGURATION on warehouse w1\n  ALTER TABLE t\n" +
          "  [DELTA_UNKNOWN_CONFIGURATION] Unknown configuration was specified: delta.x SQLSTATE: F0000",
        "DELTA_UNKNOWN_CONFIGURATION",
      ),
    );
  });

  test("that Unity Catalog refuses bears its class too", async () => {
    const message = "[RequestId=0-1 ErrorClass=INVALID_PARAMETER_VALUE.INVALID_PARAMETER_VALUE] Tag name a.b";
    workspace.states = [{ state: "FAILED", error: { error_code: "BAD_REQUEST", message } }];
    await expect(new Statements(connection).run(request)).rejects.toMatchObject({
      errorClass: "INVALID_PARAMETER_VALUE.INVALID_PARAMETER_VALUE",
    });
  });

  test("that only asks is sent again when its answer is lost, and is read to its last chunk", async () => {
    const status = { state: "SUCCEEDED" };
    const manifest = { schema: { columns: [{ name: "a" }] } };
    workspace.faults.push(
      { on: "POST", reset: true },
      {
        on: "POST",
        body: { statement_id: "s7", status, manifest, result: { data_array: [["1"]], next_chunk_index: 1 } },
      },
      {
        on: "GET /api/2.0/sql/statements/s7/result/chunks/1",
        body: { data_array: [["2"]], next_chunk_index: 2 },
      },
      { on: "GET /api/2.0/sql/statements/s7/result/chunks/2", body: { data_array: [["3"]] } },
    );
    expect(await new Statements(connection).run({ ...request, asks: true })).toEqual({
      columns: ["a"],
      rows: [["1"], ["2"], ["3"]],
    });
  });

  test("that was not taken names itself when the token is refused, once", async () => {
    const refused = { on: "POST", status: 401, body: { error_code: "NOPE", message: "bad" } };
    workspace.faults.push(refused, refused);
    const statements = new Statements(connection);
    await expect(statements.run(request)).rejects.toThrow(
      `dev.gold.t: a statement was not taken by warehouse w1\n  ALTER TABLE t\n  token refused by ${host} (NOPE: bad).`,
    );
    await expect(statements.run(request)).rejects.toThrow(/^not done, for the same reason as the others/);
  });

  test.each([502, 504])(
    "that a gateway answers with %d may have run, and is not sent again",
    async (status) => {
      workspace.faults.push({ on: "POST", status });
      await expect(new Statements(connection).run(request)).rejects.toThrow(
        `dev.gold.t: a statement may not have reached warehouse w1\n  ALTER TABLE t\n  the connection to ${host} broke (a gateway answered ${status})`,
      );
      expect(workspace.statements).toHaveLength(1);
    },
  );

  test("that is gone before it ended names itself", async () => {
    workspace.states = [{ state: "RUNNING" }];
    workspace.faults.push({
      on: "GET",
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no s1" },
    });
    await expect(new Statements(connection).run(request)).rejects.toThrow(
      /^dev\.gold\.t: a statement was lost sight of on warehouse w1\n {2}ALTER TABLE t\n.*RESOURCE_DOES_NOT_EXIST: no s1$/,
    );
  });

  test("takes no place among the other requests while it waits", async () => {
    const answers: (() => void)[] = [];
    const statements = new Statements(connection, 64);
    workspace.hold = (answer) => answers.push(answer);
    const running = Array.from({ length: 20 }, () => statements.run(request));
    await vi.waitFor(() => {
      expect(answers).toHaveLength(20);
    });
    expect((await findTable(connection, "dev.gold.t"))?.properties).toEqual({ a: "1" });
    for (const answer of answers) answer();
    await Promise.all(running);
  });

  test("that somebody cancelled says so", async () => {
    workspace.states = [{ state: "RUNNING" }, { state: "CANCELED" }];
    await expect(new Statements(connection).run(request)).rejects.toThrow(
      "dev.gold.t: a statement ended CANCELED on warehouse w1\n  ALTER TABLE t",
    );
  });

  test("is cancelled in the workspace too when the run is cancelled", async () => {
    workspace.states = [{ state: "RUNNING" }, { state: "RUNNING" }];
    clock.sleep = () => {
      connection.cancel();
      return Promise.reject(new DOMException("cancelled", "AbortError"));
    };
    await expect(new Statements(connection).run(request)).rejects.toThrow("cancelled");
    expect(workspace.received.map(({ path }) => path)).toEqual([
      "/api/2.0/sql/statements",
      "/api/2.0/sql/statements/s1/cancel",
    ]);
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow("aborted");
  });

  test("waits for its turn: eight at once", async () => {
    const limiter = new Limiter(8);
    const release: (() => void)[] = [];
    let most = 0;
    let now = 0;
    const tasks = Array.from({ length: 20 }, () =>
      limiter.run(async () => {
        now += 1;
        most = Math.max(most, now);
        await new Promise<void>((resolve) => release.push(resolve));
        now -= 1;
      }),
    );
    while (release.length > 0) {
      release.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(tasks);
    expect(most).toBe(8);
  });
});

describe("finding what exists", () => {
  const tags = { stack: "kineo/dev", team: "data" };

  test("pages through jobs and compares name and tags exactly", async () => {
    const job = (job_id: number, settings: object) => ({ job_id, settings });
    workspace.lists.set("/api/2.2/jobs/list", [
      {
        jobs: [job(1, { name: "OPTIMIZE", tags }), job(2, { name: "optimize", tags })],
        next_page_token: "1",
      },
      {
        jobs: [
          job(3, { name: "optimize", tags: { stack: "kineo/dev" } }),
          job(4, { name: "optimize", tags: { ...tags, more: "x" } }),
        ],
      },
    ]);
    expect(await findExisting(connection, { kind: "job", name: "optimize", tags })).toEqual(["2", "4"]);
    expect(workspace.received.map(({ path }) => path)).toEqual([
      "/api/2.2/jobs/list?name=optimize&limit=100",
      "/api/2.2/jobs/list?name=optimize&limit=100&page_token=1",
    ]);
  });

  test("leaves out clusters that belong to a job's run", async () => {
    const cluster = (cluster_id: string, cluster_source: string) => ({
      cluster_id,
      cluster_source,
      cluster_name: "etl",
      custom_tags: tags,
    });
    workspace.lists.set("/api/2.1/clusters/list", [
      { clusters: [cluster("c1", "JOB"), cluster("c2", "API")] },
    ]);
    expect(await findExisting(connection, { kind: "cluster", name: "etl", tags })).toEqual(["c2"]);
  });

  test("reads a warehouse's tags from its pairs", async () => {
    const custom_tags = Object.entries(tags).map(([key, value]) => ({ key, value }));
    workspace.lists.set("/api/2.0/sql/warehouses", [
      {
        warehouses: [
          { id: "w1", name: "bi", tags: { custom_tags: [] } },
          { id: "w2", name: "bi", tags: { custom_tags } },
        ],
      },
    ]);
    expect(await findExisting(connection, { kind: "warehouse", name: "bi", tags })).toEqual(["w2"]);
    expect(await findExisting(connection, { kind: "warehouse", name: "bi" })).toEqual(["w1", "w2"]);
  });

  test("finds a policy by name alone", async () => {
    workspace.lists.set("/api/2.0/policies/clusters/list", [{ policies: [{ policy_id: "P1", name: "p" }] }]);
    expect(await findExisting(connection, { kind: "clusterPolicy", name: "p", tags })).toEqual(["P1"]);
  });

  test("finds nothing in an empty workspace", async () => {
    workspace.lists.set("/api/2.2/jobs/list", [{}]);
    expect(await findExisting(connection, { kind: "job", name: "optimize" })).toEqual([]);
  });
});

describe("what the network says", () => {
  test("an address that is none is refused", () => {
    expect(() => workspaceUrl("https://")).toThrow('"https://" is no workspace address.');
    expect(() => workspaceUrl("HTTP://evil.test")).toThrow("unencrypted");
  });

  test.each([
    "http://adb-1.azuredatabricks.net",
    "http://127.0.0.1.evil.test",
    "http://localhost.evil.test:80",
  ])("%s would get the token unencrypted", async (host) => {
    expect(() => workspaceUrl(host)).toThrow("would get the token unencrypted; write https://");
    const signed = openWorkspace({ host, clientId: "i", clientSecret: "s" }, { env: {} });
    await expect(signed.send({ method: "GET", path: "/" })).rejects.toThrow("unencrypted");
  });

  test.each([
    "http://127.0.0.1:80",
    "http://localhost:8080",
    "http://[::1]:1",
    "http://a.localhost",
    "https://h",
  ])("%s is taken", (host) => {
    expect(workspaceUrl(host)).toBe(new URL(host).origin);
  });

  test.each([
    ["3", 3000],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 9000],
    ["soon", undefined],
    [null, undefined],
  ])("Retry-After %s", (header, expected) => {
    expect(retryAfter(header, 1000)).toBe(expected);
  });
});
