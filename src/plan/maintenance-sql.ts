import type { RecentPartitions } from "../model/maintenance.ts";
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

/** `CACHE TABLE` for a cluster's session: everybody's on it, until it ends. */
export function cacheTable(table: FullName, storageLevel: string): string {
  return `CACHE TABLE ${fullName(table)} OPTIONS ('storageLevel' ${literal(storageLevel)})`;
}

/** What a table's history says about a statement: conditions on one entry, in the columns of DESCRIBE HISTORY. */
export interface Guard {
  /** Entries that ask for it. */
  readonly due: string;
  /** Entries that settle what was asked before them. */
  readonly done: string;
}

/**
 * What has to be in the history for a statement to be worth its price. `writes` and `oldest` are the script's: whether
 * an entry may have changed rows or files, and whether it is the oldest one left.
 * @param days without any entry after which statistics in the catalog count as settled
 * @returns undefined for what runs in any case
 */
export function guardOf(statement: MaintenanceStatement, days: number): Guard | undefined {
  switch (statement.kind) {
    case "optimize": {
      const keys = `operationParameters['zOrderBy'] = ${literal(JSON.stringify(statement.zorder))}`;
      return {
        // What was before the oldest entry is not known, so it counts as a write.
        due: "writes OR oldest",
        done: [BY_STATEMENT, ...(statement.zorder.length === 0 ? [] : [keys])].join(" AND "),
      };
    }
    case "recluster":
      return {
        due: "operation = 'CLUSTER BY'",
        // An engine that does not record FULL must not be asked for it week after week.
        done: `${BY_STATEMENT} AND coalesce(operationParameters['isFull'], 'true') = 'true'`,
      };
    case "reorg":
      return { due: "operation IN ('DELETE', 'MERGE', 'UPDATE')", done: "operation = 'REORG'" };
    case "skippingStatistics":
      return {
        due: "operation IN ('SET TBLPROPERTIES', 'UNSET TBLPROPERTIES') AND operationParameters['properties'] LIKE '%delta.dataSkipping%'",
        done: "operation = 'COMPUTE STATS'",
      };
    case "analyze":
      // The catalog keeps no history: instead of the last run, the age of the last change decides.
      return {
        due: "operation NOT LIKE 'VACUUM%'",
        done: `timestamp < current_timestamp() - INTERVAL ${days} DAYS`,
      };
    case "vacuum":
    case "warmUp":
      return undefined;
  }
}

/** An OPTIMIZE that somebody ran; auto-compaction is recorded under the same name. */
const BY_STATEMENT = "operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true'";

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
export type Script = readonly string[];

/**
 * Runs the parameter `statement`. A variable stands in between because EXECUTE IMMEDIATE takes only a literal or a
 * variable before Databricks Runtime 17.3.
 */
export const RUN: Script = [
  "DECLARE OR REPLACE VARIABLE lakewright_sql STRING",
  "SET VAR lakewright_sql = :statement",
  "EXECUTE IMMEDIATE lakewright_sql",
];

/**
 * As `RUN`, where the history of the parameter `table` has an entry for which `due` holds after the last one for which
 * `done` holds; says so otherwise. Flat, for before 17.3 EXECUTE IMMEDIATE does not nest, and a file of statements is
 * split where BEGIN … END would have semicolons inside.
 */
export const RUN_IF_DUE: Script = [
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
export const READ: Script = ["SET use_cached_result = false", ...RUN];

/** The script as a file that a SQL task runs. */
export function sqlFile(script: Script): string {
  return script.map((statement) => `${statement};\n`).join("");
}

/** The script as a SQL notebook in its source form, a statement a cell. */
export function notebook(script: Script): string {
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
