import type { RecentPartitions } from "../model/maintenance.ts";
import type { TaskScript } from "./table-tasks.ts";
import { columnSql, type FullName, fullName, literal, names } from "./sql.ts";

/** A statement that keeps a table in shape, or reads it. `writeMaintenance` is the only place that turns one into text. */
export type MaintenanceStatement =
  | {
      readonly kind: "optimize";
      readonly table: FullName;
      readonly zorder: readonly string[];
      readonly recent?: RecentPartitions<string>;
    }
  /** Rewrites a clustered table by its present keys; OPTIMIZE alone leaves what was clustered by others. */
  | { readonly kind: "recluster"; readonly table: FullName }
  | { readonly kind: "reorg"; readonly table: FullName }
  /** Statistics in the catalog, for the optimiser. */
  | {
      readonly kind: "analyze";
      readonly table: FullName;
      readonly columns: "all columns" | "row count" | readonly string[];
    }
  /** Statistics in Delta's log, by which files are skipped. */
  | { readonly kind: "skippingStatistics"; readonly table: FullName }
  /** Without RETAIN: Delta ignores it since 4.1, and the table's own retention is the promise. */
  | { readonly kind: "vacuum"; readonly table: FullName }
  | {
      readonly kind: "warmUp";
      readonly table: FullName;
      readonly columns: readonly string[];
      readonly recent?: RecentPartitions<string>;
    };

export function writeMaintenance(statement: MaintenanceStatement): string {
  const table = fullName(statement.table);
  switch (statement.kind) {
    case "optimize":
      return [
        `OPTIMIZE ${table}`,
        ...(statement.recent === undefined ? [] : [`WHERE ${newest(statement.recent)}`]),
        ...(statement.zorder.length === 0 ? [] : [`ZORDER BY (${names(statement.zorder)})`]),
      ].join(" ");
    case "recluster":
      return `OPTIMIZE ${table} FULL`;
    case "reorg":
      return `REORG TABLE ${table} APPLY (PURGE)`;
    case "analyze":
      return `ANALYZE TABLE ${table} COMPUTE STATISTICS${analyzed(statement.columns)}`;
    case "skippingStatistics":
      return `ANALYZE TABLE ${table} COMPUTE DELTA STATISTICS`;
    case "vacuum":
      return `VACUUM ${table}`;
    case "warmUp": {
      const where = statement.recent === undefined ? "" : ` WHERE ${newest(statement.recent)}`;
      // A hash needs every value; count, min and max are answered from the log.
      return `SELECT bit_xor(xxhash64(${names(statement.columns)})) AS warmed FROM ${table}${where}`;
    }
  }
}

/** A notebook that caches tables for a cluster's session, which is everybody's on it, until it ends. */
export function cacheNotebookText(levels: readonly (readonly [table: FullName, level: string])[]): string {
  return notebook(
    levels.map(
      ([table, level]) => `CACHE TABLE ${fullName(table)} OPTIONS ('storageLevel' ${literal(level)})`,
    ),
  );
}

/** Entries of a history that change neither rows nor files in a way that asks for maintenance; any other may. */
const NO_WRITE = [
  "ADD COLUMNS",
  "ADD CONSTRAINT",
  "CHANGE COLUMN",
  "CHANGE COLUMNS",
  "CLUSTER BY",
  "COMPUTE STATS",
  "DROP CONSTRAINT",
  "OPTIMIZE",
  "RENAME COLUMN",
  "REORG",
  "SET TBLPROPERTIES",
  "UNSET TBLPROPERTIES",
  "UPGRADE PROTOCOL",
  "VACUUM END",
  "VACUUM START",
];

/** A script that tasks run: statements one after another, in one session, with named parameters. */
type Script = readonly string[];

/**
 * Runs the parameter `statement`. A variable stands in between because EXECUTE IMMEDIATE takes only a literal or a
 * variable before Databricks Runtime 17.3.
 */
const RUN: Script = [
  "DECLARE OR REPLACE VARIABLE lakewright_sql STRING",
  "SET VAR lakewright_sql = :statement",
  "EXECUTE IMMEDIATE lakewright_sql",
];

/**
 * As `RUN`, where the history of the parameter `table` has an entry for which `due` holds after the last one for which
 * `done` holds; says so otherwise. Flat, for before 17.3 EXECUTE IMMEDIATE does not nest, and a file of statements is
 * split where BEGIN … END would have semicolons inside.
 */
const RUN_IF_DUE: Script = [
  "DECLARE OR REPLACE VARIABLE lakewright_sql STRING",
  "DECLARE OR REPLACE VARIABLE lakewright_due BOOLEAN",
  "DECLARE OR REPLACE VARIABLE lakewright_done BIGINT",
  // Literals within the literal: doubled quotes would be two literals side by side.
  `SET VAR lakewright_sql =
  'SELECT coalesce(max(version) FILTER (WHERE ' || :due || ') > coalesce(max(version) FILTER (WHERE ' || :done || '), -1), false),' ||
  ' max(version) FILTER (WHERE ' || :done || ')' ||
  ' FROM (SELECT *, version = min(version) OVER () AS oldest, ' ||
  ${literal(`operation NOT IN (${NO_WRITE.map(literal).join(", ")}) AS writes`)} ||
  ' FROM (DESCRIBE HISTORY ' || :table || '))'`,
  "EXECUTE IMMEDIATE lakewright_sql INTO lakewright_due, lakewright_done",
  `SET VAR lakewright_sql = CASE WHEN lakewright_due THEN :statement
  ELSE ${literal("SELECT 'skipped: nothing asks for it")} || coalesce(' since version ' || lakewright_done, '') || ${literal("' AS note")} END`,
  "EXECUTE IMMEDIATE lakewright_sql",
];

/** As `RUN`, for a query whose reading counts and not its result, which must not come from the result cache. */
const READ: Script = ["SET use_cached_result = false", ...RUN];

const SCRIPTS: Readonly<Record<TaskScript, Script>> = { run: RUN, runIfDue: RUN_IF_DUE, read: READ };

/** What the tasks of a maintenance job run: a SQL file for a warehouse, or a notebook for a cluster of the job's own. */
export function maintenanceScript(script: TaskScript, as: "file" | "notebook" = "file"): string {
  return as === "file" ? sqlFile(SCRIPTS[script]) : notebook(SCRIPTS[script]);
}

/** The script as a file that a SQL task runs. */
function sqlFile(script: Script): string {
  return script.map((statement) => `${statement};\n`).join("");
}

/** The script as a SQL notebook in its source form, a statement a cell. */
function notebook(script: Script): string {
  return ["-- Databricks notebook source", script.join("\n\n-- COMMAND ----------\n\n"), ""].join("\n");
}

function newest({ column, last }: RecentPartitions<string>): string {
  const [amount = "", unit = ""] = last.split(" ");
  return unit.startsWith("year")
    ? `${columnSql(column)} >= year(current_date()) - ${amount}`
    : `${columnSql(column)} >= current_date() - INTERVAL ${amount} DAYS`;
}

function analyzed(columns: "all columns" | "row count" | readonly string[]): string {
  if (columns === "row count") return "";
  return columns === "all columns" ? " FOR ALL COLUMNS" : ` FOR COLUMNS ${names(columns)}`;
}
