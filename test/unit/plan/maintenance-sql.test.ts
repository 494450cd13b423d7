import { expect, test } from "vitest";
import {
  cacheNotebookText,
  maintenanceScript,
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

test("the cache's storage level is an option", () => {
  expect(cacheNotebookText([[table, "DISK_ONLY"]])).toBe(
    "-- Databricks notebook source\nCACHE TABLE `dev`.`gold`.`t` OPTIONS ('storageLevel' 'DISK_ONLY')\n",
  );
});

test("a script is a file of statements, or a notebook with a statement a cell", () => {
  expect(maintenanceScript("run")).toBe(
    [
      "DECLARE OR REPLACE VARIABLE lakewright_sql STRING;",
      "SET VAR lakewright_sql = :statement;",
      "EXECUTE IMMEDIATE lakewright_sql;\n",
    ].join("\n"),
  );
  expect(maintenanceScript("run", "notebook")).toMatch(
    /^-- Databricks notebook source\nDECLARE [^;]+\n\n-- COMMAND -{10}\n\nSET VAR [^;]+\n$/,
  );
  const ifDue = maintenanceScript("runIfDue");
  // Spark takes doubled quotes for two literals side by side.
  expect(ifDue).not.toMatch(/[^ (]''/);
  // Semicolons end statements, so none may stand inside of one.
  expect(ifDue.split(";\n").filter((statement) => statement.includes(";"))).toEqual([]);
});
