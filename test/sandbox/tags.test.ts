import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkspace, testFolder, type Workspace } from "./support/workspace.ts";

const folder = testFolder("tags");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace(join(folder, "home"), "dev");
  await workspace.rows("CREATE SCHEMA dev.gold");
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const error = async (statement: string): Promise<string> => {
  const { status } = await workspace.sql(statement);
  return (status.error?.message.split("\n")[0] ?? "no error").replace(/RequestId=[\w-]+ /, "");
};

/** Every tag of one table, as any client asks for it. */
const tagsOf = (table: string) =>
  workspace.rows(
    `SELECT tag_name, tag_value FROM dev.information_schema.table_tags WHERE table_name = '${table}' ORDER BY tag_name`,
  );

test("tags are set, changed and unset, and any query shows them", async () => {
  await workspace.rows("CREATE TABLE dev.gold.a (id INT)");
  await workspace.rows("CREATE TABLE dev.gold.b (id INT)");
  const { manifest } = await workspace.sql(
    "ALTER TABLE dev.gold.a SET TAGS ('team' = 'bi', 'Team' = 'x', 'pii' = '')",
  );
  expect(manifest?.emulated).toBe("tags");
  await workspace.rows("ALTER TABLE gold.b SET TAGS ('team' = 'data')");
  await workspace.rows("ALTER TABLE dev.gold.a SET TAGS ('Team' = 'it\\'s')");
  const asked = await workspace.sql(
    "SELECT * FROM dev.information_schema.table_tags ORDER BY table_name, tag_name",
  );
  expect(asked.manifest?.emulated).toBe("tags");
  expect(asked.manifest?.schema.columns.map(({ name }) => name)).toEqual([
    "catalog_name",
    "schema_name",
    "table_name",
    "tag_name",
    "tag_value",
  ]);
  expect(asked.result?.data_array).toEqual([
    ["dev", "gold", "a", "Team", "it's"],
    ["dev", "gold", "a", "pii", ""],
    ["dev", "gold", "a", "team", "bi"],
    ["dev", "gold", "b", "team", "data"],
  ]);
  expect(
    await workspace.rows(
      "WITH t AS (SELECT table_tags.table_name AS n, count(*) AS c FROM information_schema.table_tags GROUP BY 1) SELECT t.n, x.tag_value FROM t JOIN system.information_schema.table_tags x ON x.table_name = t.n AND t.c = 1",
    ),
  ).toEqual([["b", "data"]]);
  await workspace.rows("ALTER TABLE dev.gold.a UNSET TAGS ('Team', 'pii')");
  expect(await tagsOf("a")).toEqual([["team", "bi"]]);
});

test("a value is kept to the letter", async () => {
  await workspace.rows("CREATE TABLE dev.gold.letters (id INT)");
  await workspace.rows(
    `ALTER TABLE dev.gold.letters SET TAGS ('it\\'s "a" \\\\ \`key\`' = 'two\\nlines; -- ? \\u0024{spark.app.name} 🏷️')`,
  );
  expect(await tagsOf("letters")).toEqual([['it\'s "a" \\ `key`', "two\nlines; -- ? ${spark.app.name} 🏷️"]]);
});

test("the relation shows up nowhere else, and leaves a table of its name alone", async () => {
  expect(await workspace.rows("SHOW SCHEMAS")).toEqual([["default"], ["gold"], ["information_schema"]]);
  await workspace.rows("CREATE TABLE dev.gold.table_tags AS SELECT 7 AS id");
  await workspace.rows("SELECT count(*) FROM dev.information_schema.table_tags");
  expect(await workspace.rows("SELECT id FROM table_tags", { catalog: "dev", schema: "gold" })).toEqual([
    ["7"],
  ]);
  const { body } = await workspace.call(
    "GET",
    "/api/2.1/unity-catalog/tables?catalog_name=dev&schema_name=gold",
  );
  const names = (body["tables"] as readonly { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(["a", "b", "letters", "table_tags"]);
  expect((await workspace.call("GET", "/api/2.1/unity-catalog/tables/dev.gold.a")).body).not.toHaveProperty(
    "tags",
  );
});

const REFUSED = "[ErrorClass=INVALID_PARAMETER_VALUE.INVALID_PARAMETER_VALUE]";
const fifty = Array.from({ length: 50 }, (_, at) => `'k${at}' = 'v'`).join(", ");

test.each([
  [
    "a reserved character",
    "SET TAGS ('cost-center' = 'x')",
    `${REFUSED} Tag name cost-center contains one or more of the reserved characters: List(., ,, -, =, /, :)`,
  ],
  [
    "a long name",
    `SET TAGS ('${"k".repeat(256)}' = 'x')`,
    `${REFUSED} Tag name has 256 characters; the maximum is 255.`,
  ],
  [
    "a long value",
    `SET TAGS ('k' = '${"v".repeat(1001)}')`,
    `${REFUSED} Tag value has 1001 characters; the maximum is 1000.`,
  ],
  ["a space at an end", "SET TAGS ('k ' = 'v')", `${REFUSED} Tag name 'k ' has leading or trailing spaces.`],
  [
    "a tag too many",
    `SET TAGS (${fifty})`,
    `${REFUSED} The number of tags on the table would be 51; the maximum is 50.`,
  ],
  ["a missing tag", "UNSET TAGS ('missing')", `${REFUSED} Tag missing is not assigned to the table.`],
  ["a name that is no string", "SET TAGS (k = 'v')", "[PARSE_SYNTAX_ERROR]"],
  ["a column's tag", "ALTER COLUMN id SET TAGS ('k' = 'v')", "[SANDBOX_NOT_EMULATED] Of tags only"],
])("%s is refused and changes nothing", async (_what, change, message) => {
  expect(await error(`ALTER TABLE dev.gold.b ${change}`)).toContain(message);
  expect(await tagsOf("b")).toEqual([["team", "data"]]);
});

test.each([
  ["ALTER TABLE dev.gold.nobody SET TAGS ('k' = 'v')", "[TABLE_OR_VIEW_NOT_FOUND]"],
  ["ALTER TABLE other.gold.b SET TAGS ('k' = 'v')", "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'other'"],
  ["SELECT * FROM other.information_schema.table_tags", "[NO_SUCH_CATALOG_EXCEPTION] Catalog 'other'"],
  ["SELECT * FROM dev.information_schema.routines", "[SANDBOX_NOT_EMULATED] information_schema"],
  ["INSERT INTO dev.information_schema.table_tags VALUES ('a')", "[SANDBOX_NOT_EMULATED] information_schema"],
])("%s fails", async (statement, message) => {
  expect(await error(statement)).toContain(message);
});

test("tags follow the table's name, survive a restart, and go when it is dropped", async () => {
  await workspace.rows("ALTER TABLE dev.gold.b RENAME TO dev.gold.renamed");
  expect(await tagsOf("renamed")).toEqual([["team", "data"]]);
  expect(await tagsOf("b")).toEqual([]);
  await workspace.rows("CREATE OR REPLACE TABLE dev.gold.renamed AS SELECT 1 AS other");
  await workspace.rows("VACUUM dev.gold.renamed");
  await workspace.stop();
  workspace = await startWorkspace(workspace.home, "dev");
  expect(await tagsOf("renamed")).toEqual([["team", "data"]]);
  await workspace.rows("DROP TABLE dev.gold.renamed");
  await workspace.rows("CREATE TABLE dev.gold.renamed (id INT)");
  expect(await tagsOf("renamed")).toEqual([]);
}, 300_000);
