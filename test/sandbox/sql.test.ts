import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sharedWorkspace } from "./support/shared-workspace.ts";
import type { Body } from "./support/workspace.ts";

const workspace = sharedWorkspace("sql");

beforeAll(async () => {
  await workspace.rows("CREATE SCHEMA dev.gold COMMENT 'tables of these tests'");
  await workspace.rows(
    "CREATE TABLE dev.gold.people (id BIGINT NOT NULL COMMENT 'the key', name STRING, born DATE) PARTITIONED BY (born)",
  );
  await workspace.rows("INSERT INTO dev.gold.people VALUES (1, 'Ada', DATE'1815-12-10'), (2, NULL, NULL)");
});

const error = async (statement: string, more?: object): Promise<string> => {
  const { status } = await workspace.sql(statement, more);
  return `${status.state}: ${status.error?.message.split("\n")[0] ?? "no error"}`;
};

const table = async (name: string): Promise<Body> =>
  (await workspace.call("GET", `/api/2.1/unity-catalog/tables/dev.gold.${name}`)).body;

const MAINTENANCE = "DECLARE OR REPLACE VARIABLE s STRING; SET VAR s = :statement; EXECUTE IMMEDIATE s;";

/** Runs a script as a job's SQL file does. */
async function runAsJob(script: string, parameters: Readonly<Record<string, string>>): Promise<Body> {
  const path = "/tests/script.sql";
  await workspace.call("POST", "/api/2.0/workspace/mkdirs", { path: "/tests" });
  await workspace.call("POST", "/api/2.0/workspace/import", {
    path,
    format: "AUTO",
    overwrite: true,
    content: Buffer.from(script).toString("base64"),
  });
  const created = await workspace.call("POST", "/api/2.2/jobs/create", {
    name: "script",
    tasks: [
      {
        task_key: "only",
        sql_task: { warehouse_id: workspace.warehouse, parameters, file: { path, source: "WORKSPACE" } },
      },
    ],
  });
  const { body: run } = await workspace.call("POST", "/api/2.2/jobs/run-now", {
    job_id: created.body["job_id"],
  });
  const state = async (): Promise<Body> => {
    const { body } = await workspace.call("GET", `/api/2.2/jobs/runs/get?run_id=${String(run["run_id"])}`);
    return body["state"] as Body;
  };
  let current = await state();
  while (current["life_cycle_state"] !== "TERMINATED" && current["life_cycle_state"] !== "INTERNAL_ERROR") {
    await new Promise((resolve) => setTimeout(resolve, 200));
    current = await state();
  }
  return current;
}

test("needs the token", async () => {
  const response = await fetch(`${workspace.url}/api/2.0/sql/statements`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer wrong" },
    body: JSON.stringify({ statement: "SELECT 1", warehouse_id: workspace.warehouse }),
  });
  expect(response.status).toBe(403);
});

test("serves names of three parts, in the workspace's words", async () => {
  expect(await workspace.rows("SELECT * FROM dev.gold.people ORDER BY id")).toEqual([
    ["1", "Ada", "1815-12-10"],
    ["2", null, null],
  ]);
  expect(await workspace.rows("SELECT current_catalog()")).toEqual([["dev"]]);
  expect(await workspace.rows("SHOW CATALOGS")).toEqual([["dev"]]);
  expect((await workspace.rows("DESCRIBE DETAIL dev.gold.people"))[0]?.[2]).toBe("dev.gold.people");
  expect(
    await workspace.rows("SELECT name FROM people WHERE id = 1", { catalog: "dev", schema: "gold" }),
  ).toEqual([["Ada"]]);
});

test.each([
  ["SELECT * FROM other.gold.people", "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'other' was not found."],
  [
    "SELECT * FROM spark_catalog.gold.people",
    "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'spark_catalog' was not found.",
  ],
  ["USE CATALOG other", "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'other' was not found."],
  [
    "SELECT * FROM dev.gold.nobody",
    "[TABLE_OR_VIEW_NOT_FOUND] The table or view `dev`.`gold`.`nobody` cannot be found.",
  ],
  [
    "ALTER TABLE dev.gold.nobody SET TBLPROPERTIES ('a' = 'b')",
    "[TABLE_OR_VIEW_NOT_FOUND] The table or view `dev`.`gold`.`nobody` cannot be found.",
  ],
  ["CREATE TABLE dev.none.t (id INT)", "[SCHEMA_NOT_FOUND] The schema `dev`.`none` cannot be found."],
  [
    "SELECT nothing FROM dev.gold.people",
    "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `nothing` cannot be resolved.",
  ],
  ["SELEC 1", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'."],
  ["SELECT 1; SELECT 2", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELECT': extra input 'SELECT'."],
  [
    "OPTIMIZE dev.gold.people ZORDER BY (born)",
    "[DELTA_ZORDERING_ON_PARTITION_COLUMN] born is a partition column.",
  ],
  [
    "ALTER TABLE dev.gold.people SET TBLPROPERTIES ('delta.nonsense' = '1')",
    "[DELTA_UNKNOWN_CONFIGURATION] Unknown configuration was specified: delta.nonsense",
  ],
  [
    "ALTER TABLE dev.gold.people SET TBLPROPERTIES ('delta.targetFileSize' = 'big')",
    "[INVALID_CONF_VALUE.DEFAULT] The value 'big' in the config \"delta.targetFileSize\" is invalid.",
  ],
  [
    "ANALYZE TABLE dev.gold.people COMPUTE STATISTICS FOR COLUMNS id, nothing",
    "[COLUMN_NOT_FOUND] The column `nothing` cannot be found.",
  ],
  [
    "ANALYZE TABLE dev.gold.nobody COMPUTE STATISTICS",
    "[TABLE_OR_VIEW_NOT_FOUND] The table or view `dev`.`gold`.`nobody` cannot be found.",
  ],
  [
    "CREATE STREAMING TABLE dev.gold.m AS SELECT 1",
    "[SANDBOX_NOT_EMULATED] Streaming tables are not emulated",
  ],
  [
    "SELECT * FROM system.billing.usage",
    "[SANDBOX_NOT_EMULATED] System tables are not emulated (system.billing.usage)",
  ],
  [
    "CREATE TABLE dev.gold.away (id INT) LOCATION '/nowhere'",
    "[SANDBOX_NOT_EMULATED] External tables are not emulated",
  ],
])("%s fails as it would on Databricks", async (statement, message) => {
  expect(await error(statement)).toContain(`FAILED: ${message}`);
});

test("an error carries its SQL state in the message and beside it", async () => {
  const { status } = await workspace.sql("SELECT * FROM dev.gold.nobody");
  expect(status.error?.error_code).toBe("BAD_REQUEST");
  expect(status.error?.message).toMatch(/ SQLSTATE: 42P01; line 1 pos 14$/);
  expect(status.sql_state).toBe("42P01");
});

test("answers a query without FROM, whatever is asked in it", async () => {
  const asked: readonly [string, readonly (string | null)[][]][] = [
    ["SELECT 17, 'a', NULL, array(1, 2)", [["17", "a", null, "[1,2]"]]],
    ["SELECT explode(array(1, 2))", [["1"], ["2"]]],
    ["SELECT 1 WHERE rand() > 2", []],
    ["SELECT count(*), sum(2)", [["1", "2"]]],
    ["SELECT rand(1)", [["0.6363787615254752"]]],
    ["SELECT uuid() <> uuid(), now() = current_timestamp()", [["true", "true"]]],
    ["SELECT (SELECT max(id) FROM range(3)), EXISTS (SELECT 1)", [["2", "true"]]],
    [
      "SELECT id, (SELECT t.id + 1) FROM range(2) t ORDER BY id",
      [
        ["0", "1"],
        ["1", "2"],
      ],
    ],
    [
      "SELECT * FROM range(2) t, LATERAL (SELECT t.id * 2) ORDER BY id",
      [
        ["0", "0"],
        ["1", "2"],
      ],
    ],
    ["SELECT 1 AS a, 2 AS A, 3 AS `b``.*`", [["1", "2", "3"]]],
    ["SELECT 1 AS `*`, 2 AS `a.b`", [["1", "2"]]],
  ];
  for (const [statement, rows] of asked) expect(await workspace.rows(statement), statement).toEqual(rows);
  expect(await error("SELECT 1 / 0")).toContain("[DIVIDE_BY_ZERO]");
  expect(await error("SELECT raise_error('of mine')")).toContain("of mine");
});

test("binds parameters with their types", async () => {
  const parameters = [
    { name: "text", value: "it's; -- :n" },
    { name: "n", value: "42", type: "BIGINT" },
    { name: "d", value: "12.5", type: "DECIMAL(10,2)" },
    { name: "day", value: "2024-02-29", type: "DATE" },
    { name: "at", value: "2024-02-29 12:30:00", type: "TIMESTAMP" },
    { name: "none", type: "INT" },
  ];
  const answer = await workspace.sql("SELECT :text, :n, :d, :day, :at, :none", { parameters });
  expect(answer.result?.data_array).toEqual([
    ["it's; -- :n", "42", "12.50", "2024-02-29", "2024-02-29T12:30:00.000Z", null],
  ]);
  expect(answer.manifest?.schema.columns.map(({ type_text }) => type_text)).toEqual([
    "STRING",
    "BIGINT",
    "DECIMAL(10,2)",
    "DATE",
    "TIMESTAMP",
    "INT",
  ]);
  expect(await error("SELECT :n", { parameters: [{ name: "n", value: "x", type: "INT" }] })).toContain(
    "[CAST_INVALID_INPUT]",
  );
  expect(await error("SELECT :n")).toContain("[UNBOUND_SQL_PARAMETER]");
});

test("writes values of every kind as JSON_ARRAY does", async () => {
  expect(
    await workspace.rows(
      "SELECT true, 1.5D, X'00ff', array(1, 2), map('k', 1), named_struct('x', 1), INTERVAL '1' DAY, NULL",
    ),
  ).toEqual([["true", "1.5", "AP8=", "[1,2]", '{"k":1}', '{"x":1}', "INTERVAL '1' DAY", null]]);
});

test("hands out a large result in chunks, whole and in order", async () => {
  const first = await workspace.sql("SELECT id, repeat('x', 100) AS text FROM range(90000)");
  expect(first.manifest).toMatchObject({ total_row_count: 90_000, total_chunk_count: 3, truncated: false });
  const ids: (string | null | undefined)[] = [];
  let result = first.result;
  while (result !== undefined) {
    ids.push(...result.data_array.map(([id]) => id));
    const next = result.next_chunk_internal_link;
    result =
      next === undefined ? undefined : ((await workspace.call("GET", next)).body as unknown as typeof result);
  }
  expect(ids).toEqual(Array.from({ length: 90_000 }, (_, index) => String(index)));
});

test("cuts a result at row_limit and says so", async () => {
  const { manifest, result } = await workspace.sql("SELECT id FROM range(10)", { row_limit: 3 });
  expect(result?.data_array).toEqual([["0"], ["1"], ["2"]]);
  expect(manifest).toMatchObject({ total_row_count: 3, truncated: true });
});

test("cancels a running statement", async () => {
  const endless = "SELECT count(*) FROM range(1000000000000) a JOIN range(100000) b ON a.id % 7 = b.id % 7";
  const { body } = await workspace.call("POST", "/api/2.0/sql/statements", {
    statement: endless,
    warehouse_id: workspace.warehouse,
    wait_timeout: "0s",
    // Ignored, for nothing is waited for.
    on_wait_timeout: "CANCEL",
  });
  expect(body["status"]).toEqual({ state: "PENDING" });
  const path = `/api/2.0/sql/statements/${String(body["statement_id"])}`;
  expect((await workspace.call("GET", path)).body["status"]).toEqual({ state: "RUNNING" });
  expect(await workspace.call("POST", `${path}/cancel`)).toEqual({ status: 200, body: {} });
  expect((await workspace.call("GET", path)).body["status"]).toEqual({ state: "CANCELED" });
  const timedOut = await workspace.call("POST", "/api/2.0/sql/statements", {
    statement: endless,
    warehouse_id: workspace.warehouse,
    wait_timeout: "5s",
    on_wait_timeout: "CANCEL",
  });
  expect(timedOut.body["status"]).toEqual({ state: "CANCELED" });
  // The engine is free again: a statement is not stuck behind the cancelled ones.
  expect(await workspace.rows("SELECT 1")).toEqual([["1"]]);
});

test("runs SQL commands on a cluster, and no other language", async () => {
  const { body: cluster } = await workspace.call("POST", "/api/2.1/clusters/create", {
    spark_version: "17.3.x-scala2.13",
    node_type_id: "i3.xlarge",
    num_workers: 1,
  });
  const clusterId = cluster["cluster_id"];
  const create = (language: string) =>
    workspace.call("POST", "/api/1.2/contexts/create", { clusterId, language });
  expect((await create("sql")).body["message"]).toMatch(/^ClusterNotReadyException/);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await create("python")).status).toBe(501);
  const contextId = (await create("sql")).body["id"];
  const finished = async (command: string): Promise<Body> => {
    const sent = { clusterId, contextId, language: "sql", command };
    const { body } = await workspace.call("POST", "/api/1.2/commands/execute", sent);
    const asked = `clusterId=${String(clusterId)}&contextId=${String(contextId)}&commandId=${String(body["id"])}`;
    for (;;) {
      const { body: now } = await workspace.call("GET", `/api/1.2/commands/status?${asked}`);
      if (now["status"] === "Finished") return now["results"] as Body;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  expect(await finished("SELECT name FROM dev.gold.people WHERE id = 1")).toEqual({
    resultType: "table",
    data: [["Ada"]],
    schema: [{ name: "name", type: '"string"', metadata: "{}" }],
    truncated: false,
    isJsonSchema: true,
  });
  const { data, schema } = await finished(
    `SELECT 1 AS i, 9007199254740991 AS l, 1.5D AS d, true AS b, NULL AS n, CAST(1.50 AS DECIMAL(10,2)) AS c,
       DATE'2026-01-02' AS day, TIMESTAMP'2026-01-02 03:04:05Z' AS at, CAST('NaN' AS DOUBLE) AS nan, 'x' AS s,
       array(named_struct('k', 1, 'v', 'x')) AS a, map('k', 2L) AS m, CAST(7 AS TINYINT) AS t`,
  );
  expect(data).toEqual([
    [
      ...[1, 9007199254740991, 1.5, true, null, "1.50", "2026-01-02", "2026-01-02T03:04:05.000Z", "NaN", "x"],
      ...[[[1, "x"]], { k: 2 }, 7],
    ],
  ]);
  const types = (schema as { type: string }[]).map(({ type }) => JSON.parse(type) as unknown);
  expect(types.slice(0, 10)).toEqual([
    ...[
      "integer",
      "long",
      "double",
      "boolean",
      "void",
      "decimal(10,2)",
      "date",
      "timestamp",
      "double",
      "string",
    ],
  ]);
  expect(types.slice(10)).toMatchObject([
    {
      type: "array",
      elementType: { type: "struct", fields: [{ name: "k", type: "integer" }, { name: "v" }] },
    },
    { type: "map", keyType: "string", valueType: "long" },
    "byte",
  ]);
  expect(await finished("SELECT * FROM dev.gold.nobody")).toMatchObject({
    resultType: "error",
    summary: expect.stringMatching(/^\[TABLE_OR_VIEW_NOT_FOUND\]/) as string,
  });
  const { body: log } = await workspace.call("GET", "/sandbox/statements?since=0");
  expect((log["statements"] as object[]).at(-1)).toMatchObject({ source: "cluster", cluster_id: clusterId });
  await workspace.call("POST", "/api/1.2/contexts/destroy", { clusterId, contextId });
  const gone = `/api/1.2/contexts/status?clusterId=${String(clusterId)}&contextId=${String(contextId)}`;
  expect((await workspace.call("GET", gone)).status).toBe(404);
});

test("marks what it answers in Databricks' place, and nothing else", async () => {
  const mark = async (statement: string): Promise<string | undefined> => {
    const { status, manifest } = await workspace.sql(statement);
    expect(`${statement}: ${status.error?.message ?? status.state}`).toBe(`${statement}: SUCCEEDED`);
    return manifest?.emulated;
  };
  expect(await mark("ANALYZE TABLE dev.gold.people COMPUTE STATISTICS FOR ALL COLUMNS")).toBe("analyze");
  expect(await mark("ANALYZE TABLE dev.gold.people COMPUTE DELTA STATISTICS")).toBe("delta statistics");
  expect(await mark("ALTER SCHEMA dev.gold ENABLE PREDICTIVE OPTIMIZATION")).toBe("predictive optimization");
  expect(await mark("CREATE TABLE dev.gold.marks (id INT, a INT)")).toBe(undefined);
  expect(
    await mark(
      "ALTER TABLE dev.gold.marks SET TBLPROPERTIES ('delta.targetFileSize' = '16mb', 'delta.tuneFileSizesForRewrites' = 'true', 'delta.autoOptimize.autoCompact' = 'auto', 'delta.isolationLevel' = 'WriteSerializable')",
    ),
  ).toBe(
    "delta.autoOptimize.autoCompact, delta.isolationLevel, delta.targetFileSize, delta.tuneFileSizesForRewrites",
  );
  expect(
    await mark("ALTER TABLE dev.gold.marks SET TBLPROPERTIES ('delta.isolationLevel' = 'Serializable')"),
  ).toBe(undefined);
  // Written with those properties, which open Delta would not read back by itself.
  expect(await mark("INSERT INTO dev.gold.marks VALUES (1, 1)")).toBe(undefined);
  expect(await mark("ALTER TABLE dev.gold.marks CLUSTER BY AUTO")).toBe("cluster by auto");
  expect((await table("marks"))["properties"]).toMatchObject({ clusterByAuto: "true" });
  expect(await mark("ALTER TABLE dev.gold.marks CLUSTER BY (a)")).toBe(undefined);
  expect((await table("marks"))["properties"]).not.toHaveProperty("clusterByAuto");
});

test("answers for a table from its live state", async () => {
  expect(await table("people")).toMatchObject({
    name: "people",
    catalog_name: "dev",
    schema_name: "gold",
    full_name: "dev.gold.people",
    table_type: "MANAGED",
    data_source_format: "DELTA",
    columns: [
      {
        name: "id",
        type_text: "bigint",
        type_name: "LONG",
        position: 0,
        nullable: false,
        comment: "the key",
      },
      { name: "name", type_text: "string", type_name: "STRING", position: 1, nullable: true },
      { name: "born", type_text: "date", type_name: "DATE", position: 2, nullable: true, partition_index: 0 },
    ],
  });
  await workspace.rows("CREATE TABLE dev.gold.live (id INT, a INT) CLUSTER BY (id)");
  expect((await table("live"))["properties"]).toMatchObject({ clusteringColumns: '[["id"]]' });
  await workspace.rows("ALTER TABLE dev.gold.live CLUSTER BY (a, id)");
  await workspace.rows(
    "ALTER TABLE dev.gold.live SET TBLPROPERTIES ('delta.dataSkippingNumIndexedCols' = '4')",
  );
  const live = (await table("live"))["properties"];
  expect(live).toMatchObject({
    clusteringColumns: '[["a"],["id"]]',
    "delta.dataSkippingNumIndexedCols": "4",
  });
  const shown = await workspace.rows("SHOW TBLPROPERTIES dev.gold.live");
  expect(live).toEqual(Object.fromEntries(shown));
  await workspace.rows("CREATE OR REPLACE TABLE dev.gold.live AS SELECT 1 AS only");
  // The feature stays with the table, its keys do not: so does SHOW TBLPROPERTIES say.
  expect((await table("live"))["properties"]).toMatchObject({ clusteringColumns: "[]" });
  expect((await table("live"))["properties"]).not.toHaveProperty(["delta.dataSkippingNumIndexedCols"]);
});

test("a dropped table is gone, its files too", async () => {
  await workspace.rows("CREATE TABLE dev.gold.gone AS SELECT 1 AS id");
  expect(readdirSync(join(workspace.home, "warehouse", "gold.db"))).toContain("gone");
  await workspace.rows("DROP TABLE dev.gold.gone");
  expect(readdirSync(join(workspace.home, "warehouse", "gold.db"))).not.toContain("gone");
  expect(await workspace.call("GET", "/api/2.1/unity-catalog/tables/dev.gold.gone")).toEqual({
    status: 404,
    body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "Table 'dev.gold.gone' does not exist." },
  });
});

test("computes the statistics of files anew once other columns are to have some", async () => {
  await workspace.rows("CREATE TABLE dev.gold.counted (id INT, a INT)");
  await workspace.rows("INSERT INTO dev.gold.counted VALUES (1, 7)");
  await workspace.rows(
    "ALTER TABLE dev.gold.counted SET TBLPROPERTIES ('delta.dataSkippingStatsColumns' = 'a')",
  );
  await workspace.rows("ANALYZE TABLE dev.gold.counted COMPUTE DELTA STATISTICS");
  const log = join(workspace.home, "warehouse", "gold.db", "counted", "_delta_log");
  expect(readFileSync(join(log, "00000000000000000003.json"), "utf8")).toContain(
    String.raw`\"minValues\":{\"a\":7}`,
  );
});

test("answers queries of a table's history, also within EXECUTE IMMEDIATE", async () => {
  const query =
    "SELECT h.version, (SELECT max(version) FROM (DESC HISTORY dev.gold.counted LIMIT 1)) AS newest" +
    " FROM (DESCRIBE HISTORY dev.gold.counted) AS h WHERE h.operation = 'COMPUTE STATS'";
  const { manifest } = await workspace.sql(query);
  expect(manifest?.emulated).toBe("query of history");
  expect(await workspace.rows(query)).toEqual([["3", "3"]]);
  const script =
    "DECLARE OR REPLACE VARIABLE s STRING; DECLARE OR REPLACE VARIABLE v BIGINT; DECLARE OR REPLACE VARIABLE w BIGINT;" +
    ` SET VAR s = "${query}"; EXECUTE IMMEDIATE s INTO v, w; SET VAR s = IF(v = 3 AND w = 3, 'SELECT 1', 'nonsense');` +
    " EXECUTE IMMEDIATE s";
  expect(await runAsJob(script, {})).toMatchObject({ result_state: "SUCCESS" });
  expect(await runAsJob(script.replace("v = 3", "v = 2"), {})).toMatchObject({ result_state: "FAILED" });
  const missing = await workspace.sql("SELECT * FROM (DESCRIBE HISTORY dev.gold.nobody)");
  expect(missing.status.error?.message).toContain("dev`.`gold`.`nobody");
});

test("runs the maintenance file, ANALYZE inside EXECUTE IMMEDIATE included", async () => {
  await workspace.rows("CREATE TABLE dev.gold.pieces (id BIGINT, a BIGINT)");
  await workspace.rows(
    "INSERT INTO dev.gold.pieces SELECT /*+ REPARTITION(200) */ id, id % 10 FROM range(20000)",
  );
  const files = async (): Promise<number> =>
    Number((await workspace.rows("DESCRIBE DETAIL dev.gold.pieces"))[0]?.[9]);
  expect(await files()).toBe(200);
  expect(await runAsJob(MAINTENANCE, { statement: "OPTIMIZE dev.gold.pieces ZORDER BY (a)" })).toMatchObject({
    result_state: "SUCCESS",
  });
  expect(await files()).toBe(1);
  expect(
    await runAsJob(MAINTENANCE, {
      statement: "ANALYZE TABLE dev.gold.pieces COMPUTE STATISTICS FOR ALL COLUMNS",
    }),
  ).toMatchObject({ result_state: "SUCCESS" });
  expect(
    await runAsJob(MAINTENANCE, { statement: "OPTIMIZE dev.gold.people ZORDER BY (born)" }),
  ).toMatchObject({
    result_state: "FAILED",
  });
  const { body } = await workspace.call("GET", "/sandbox/statements?since=0");
  const jobs = (body["statements"] as readonly Body[]).filter(({ source }) => source === "job").slice(-3);
  expect(jobs.map(({ state, emulated }) => [state, emulated])).toEqual([
    ["SUCCEEDED", undefined],
    ["SUCCEEDED", "analyze"],
    ["FAILED", undefined],
  ]);
});

test("keeps schemas and grants as Unity Catalog does", async () => {
  const base = "/api/2.1/unity-catalog";
  const made = await workspace.call("POST", `${base}/schemas`, {
    name: "silver",
    catalog_name: "dev",
    comment: "it's silver",
    properties: { team: "data" },
  });
  expect(made).toMatchObject({
    status: 200,
    body: { full_name: "dev.silver", comment: "it's silver", properties: { team: "data" } },
  });
  const changed = await workspace.call("PATCH", `${base}/schemas/dev.silver`, {
    owner: "engineers",
    comment: "still silver",
    properties: { tier: "2" },
  });
  expect(changed.body).toMatchObject({
    owner: "engineers",
    comment: "still silver",
    properties: { tier: "2" },
    schema_id: made.body["schema_id"],
  });
  const grants = `${base}/permissions/schema/dev.silver`;
  const change = (add: readonly string[], remove: readonly string[]): object => ({
    changes: [{ principal: "analysts", add, remove }],
  });
  expect((await workspace.call("PATCH", grants, change(["USE SCHEMA", "SELECT"], []))).body).toEqual({
    privilege_assignments: [{ principal: "analysts", privileges: ["SELECT", "USE_SCHEMA"] }],
  });
  expect((await workspace.call("PATCH", grants, change([], ["SELECT", "USE_SCHEMA"]))).body).toEqual({
    privilege_assignments: [],
  });
  expect((await workspace.call("PATCH", grants, change(["FLY"], []))).status).toBe(400);
  await workspace.rows("CREATE TABLE dev.silver.t (id INT)");
  expect((await workspace.call("DELETE", `${base}/schemas/dev.silver`)).status).toBe(400);
  expect((await workspace.call("DELETE", `${base}/schemas/dev.silver?force=true`)).status).toBe(200);
  expect((await workspace.call("GET", `${base}/schemas/dev.silver`)).status).toBe(404);
});

test("lists tables page by page", async () => {
  const path = "/api/2.1/unity-catalog/tables?catalog_name=dev&schema_name=gold";
  const names = (body: Body): readonly unknown[] =>
    (body["tables"] as readonly Body[]).map(({ name }) => name);
  const all = names((await workspace.call("GET", path)).body);
  const seen: unknown[] = [];
  let token = "";
  do {
    const { body } = await workspace.call("GET", `${path}&max_results=2&page_token=${token}`);
    seen.push(...names(body));
    token = (body["next_page_token"] ?? "") as string;
  } while (token !== "");
  expect(all.length).toBeGreaterThan(2);
  expect(seen).toEqual(all);
});
