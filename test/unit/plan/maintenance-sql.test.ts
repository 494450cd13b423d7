import { expect, test } from "vitest";
import {
  cacheTable,
  guardOf,
  notebook,
  RUN_IF_DUE,
  sqlFile,
  type MaintenanceStatement,
  writeMaintenance,
} from "../../../src/plan/maintenance-sql.ts";

const table = "dev.gold.t";
const days = { column: "day", last: "90 days" } as const;

test.each<[MaintenanceStatement, string]>([
  [{ kind: "optimize", table, zorder: [] }, "OPTIMIZE `dev`.`gold`.`t`"],
  [{ kind: "optimize", table, zorder: ["a", "b`c"] }, "OPTIMIZE `dev`.`gold`.`t` ZORDER BY (`a`, `b``c`)"],
  [
    { kind: "optimize", table, zorder: ["a"], recent: days },
    "OPTIMIZE `dev`.`gold`.`t` WHERE `day` >= current_date() - INTERVAL 90 DAYS ZORDER BY (`a`)",
  ],
  [
    { kind: "optimize", table, zorder: [], recent: { column: "fy", last: "1 year" } },
    "OPTIMIZE `dev`.`gold`.`t` WHERE `fy` >= year(current_date()) - 1",
  ],
  [{ kind: "recluster", table }, "OPTIMIZE `dev`.`gold`.`t` FULL"],
  [{ kind: "reorg", table }, "REORG TABLE `dev`.`gold`.`t` APPLY (PURGE)"],
  [{ kind: "analyze", table, columns: "row count" }, "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS"],
  [
    { kind: "analyze", table, columns: "all columns" },
    "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS FOR ALL COLUMNS",
  ],
  [
    { kind: "analyze", table, columns: ["a"] },
    "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS FOR COLUMNS `a`",
  ],
  [{ kind: "skippingStatistics", table }, "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE DELTA STATISTICS"],
  [{ kind: "vacuum", table }, "VACUUM `dev`.`gold`.`t`"],
  [
    { kind: "warmUp", table, columns: ["a", "b"], recent: days },
    "SELECT bit_xor(xxhash64(`a`, `b`)) AS warmed FROM `dev`.`gold`.`t` WHERE `day` >= current_date() - INTERVAL 90 DAYS",
  ],
])("%o", (statement, sql) => {
  expect(writeMaintenance(statement)).toBe(sql);
});

test("a Z-order is settled by an OPTIMIZE with the same keys, quoted as text within text", () => {
  expect(guardOf({ kind: "optimize", table, zorder: ["a", "it's"] }, 15)).toEqual({
    due: "writes OR oldest",
    done:
      "operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true'" +
      ` AND operationParameters['zOrderBy'] = '["a","it\\'s"]'`,
  });
});

const BY_STATEMENT = "operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true'";

test.each<[MaintenanceStatement, { due: string; done: string }]>([
  [
    { kind: "optimize", table, zorder: [] },
    { due: "writes OR oldest", done: BY_STATEMENT },
  ],
  [
    { kind: "recluster", table },
    {
      due: "operation = 'CLUSTER BY'",
      done: `${BY_STATEMENT} AND coalesce(operationParameters['isFull'], 'true') = 'true'`,
    },
  ],
  [
    { kind: "reorg", table },
    { due: "operation IN ('DELETE', 'MERGE', 'UPDATE')", done: "operation = 'REORG'" },
  ],
  [
    { kind: "skippingStatistics", table },
    {
      due: "operation IN ('SET TBLPROPERTIES', 'UNSET TBLPROPERTIES') AND operationParameters['properties'] LIKE '%delta.dataSkipping%'",
      done: "operation = 'COMPUTE STATS'",
    },
  ],
  [
    { kind: "analyze", table, columns: "row count" },
    {
      due: "operation NOT LIKE 'VACUUM%'",
      done: "timestamp < current_timestamp() - INTERVAL 15 DAYS",
    },
  ],
])("%o is due after what asks for it, until it has run", (statement, guard) => {
  expect(guardOf(statement, 15)).toEqual(guard);
});

test("what deletes or reads runs in any case", () => {
  expect(guardOf({ kind: "vacuum", table }, 15)).toBeUndefined();
  expect(guardOf({ kind: "warmUp", table, columns: ["a"] }, 15)).toBeUndefined();
});

test("the cache's storage level is an option", () => {
  expect(cacheTable(table, "DISK_ONLY")).toBe(
    "CACHE TABLE `dev`.`gold`.`t` OPTIONS ('storageLevel' 'DISK_ONLY')",
  );
});

test("a script is a file of statements, or a notebook with a statement a cell", () => {
  expect(sqlFile(["A", "B"])).toBe("A;\nB;\n");
  expect(notebook(["A", "B"])).toBe("-- Databricks notebook source\nA\n\n-- COMMAND ----------\n\nB\n");
  // Spark takes doubled quotes for two literals side by side.
  expect(RUN_IF_DUE.filter((statement) => /[^ (]''/.test(statement))).toEqual([]);
  // Semicolons end statements, so none may stand inside of one.
  expect(RUN_IF_DUE.filter((statement) => statement.includes(";"))).toEqual([]);
});
