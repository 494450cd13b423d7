import {
  alterColumn,
  fullName,
  type FullName,
  identifier,
  names,
  type OnColumn,
  partitionClause,
} from "./sql.ts";

/** Statements that people are told to run; this library sends none of them. */
export type ManualStatement =
  | (OnColumn & { readonly kind: "dropColumn" | "setNotNull" })
  | (OnColumn & { readonly kind: "renameColumn"; readonly to: string })
  | (OnColumn & { readonly kind: "fillColumn"; readonly expression: string })
  | (OnColumn & { readonly kind: "copyColumn"; readonly to: string; readonly type: string })
  | {
      readonly kind: "copyRows";
      readonly table: FullName;
      readonly to: FullName;
      readonly columns: readonly string[];
    }
  | { readonly kind: "renameTable"; readonly table: FullName; readonly to: FullName }
  | { readonly kind: "replaceTable"; readonly table: FullName; readonly partitionedBy: readonly string[] }
  | {
      readonly kind: "copyTable";
      readonly table: FullName;
      readonly to: FullName;
      readonly partitionedBy: readonly string[];
    }
  | { readonly kind: "dropPrimaryKey"; readonly table: FullName }
  | { readonly kind: "addPrimaryKey"; readonly table: FullName; readonly columns: readonly string[] };

/** As `writeSql`, for statements that people run themselves. */
export function writeManualMigration(statement: ManualStatement): string {
  const table = fullName(statement.table);
  switch (statement.kind) {
    case "dropColumn":
      return `ALTER TABLE ${table} DROP COLUMN ${identifier(statement.column)}`;
    case "renameColumn":
      return `ALTER TABLE ${table} RENAME COLUMN ${identifier(statement.column)} TO ${identifier(statement.to)}`;
    case "setNotNull":
      return `${alterColumn(statement)} SET NOT NULL`;
    case "fillColumn": {
      const column = identifier(statement.column);
      return `UPDATE ${table} SET ${column} = ${statement.expression} WHERE ${column} IS NULL`;
    }
    case "copyColumn":
      return `UPDATE ${table} SET ${identifier(statement.to)} = CAST(${identifier(statement.column)} AS ${statement.type})`;
    case "copyRows": {
      const columns = names(statement.columns);
      return `INSERT INTO ${fullName(statement.to)} (${columns}) SELECT ${columns} FROM ${table}`;
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

function written(
  start: string,
  { table, partitionedBy }: { readonly table: FullName; readonly partitionedBy: readonly string[] },
): string {
  return [start, ...partitionClause(partitionedBy), `AS SELECT * FROM ${fullName(table)}`].join(" ");
}
