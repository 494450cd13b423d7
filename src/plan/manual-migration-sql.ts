import type { ColumnPath } from "../model/column-path.ts";
import { identifier } from "../model/identifier.ts";
import {
  alterColumn,
  columnSql,
  fullName,
  type FullName,
  literal,
  names,
  type OnColumn,
  partitionClause,
  type Statement,
  writeSql,
} from "./sql.ts";

/** Statements that people are told to run; this library sends none of them. */
export type ManualStatement =
  | (OnColumn & { readonly kind: "dropColumn" | "setNotNull" | "syncIdentity" })
  | (OnColumn & { readonly kind: "renameColumn"; readonly to: string })
  | (OnColumn & { readonly kind: "fillColumn"; readonly expression: string })
  | (OnColumn & {
      /** What `computeColumn` would write, written nowhere: it fails where that would. */
      readonly kind: "tryColumn" | "computeColumn";
      readonly expression: string;
      /** What a row must have for it. */
      readonly where: readonly ColumnPath[];
    })
  | {
      readonly kind: "copyRows";
      readonly table: FullName;
      readonly to: FullName;
      /** Columns of the new table, and from what each gets its values. */
      readonly columns: readonly (readonly [column: ColumnPath, expression: string])[];
    }
  | { readonly kind: "sameCount"; readonly table: FullName; readonly to: FullName }
  | { readonly kind: "renameTable"; readonly table: FullName; readonly to: FullName }
  | {
      readonly kind: "replaceTable";
      readonly table: FullName;
      readonly partitionedBy: readonly ColumnPath[];
    }
  | {
      readonly kind: "copyTable";
      readonly table: FullName;
      readonly to: FullName;
      readonly partitionedBy: readonly ColumnPath[];
    }
  | { readonly kind: "dropPrimaryKey"; readonly table: FullName }
  | { readonly kind: "addPrimaryKey"; readonly table: FullName; readonly columns: readonly ColumnPath[] };

/** As `writeSql`, for statements that people run themselves. */
export function writeManualMigration(statement: ManualStatement): string {
  const table = fullName(statement.table);
  switch (statement.kind) {
    case "dropColumn":
      return `ALTER TABLE ${table} DROP COLUMN ${columnSql(statement.column)}`;
    case "renameColumn":
      return `ALTER TABLE ${table} RENAME COLUMN ${columnSql(statement.column)} TO ${identifier(statement.to)}`;
    case "setNotNull":
      return `${alterColumn(statement)} SET NOT NULL`;
    case "syncIdentity":
      return `${alterColumn(statement)} SYNC IDENTITY`;
    case "fillColumn": {
      const column = columnSql(statement.column);
      return `UPDATE ${table} SET ${column} = ${statement.expression} WHERE ${column} IS NULL`;
    }
    case "tryColumn":
      return `SELECT count(${statement.expression}) FROM ${table} WHERE ${present(statement.where)}`;
    case "computeColumn":
      return `UPDATE ${table} SET ${columnSql(statement.column)} = ${statement.expression} WHERE ${present(statement.where)}`;
    case "copyRows": {
      const into = names(statement.columns.map(([column]) => column));
      const values = statement.columns.map(([, expression]) => expression).join(", ");
      return `INSERT INTO ${fullName(statement.to)} (${into}) SELECT ${values} FROM ${table}`;
    }
    case "sameCount": {
      const message = literal(
        `${statement.table} got rows while it was copied: drop ${statement.to} and begin anew`,
      );
      return `SELECT assert_true((SELECT count(*) FROM ${table}) = (SELECT count(*) FROM ${fullName(statement.to)}), ${message})`;
    }
    case "renameTable":
      return `ALTER TABLE ${table} RENAME TO ${fullName(statement.to)}`;
    case "replaceTable":
      return written(`CREATE OR REPLACE TABLE ${table}`, statement);
    case "copyTable":
      return written(`CREATE TABLE ${fullName(statement.to)}`, statement);
    case "dropPrimaryKey":
      return `ALTER TABLE ${table} DROP PRIMARY KEY IF EXISTS`;
    case "addPrimaryKey":
      return `ALTER TABLE ${table} ADD PRIMARY KEY (${names(statement.columns)})`;
  }
}

function isManual(statement: Statement | ManualStatement): statement is ManualStatement {
  return Object.hasOwn(MANUAL, statement.kind);
}

/** The compiler asks for every kind. */
const MANUAL: Readonly<Record<ManualStatement["kind"], true>> = {
  addPrimaryKey: true,
  computeColumn: true,
  copyRows: true,
  copyTable: true,
  dropColumn: true,
  dropPrimaryKey: true,
  fillColumn: true,
  renameColumn: true,
  renameTable: true,
  replaceTable: true,
  sameCount: true,
  setNotNull: true,
  syncIdentity: true,
  tryColumn: true,
};

function present(columns: readonly ColumnPath[]): string {
  return columns.map((path) => `${columnSql(path)} IS NOT NULL`).join(" AND ");
}

function written(
  start: string,
  { table, partitionedBy }: { readonly table: FullName; readonly partitionedBy: readonly ColumnPath[] },
): string {
  return [start, ...partitionClause(partitionedBy), `AS SELECT * FROM ${fullName(table)}`].join(" ");
}

/**
 * Statements as a person pastes them into a SQL editor: more than one as a script, which ends at the first statement that
 * fails, whatever the editor does (Databricks, SQL scripting: SQL warehouses, and Databricks Runtime 16.3 or newer).
 */
export function scriptOf(statements: readonly (Statement | ManualStatement)[]): readonly string[] {
  const written = statements.map((statement) =>
    isManual(statement) ? writeManualMigration(statement) : writeSql(statement),
  );
  return written.length < 2 ? written : ["BEGIN", ...written.map((statement) => `  ${statement};`), "END;"];
}
