import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkspace, testFolder, type Workspace } from "./support/workspace.ts";

const folder = testFolder("dropped");
const home = join(folder, "home");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace(home, "dev");
  await workspace.rows("CREATE SCHEMA dev.gold");
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const error = async (statement: string): Promise<string> =>
  (await workspace.sql(statement)).status.error?.message ?? "no error";

const dropped = async () =>
  (await workspace.rows("SHOW TABLES DROPPED IN dev.gold")).map(([, , name]) => name);

async function make(table: string, rows: number): Promise<void> {
  await workspace.rows(
    `CREATE TABLE dev.gold.${table} (id BIGINT NOT NULL) CLUSTER BY (id) TBLPROPERTIES ('team' = 'finance')`,
  );
  await workspace.rows(`INSERT INTO dev.gold.${table} SELECT id FROM range(${rows})`);
}

test("a dropped table comes back with rows, history, properties, clustering, tags and grants, and without its key", async () => {
  await make("orders", 7);
  await workspace.rows("ALTER TABLE dev.gold.orders ADD PRIMARY KEY (id)");
  await workspace.rows("ALTER TABLE dev.gold.orders SET TAGS ('owner' = 'finance')");
  await workspace.rows("GRANT SELECT ON TABLE dev.gold.orders TO `analysts`");
  const history = await workspace.rows("DESCRIBE HISTORY dev.gold.orders");
  await workspace.rows("DROP TABLE dev.gold.orders");
  expect(await error("SELECT * FROM dev.gold.orders")).toContain("[TABLE_OR_VIEW_NOT_FOUND]");
  expect(await dropped()).toEqual(["orders"]);

  const { status, manifest } = await workspace.sql("UNDROP TABLE dev.gold.orders");
  expect([status.state, manifest?.emulated]).toEqual(["SUCCEEDED", "dropped tables"]);
  expect(await workspace.rows("SELECT count(*) FROM dev.gold.orders")).toEqual([["7"]]);
  expect(await workspace.rows("DESCRIBE HISTORY dev.gold.orders")).toEqual(history);
  const { body } = await workspace.call("GET", "/api/2.1/unity-catalog/tables/dev.gold.orders");
  expect(body).toMatchObject({
    properties: { team: "finance", clusteringColumns: '[["id"]]' },
    table_constraints: [],
  });
  expect(await workspace.rows("SHOW GRANTS ON TABLE dev.gold.orders")).toContainEqual([
    ...["analysts", "SELECT", "TABLE", "dev.gold.orders"],
  ]);
  expect(
    await workspace.rows(
      "SELECT tag_value FROM dev.information_schema.table_tags WHERE table_name = 'orders'",
    ),
  ).toEqual([["finance"]]);
  await workspace.rows("INSERT INTO dev.gold.orders VALUES (8)");
  expect(await dropped()).toEqual([]);
});

test("of several the newest comes back, an older one by its id, and none over another", async () => {
  await make("twice", 1);
  await workspace.rows("DROP TABLE dev.gold.twice");
  await make("twice", 2);
  await workspace.rows("DROP TABLE IF EXISTS gold.twice");
  const all = await workspace.rows("SHOW TABLES DROPPED IN gold");
  expect(all.map(([catalog, schema, table]) => `${catalog}.${schema}.${table}`)).toEqual([
    "dev.gold.twice",
    "dev.gold.twice",
  ]);
  await workspace.rows("UNDROP TABLE gold.twice");
  expect(await workspace.rows("SELECT count(*) FROM dev.gold.twice")).toEqual([["2"]]);
  const older = `UNDROP TABLE WITH ID '${all[1]?.[3] ?? ""}'`;
  expect(await error(older)).toMatch(/^\[TABLE_OR_VIEW_ALREADY_EXISTS\]/);
  await workspace.rows("ALTER TABLE dev.gold.twice RENAME TO dev.gold.newer");
  await workspace.rows(older);
  expect(await workspace.rows("SELECT count(*) FROM dev.gold.twice")).toEqual([["1"]]);
});

test("a dropped table is kept over a restart", async () => {
  await make("lasting", 3);
  await workspace.rows("DROP TABLE dev.gold.lasting");
  await workspace.stop();
  workspace = await startWorkspace(home, "dev");
  await workspace.rows("UNDROP TABLE dev.gold.lasting");
  expect(await workspace.rows("SELECT count(*) FROM dev.gold.lasting")).toEqual([["3"]]);
});

test.each([
  ["UNDROP TABLE dev.gold.never", "[TABLE_OR_VIEW_NOT_FOUND]"],
  ["UNDROP TABLE dev.missing.t", "[SCHEMA_NOT_FOUND]"],
  ["UNDROP TABLE WITH ID '0'", "[TABLE_OR_VIEW_NOT_FOUND]"],
  ["SHOW TABLES DROPPED IN dev.missing", "[SCHEMA_NOT_FOUND]"],
  ["UNDROP SCHEMA dev.gold", "[SANDBOX_NOT_EMULATED]"],
])("%s is refused: %s", async (statement, begin) => {
  expect(await error(statement)).toContain(begin);
});

test("what is refused drops nothing, and a schema that goes takes its tables with it", async () => {
  await make("kept", 1);
  expect(await error("DROP TABLE dev.gold.kept garbage")).toContain("[PARSE_SYNTAX_ERROR]");
  expect(await dropped()).toEqual([]);
  await workspace.rows("DROP SCHEMA dev.gold CASCADE");
  await workspace.rows("CREATE SCHEMA dev.gold");
  expect(await dropped()).toEqual([]);
});
