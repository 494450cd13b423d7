import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startWorkspace, testFolder, type Workspace } from "./support/workspace.ts";

const folder = testFolder("materialized-views");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace(join(folder, "home"), "dev");
  await workspace.rows("CREATE SCHEMA dev.gold");
  await workspace.rows("CREATE TABLE dev.gold.sales (region STRING, amount INT)");
  await workspace.rows("INSERT INTO dev.gold.sales VALUES ('n', 1), ('n', 2), ('s', 5)");
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const error = async (statement: string): Promise<string> => {
  const { status } = await workspace.sql(statement);
  return status.error?.message.split("\n")[0] ?? "no error";
};

/** What DESCRIBE says beside the columns. */
const said = async (view: string) =>
  Object.fromEntries(await workspace.rows(`DESCRIBE TABLE EXTENDED ${view}`)) as Record<string, string>;

interface Shown {
  readonly table_type: string;
  readonly view_definition: string;
  readonly comment: string;
  readonly properties: Readonly<Record<string, string>>;
}

const shown = async (view: string) =>
  (await workspace.call("GET", `/api/2.1/unity-catalog/tables/${view}`)).body as unknown as Shown;

const sums = (view: string) => workspace.rows(`SELECT region, total FROM ${view} ORDER BY region`);

test("a view is filled by its query, and computed anew by REFRESH", async () => {
  const { manifest, status } = await workspace.sql(
    "CREATE MATERIALIZED VIEW IF NOT EXISTS `dev`.`gold`.`mv` CLUSTER BY (region) COMMENT 'it\\'s sums' " +
      "TBLPROPERTIES ('team' = 'bi') SCHEDULE EVERY 6 HOURS AS " +
      "SELECT region, sum(amount) AS total -- by region\nFROM dev.gold.sales GROUP BY region",
  );
  expect(status).toEqual({ state: "SUCCEEDED" });
  expect(manifest?.emulated).toBe("materialized views");
  expect(await sums("dev.gold.mv")).toEqual([
    ["n", "3"],
    ["s", "5"],
  ]);
  expect(await shown("dev.gold.mv")).toMatchObject({
    table_type: "MATERIALIZED_VIEW",
    view_definition: "SELECT region, sum(amount) AS total -- by region\nFROM dev.gold.sales GROUP BY region",
    properties: { team: "bi", clusteringColumns: '[["region"]]' },
  });
  expect(await said("dev.gold.mv")).toMatchObject({
    Type: "MATERIALIZED_VIEW",
    "Refresh Schedule": "EVERY 6 HOURS",
  });
  await workspace.rows(
    "MERGE INTO dev.gold.sales AS t USING (SELECT 's' AS region, 5 AS old, 7 AS amount) AS s ON t.region = s.region " +
      "WHEN MATCHED THEN UPDATE SET amount = s.amount",
  );
  expect(await sums("dev.gold.mv")).toContainEqual(["s", "5"]);
  await workspace.rows("REFRESH MATERIALIZED VIEW dev.gold.mv");
  expect(await sums("dev.gold.mv")).toEqual([
    ["n", "3"],
    ["s", "7"],
  ]);
  expect(await shown("dev.gold.mv")).toMatchObject({
    table_type: "MATERIALIZED_VIEW",
    properties: { team: "bi", clusteringColumns: '[["region"]]' },
  });
});

test.each([
  ["ADD SCHEDULE EVERY 2 DAYS", "EVERY 2 DAYS"],
  ["ALTER SCHEDULE CRON '0 0 5 * * ?' AT TIME ZONE 'UTC'", "CRON '0 0 5 * * ?' AT TIME ZONE 'Etc/UTC'"],
  ["ALTER TRIGGER ON UPDATE", "TRIGGER ON UPDATE"],
  [
    "ALTER TRIGGER ON UPDATE AT MOST EVERY INTERVAL 15 MINUTES",
    "TRIGGER ON UPDATE AT MOST EVERY INTERVAL 900 SECOND",
  ],
  ["DROP SCHEDULE", "MANUAL"],
])("%s reads back as %s", async (change, schedule) => {
  await workspace.rows("CREATE MATERIALIZED VIEW IF NOT EXISTS dev.gold.timed AS SELECT 1 AS one");
  await workspace.rows(`ALTER MATERIALIZED VIEW dev.gold.timed ${change}`);
  expect((await said("dev.gold.timed"))["Refresh Schedule"]).toBe(schedule);
});

test("a replaced view has the new query, columns and schedule", async () => {
  await workspace.rows("CREATE MATERIALIZED VIEW dev.gold.replaced SCHEDULE EVERY 1 DAY AS SELECT 1 AS a");
  await workspace.rows(
    "CREATE OR REPLACE MATERIALIZED VIEW dev.gold.replaced CLUSTER BY AUTO AS (SELECT 2 AS b)",
  );
  expect(await workspace.rows("SELECT b FROM dev.gold.replaced")).toEqual([["2"]]);
  expect(await shown("dev.gold.replaced")).toMatchObject({
    view_definition: "(SELECT 2 AS b)",
    properties: { clusterByAuto: "true" },
  });
  expect((await said("dev.gold.replaced"))["Refresh Schedule"]).toBe("MANUAL");
});

test.each([
  ["OPTIMIZE dev.gold.mv", "[EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE]"],
  ["VACUUM dev.gold.mv", "[EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE]"],
  ["INSERT INTO dev.gold.mv VALUES ('x', 1)", "[EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE]"],
  ["DELETE FROM dev.gold.mv", "[EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE]"],
  ["ALTER TABLE dev.gold.mv CLUSTER BY (total)", "[MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.INVALID_ALTER]"],
  [
    "ALTER TABLE dev.gold.mv UNSET TBLPROPERTIES ('team')",
    "[MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.INVALID_ALTER]",
  ],
  [
    "ALTER MATERIALIZED VIEW dev.gold.mv ADD SCHEDULE EVERY 1 DAY",
    "[MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED]",
  ],
  ["ALTER MATERIALIZED VIEW dev.gold.mv ALTER SCHEDULE EVERY 73 HOURS", "[SCHEDULE_PERIOD_INVALID]"],
  ["ALTER MATERIALIZED VIEW dev.gold.mv SET TAGS ('a' = 'b')", "[SANDBOX_NOT_EMULATED]"],
  [
    "REFRESH MATERIALIZED VIEW dev.gold.sales",
    "[MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.NON_MATERIALIZED_VIEW]",
  ],
  [
    "CREATE OR REPLACE MATERIALIZED VIEW dev.gold.sales AS SELECT 1 AS a",
    "[MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.NON_MATERIALIZED_VIEW]",
  ],
  ["CREATE MATERIALIZED VIEW dev.gold.mv AS SELECT 1 AS a", "[TABLE_OR_VIEW_ALREADY_EXISTS]"],
  ["CREATE MATERIALIZED VIEW dev.gold.lost AS SELECT * FROM dev.gold.nobody", "[TABLE_OR_VIEW_NOT_FOUND]"],
  ["REFRESH MATERIALIZED VIEW dev.gold.nobody", "[TABLE_OR_VIEW_NOT_FOUND]"],
  ["CREATE MATERIALIZED VIEW dev.gold.bad SCHEDULE SOMETIMES AS SELECT 1 AS a", "[PARSE_SYNTAX_ERROR]"],
])("%s is refused", async (statement, message) => {
  expect(await error(statement)).toContain(message);
});

test("a view outlives a restart under another catalog name, where its query names that catalog", async () => {
  await workspace.stop();
  renameSync(join(folder, "home"), join(folder, "moved"));
  workspace = await startWorkspace(join(folder, "moved"), "prod");
  const { view_definition } = await shown("prod.gold.mv");
  expect(view_definition).toContain("FROM `prod`.gold.sales");
  await workspace.rows("INSERT INTO prod.gold.sales VALUES ('w', 4)");
  await workspace.rows("REFRESH MATERIALIZED VIEW prod.gold.mv");
  expect(await sums("prod.gold.mv")).toContainEqual(["w", "4"]);
  expect((await said("prod.gold.mv"))["Refresh Schedule"]).toBe("EVERY 6 HOURS");
});

test("a dropped view is gone, by statement and by the API", async () => {
  await workspace.rows("DROP MATERIALIZED VIEW prod.gold.mv");
  await workspace.rows("DROP MATERIALIZED VIEW IF EXISTS prod.gold.mv");
  await workspace.call("DELETE", "/api/2.1/unity-catalog/tables/prod.gold.replaced");
  const { body } = await workspace.call(
    "GET",
    "/api/2.1/unity-catalog/tables?catalog_name=prod&schema_name=gold",
  );
  const tables = body["tables"] as readonly { name: string; table_type: string }[];
  expect(tables.map(({ name, table_type }) => [name, table_type])).toEqual([
    ["sales", "MANAGED"],
    ["timed", "MATERIALIZED_VIEW"],
  ]);
});
