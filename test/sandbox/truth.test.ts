import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkspace, testFolder, type Body, type Workspace } from "./support/workspace.ts";

const folder = testFolder("truth");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace(join(folder, "home"), "dev");
  await workspace.rows("CREATE SCHEMA dev.gold");
  await workspace.rows("CREATE TABLE dev.gold.inside (id INT)");
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const ADMIN = "admin@sandbox.test";

/** The columns of a statement's result, its rows, and what was emulated. */
async function answer(statement: string, more: object = {}): Promise<object> {
  const { status, manifest, result } = await workspace.sql(statement, more);
  if (status.state !== "SUCCEEDED") throw new Error(`${statement}: ${status.error?.message ?? status.state}`);
  return {
    columns: manifest?.schema.columns.map(({ name }) => name),
    rows: result?.data_array,
    ...(manifest?.emulated === undefined ? {} : { emulated: manifest.emulated }),
  };
}

async function refusal(statement: string, more: object = {}): Promise<string> {
  const { status } = await workspace.sql(statement, more);
  return status.error?.message ?? status.state;
}

/** Runs a statement as the sandbox's service principal. */
async function asPrincipal(statement: string): Promise<{ readonly id: string; readonly rows: unknown }> {
  const path = join(workspace.home, "service-principal.json");
  const { client_id, client_secret } = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  const granted = await fetch(`${workspace.url}/oidc/v1/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials&scope=all-apis",
  });
  const { access_token } = (await granted.json()) as { access_token: string };
  const response = await fetch(`${workspace.url}/api/2.0/sql/statements`, {
    method: "POST",
    headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
    body: JSON.stringify({ statement, warehouse_id: workspace.warehouse, wait_timeout: "50s" }),
  });
  const { result } = (await response.json()) as { result?: { data_array: unknown } };
  return { id: client_id ?? "", rows: result?.data_array };
}

/** Runs a script as a job's SQL file does, or as a notebook on a cluster. @returns the run's state. */
async function runAsJob(script: string, notebook = false): Promise<Body> {
  const path = notebook ? "/truth/notebook" : "/truth/script.sql";
  await workspace.call("POST", "/api/2.0/workspace/mkdirs", { path: "/truth" });
  await workspace.call("POST", "/api/2.0/workspace/import", {
    path,
    ...(notebook ? { format: "SOURCE", language: "SQL" } : { format: "AUTO" }),
    overwrite: true,
    content: Buffer.from(notebook ? `-- Databricks notebook source\n${script}` : script).toString("base64"),
  });
  const file = { warehouse_id: workspace.warehouse, file: { path, source: "WORKSPACE" } };
  const task = notebook ? { notebook_task: { notebook_path: path } } : { sql_task: file };
  const created = await workspace.call("POST", "/api/2.2/jobs/create", {
    name: "truth",
    tasks: [{ task_key: "only", ...task }],
  });
  const { body: run } = await workspace.call("POST", "/api/2.2/jobs/run-now", {
    job_id: created.body["job_id"],
  });
  for (;;) {
    const { body } = await workspace.call("GET", `/api/2.2/jobs/runs/get?run_id=${String(run["run_id"])}`);
    const state = body["state"] as Body;
    if (["TERMINATED", "INTERNAL_ERROR"].includes(String(state["life_cycle_state"]))) return state;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

test("current_user is the caller, in queries, defaults and views", async () => {
  expect(await workspace.rows("SELECT current_user(), session_user(), user()")).toEqual([
    [ADMIN, ADMIN, ADMIN],
  ]);
  await workspace.rows(
    "CREATE TABLE dev.gold.signed (id INT, who STRING DEFAULT current_user()) TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
  );
  await workspace.rows("CREATE VIEW dev.gold.me AS SELECT current_user() AS me");
  await workspace.rows("INSERT INTO dev.gold.signed (id) VALUES (1)");
  const { id } = await asPrincipal("INSERT INTO dev.gold.signed (id) VALUES (2)");
  await asPrincipal(
    "MERGE INTO dev.gold.signed USING (SELECT 3 AS id) s ON signed.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
  );
  expect(await workspace.rows("SELECT who FROM dev.gold.signed ORDER BY id")).toEqual([[ADMIN], [id], [id]]);
  expect((await asPrincipal("SELECT me FROM dev.gold.me")).rows).toEqual([[id]]);
  expect(await workspace.rows("SELECT me FROM dev.gold.me")).toEqual([[ADMIN]]);
});

test("schemas, tables and views belong to whoever made them", async () => {
  const { id } = await asPrincipal("CREATE SCHEMA dev.theirs");
  await asPrincipal("CREATE TABLE dev.theirs.t (id INT)");
  await asPrincipal("CREATE VIEW dev.theirs.v AS SELECT 1 AS one");
  const owner = async (name: string): Promise<unknown> =>
    (await workspace.rows(`DESCRIBE ${name}`)).find(([key]) => key === "Owner")?.[1];
  for (const name of ["SCHEMA dev.theirs", "TABLE EXTENDED dev.theirs.t", "TABLE EXTENDED dev.theirs.v"]) {
    expect(await owner(name), name).toBe(id);
  }
  expect(await owner("SCHEMA dev.gold")).toBe(ADMIN);
  const base = "/api/2.1/unity-catalog";
  expect((await workspace.call("GET", `${base}/tables/dev.theirs.t`)).body).toMatchObject({
    owner: id,
    created_by: id,
  });
  expect((await workspace.call("GET", `${base}/schemas/dev.theirs`)).body).toMatchObject({ owner: id });
  for (const [kind, name] of [
    ["schemas", "dev.theirs"],
    ["tables", "dev.theirs.t"],
  ] as const) {
    await workspace.call("PATCH", `${base}/${kind}/${name}`, { owner: "engineers" });
  }
  expect(await owner("SCHEMA dev.theirs")).toBe("engineers");
  expect(await owner("TABLE EXTENDED dev.theirs.t")).toBe("engineers");
});

test("writing answers how many rows", async () => {
  const columns = ["num_affected_rows", "num_inserted_rows"];
  expect(await answer("CREATE TABLE dev.gold.counted AS SELECT 1 AS a")).toEqual({ columns, rows: [] });
  expect(await answer("INSERT INTO dev.gold.counted VALUES (2), (3)")).toEqual({
    columns,
    rows: [["2", "2"]],
  });
  expect(await answer("INSERT INTO dev.gold.counted SELECT 9 WHERE false")).toEqual({
    columns,
    rows: [["0", "0"]],
  });
  expect(await answer("WITH x AS (SELECT 4 AS a) INSERT INTO dev.gold.counted SELECT * FROM x")).toEqual({
    columns,
    rows: [["1", "1"]],
  });
  expect(await answer("INSERT INTO counted TABLE counted", { schema: "gold" })).toEqual({
    columns,
    rows: [["4", "4"]],
  });
  expect(await answer("EXECUTE IMMEDIATE 'INSERT OVERWRITE dev.gold.counted VALUES (1), (2), (3)'")).toEqual({
    columns,
    rows: [["3", "3"]],
  });
  expect(await answer("UPDATE dev.gold.counted SET a = 9 WHERE a > 1")).toEqual({
    columns: ["num_affected_rows"],
    rows: [["2"]],
  });
  expect(await answer("DELETE FROM dev.gold.counted WHERE a = 1")).toEqual({
    columns: ["num_affected_rows"],
    rows: [["1"]],
  });
});

test("TRUNCATE takes all rows, and the history calls it by its name", async () => {
  await workspace.rows("CREATE TABLE dev.gold.emptied AS SELECT 1 AS a");
  expect(await answer("TRUNCATE TABLE dev.gold.emptied")).toMatchObject({ emulated: "truncate" });
  expect(await workspace.rows("SELECT * FROM dev.gold.emptied")).toEqual([]);
  const history = "SELECT operation, userName FROM (DESCRIBE HISTORY dev.gold.emptied) ORDER BY version DESC";
  expect((await workspace.rows(history))[0]).toEqual(["TRUNCATE", ADMIN]);
});

test("WITH SCHEMA EVOLUTION adds the new columns, for that statement alone", async () => {
  await workspace.rows("CREATE TABLE dev.gold.grown (id INT)");
  const source = (columns: string): string => `USING (SELECT ${columns}) s ON grown.id = s.id`;
  const rest = "WHEN NOT MATCHED THEN INSERT *";
  expect(
    await answer(
      `MERGE WITH SCHEMA EVOLUTION INTO dev.gold.grown ${source("1 AS id, 'x' AS fresh")} ${rest}`,
    ),
  ).toMatchObject({ emulated: "schema evolution", rows: [["1", "0", "0", "1"]] });
  await workspace.rows(`MERGE INTO dev.gold.grown ${source("3 AS id, 'y' AS fresh, 'x' AS later")} ${rest}`);
  expect(
    await answer("INSERT WITH SCHEMA EVOLUTION INTO dev.gold.grown BY NAME SELECT 2 AS id, 5 AS more"),
  ).toMatchObject({ emulated: "schema evolution", rows: [["1", "1"]] });
  expect(await answer("SELECT * FROM dev.gold.grown ORDER BY id")).toEqual({
    columns: ["id", "fresh", "more"],
    rows: [
      ["1", "x", null],
      ["2", null, "5"],
      ["3", "y", null],
    ],
  });
  const third = `MERGE WITH SCHEMA EVOLUTION INTO dev.gold.grown ${source("1 AS id, 'x' AS third")} ${rest}`;
  expect(await refusal(`BEGIN IF 1 = 1 THEN ${third}; END IF; END`)).toContain(
    "[SANDBOX_NOT_EMULATED] WITH SCHEMA EVOLUTION within BEGIN",
  );
  // Statements that only follow one another are run one by one, up to the first that fails.
  expect(await refusal(`BEGIN SELECT raise_error('stop'); ${third}; END`)).toContain("stop");
  expect(await answer("SELECT count(*) FROM dev.gold.grown")).toMatchObject({ rows: [["3"]] });
  expect(await answer("SELECT * FROM dev.gold.grown LIMIT 0")).toMatchObject({
    columns: ["id", "fresh", "more"],
  });
  await workspace.rows(`BEGIN ${third}; END`);
  expect(await answer("SELECT * FROM dev.gold.grown LIMIT 0")).toMatchObject({
    columns: ["id", "fresh", "more", "third"],
  });
});

test("SHOW and DESCRIBE answer in Databricks' columns", async () => {
  await workspace.rows("CREATE SCHEMA dev.shown COMMENT 'to look at'");
  await workspace.rows("CREATE TABLE dev.shown.t (id INT) COMMENT 'ours'");
  expect(await answer("SHOW TABLES IN dev.shown")).toEqual({
    columns: ["database", "tableName", "isTemporary"],
    rows: [["shown", "t", "false"]],
  });
  expect(await answer("SHOW SCHEMAS LIKE 'info*|shown'")).toEqual({
    columns: ["databaseName"],
    rows: [["information_schema"], ["shown"]],
  });
  expect(await answer("SHOW TABLE EXTENDED IN dev.shown LIKE 't'")).toMatchObject({
    columns: ["database", "tableName", "isTemporary", "information"],
  });
  expect(await answer("DESCRIBE SCHEMA dev.shown")).toMatchObject({
    columns: ["database_description_item", "database_description_value"],
  });
  const described = await workspace.rows("DESCRIBE EXTENDED dev.shown.t");
  const from = described.findIndex(([key]) => key === "# Detailed Table Information") + 1;
  const details = new Map(described.slice(from).map(([key, value]) => [key, value]));
  expect([...details.keys()].slice(0, 13)).toEqual([
    "Catalog",
    "Database",
    "Table",
    "Created Time",
    "Last Access",
    "Created By",
    "Type",
    "Comment",
    "Location",
    "Provider",
    "Owner",
    "Is_managed_location",
    "Table Properties",
  ]);
  expect(["Catalog", "Database", "Table", "Type", "Comment", "Owner"].map((key) => details.get(key))).toEqual(
    ["dev", "shown", "t", "MANAGED", "ours", ADMIN],
  );
});

test("a warehouse takes the parameters of Databricks SQL and no other conf", async () => {
  expect(await answer("SET timezone = 'Europe/Berlin'")).toEqual({
    columns: ["key", "value"],
    rows: [["TIMEZONE", "Europe/Berlin"]],
  });
  expect(await answer("SET STATEMENT_TIMEOUT = 60")).toMatchObject({ emulated: "session parameters" });
  expect((await workspace.rows("SET")).map(([key]) => key)).toEqual([
    "ANSI_MODE",
    "ENABLE_PHOTON",
    "LEGACY_TIME_PARSER_POLICY",
    "MAX_FILE_PARTITION_BYTES",
    "READ_ONLY_EXTERNAL_METASTORE",
    "STATEMENT_TIMEOUT",
    "TIMEZONE",
    "USE_CACHED_RESULT",
  ]);
  expect(await refusal("SET ansi_mode = perhaps")).toContain("[INVALID_CONF_VALUE.DEFAULT]");
  expect(await refusal("SET TIMEZONE = Nowhere")).toContain("[INVALID_CONF_VALUE.TIME_ZONE]");
  for (const statement of [
    "SET spark.sql.shuffle.partitions = 3",
    "SET spark.sql.shuffle.partitions",
    "BEGIN EXECUTE IMMEDIATE 'SET spark.sql.shuffle.partitions = 3'; END",
  ]) {
    expect(await refusal(statement), statement).toBe(
      "[CONFIG_NOT_AVAILABLE] Configuration spark.sql.shuffle.partitions is not available. SQLSTATE: 42K0I",
    );
  }
});

test("parameters last as long as the script, and a cluster takes confs of Spark", async () => {
  const script = (last: string): string =>
    "SET ansi_mode = false; SET TIMEZONE = 'Asia/Tokyo';" +
    " BEGIN DECLARE zone STRING DEFAULT current_timezone(); IF zone <> 'Asia/Tokyo' THEN SELECT raise_error(zone); END IF; END;" +
    ` SELECT CAST('x' AS INT); ${last}`;
  expect(await runAsJob(script("SELECT 1"))).toMatchObject({ result_state: "SUCCESS" });
  expect(await runAsJob(script("RESET ANSI_MODE; SELECT CAST('x' AS INT)"))).toMatchObject({
    result_state: "FAILED",
  });
  expect(await runAsJob("SET spark.sql.shuffle.partitions = 3")).toMatchObject({ result_state: "FAILED" });
  const cells =
    "SET spark.sql.shuffle.partitions = 3\n\n-- COMMAND ----------\n\nBEGIN SELECT 1; SELECT 2; END\n\n-- COMMAND ----------\n\n";
  expect(await runAsJob(`${cells}SELECT 3`, true)).toMatchObject({ result_state: "SUCCESS" });
  expect(await runAsJob(`${cells}SET spark.sql.runSQLOnFiles = true`, true)).toMatchObject({
    result_state: "FAILED",
  });
});

const SECRET = "/etc/hostname";

test.each([
  `SELECT * FROM text.\`${SECRET}\``,
  `WITH x AS (SELECT * FROM csv.\`file:${SECRET}\`) SELECT * FROM x`,
  "INSERT INTO delta.`/tmp/x` VALUES (1)",
  "SELECT TRANSFORM(1) USING 'cat' AS (x)",
  "SELECT (SELECT max(x) FROM (SELECT TRANSFORM(1) USING 'cat' AS (x)))",
  "BEGIN EXECUTE IMMEDIATE \"SELECT TRANSFORM(1) USING 'cat' AS (x)\"; END",
  "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
  "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
  "SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')",
  "CREATE VIEW dev.gold.peeks AS SELECT reflect('java.lang.System', 'getProperty', 'user.home') AS home",
  "ADD JAR '/tmp/x.jar'",
  "ADD FILE '/tmp/x'",
  "LIST JARS",
  "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
  "INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' USING csv SELECT 1",
  "CREATE SCHEMA dev.away LOCATION '/tmp/away'",
  "CREATE SCHEMA dev.away MANAGED LOCATION '/tmp/away'",
  "ALTER SCHEMA dev.gold SET LOCATION '/tmp/away'",
  "CREATE TABLE dev.gold.away (id INT) LOCATION '/tmp/away'",
  "CREATE TABLE dev.gold.away (id INT) USING delta OPTIONS (path '/tmp/away')",
  "BEGIN CREATE TABLE dev.gold.away (id INT) LOCATION '/tmp/away'; END",
  "CREATE TABLE dev.gold.away SHALLOW CLONE dev.gold.inside LOCATION '/tmp/away'",
  `CREATE TEMP VIEW outside USING csv OPTIONS (path '${SECRET}')`,
  "CREATE TEMPORARY FUNCTION f AS 'java.lang.String'",
  "CREATE TEMPORARY FUNCTION f AS 'some.Class' USING JAR '/tmp/x.jar'",
  "LOAD DATA INPATH '/tmp/x' INTO TABLE dev.gold.inside",
  "CONVERT TO DELTA parquet.`/tmp/x`",
  "REFRESH '/tmp'",
  "SELECT from_xml('<a>1</a>', 'a INT', map('rowValidationXSDPath', '/etc/passwd'))",
])("%s is refused", async (statement) => {
  expect(await refusal(statement)).toContain("[SANDBOX_NOT_EMULATED]");
});

test("the sandbox's own files are no tables by their path either", async () => {
  const path = join(workspace.home, "warehouse", "gold.db", "inside");
  for (const statement of [
    `VACUUM '${path}'`,
    `OPTIMIZE '${path}'`,
    `DESCRIBE DETAIL '${path}'`,
    `DESCRIBE HISTORY '${path}'`,
    "DESCRIBE DETAIL '/tmp'",
    `SELECT * FROM delta.\`${path}\``,
  ]) {
    expect(await refusal(statement), statement).toContain("[SANDBOX_NOT_EMULATED]");
  }
  expect(await refusal(`SELECT * FROM table_changes_by_path('${path}', 0)`)).toContain(
    "[UNRESOLVABLE_TABLE_VALUED_FUNCTION]",
  );
});

test.each([
  "CREATE TABLE dev.gold.`.` (id INT)",
  "CREATE TABLE dev.gold.`..` AS SELECT 1",
  "CREATE TABLE dev.gold.`a/b` (id INT)",
  "CREATE SCHEMA dev.`a/b`",
  "ALTER TABLE dev.gold.inside RENAME TO dev.gold.`a/b`",
])("%s does not leave its folder", async (statement) => {
  expect(await refusal(statement)).toContain("[INVALID_SCHEMA_OR_RELATION_NAME]");
});

test("keeps what it serves: SQL functions, transform() of arrays, clones and DESCRIBE of tables", async () => {
  expect(await workspace.rows("SELECT transform(array(1, 2), x -> x + 1)")).toEqual([["[2,3]"]]);
  await workspace.rows("CREATE TABLE dev.gold.first_one AS SELECT 1 AS a");
  await workspace.rows("CREATE TABLE dev.gold.second_one SHALLOW CLONE dev.gold.first_one");
  expect(await workspace.rows("SELECT * FROM dev.gold.second_one")).toEqual([["1"]]);
  expect(
    await runAsJob("CREATE TEMPORARY FUNCTION plus(x INT) RETURNS INT RETURN x + 1; SELECT plus(1)"),
  ).toMatchObject({ result_state: "SUCCESS" });
});
