import { type ColumnPath, readPath } from "../model/column-path.ts";
import { identifier } from "../model/identifier.ts";
import { sqlEscaped } from "../text/escapes.ts";
import type { Clustering, ColumnDeclaration } from "../model/layout.ts";

/** A three-part name as Unity Catalog has it: `catalog.schema.table`. */
export type FullName = string;

/** Every statement this library sends. `writeSql` is the only place that turns one into text. */
export type Statement =
  | {
      readonly kind: "setProperties";
      readonly table: FullName;
      readonly properties: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unsetProperties"; readonly table: FullName; readonly keys: readonly string[] }
  | { readonly kind: "clusterBy"; readonly table: FullName; readonly clustering: Clustering }
  | { readonly kind: "comment"; readonly table: FullName; readonly comment: string }
  | {
      readonly kind: "setTags";
      readonly table: FullName;
      readonly tags: Readonly<Record<string, string>>;
    }
  | { readonly kind: "unsetTags"; readonly table: FullName; readonly names: readonly string[] }
  | CreateTable
  | { readonly kind: "addColumns"; readonly table: FullName; readonly columns: readonly AddedColumn[] }
  | (OnColumn & { readonly kind: "alterType"; readonly type: string })
  | (OnColumn & { readonly kind: "setDefault"; readonly expression: string })
  | (OnColumn & { readonly kind: "dropDefault" | "dropNotNull" })
  | (OnColumn & { readonly kind: "commentColumn"; readonly comment: string })
  | {
      readonly kind: "addConstraint";
      readonly table: FullName;
      readonly name: string;
      readonly expression: string;
    }
  | { readonly kind: "dropConstraint"; readonly table: FullName; readonly name: string };

/** What makes a table as declared. */
export interface CreateTable {
  readonly kind: "createTable";
  /** What becomes of a table of that name: it is left alone, or the statement fails. @default "leaves" */
  readonly onExisting?: "leaves" | "fails";
  readonly table: FullName;
  /** In the order of their positions. */
  readonly columns: Readonly<Record<string, ColumnDeclaration>>;
  readonly primaryKey?: readonly ColumnPath[];
  readonly partitionedBy?: readonly ColumnPath[];
  readonly clustering?: Clustering;
  readonly comment?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A column, or a field of one, that a table gets later: Delta takes neither NOT NULL nor a default with it. */
export interface AddedColumn extends Pick<ColumnDeclaration, "type" | "comment"> {
  readonly path: ColumnPath;
}

export interface OnColumn {
  readonly table: FullName;
  readonly column: ColumnPath;
}

/**
 * Quotes a three-part name part by part. A dot inside a part cannot be told from a separator, so the model
 * refuses such names.
 */
export function fullName(name: FullName): string {
  return name.split(".").map(identifier).join(".");
}

/**
 * Quotes a string literal; Spark reads backslash escapes inside it (`spark.sql.parser.escapedStringLiterals=false`).
 * Before it parses anything it puts values in the place of `${…}`, configuration and environment among them
 * (`spark.sql.variable.substitute`), also inside quotes; so the dollar of such a place is written by its number.
 */
export function literal(value: string): string {
  return `'${sqlEscaped(value)}'`;
}

export function writeSql(statement: Statement): string {
  const table = fullName(statement.table);
  switch (statement.kind) {
    case "setProperties":
      return `ALTER TABLE ${table} SET TBLPROPERTIES (${pairs(statement.properties)})`;
    case "unsetProperties":
      return `ALTER TABLE ${table} UNSET TBLPROPERTIES IF EXISTS (${statement.keys.map(literal).join(", ")})`;
    case "clusterBy":
      return `ALTER TABLE ${table} CLUSTER BY ${clusterTarget(statement.clustering)}`;
    case "comment":
      return `COMMENT ON TABLE ${table} IS ${literal(statement.comment)}`;
    case "setTags":
      return `ALTER TABLE ${table} SET TAGS (${pairs(statement.tags)})`;
    case "unsetTags":
      return `ALTER TABLE ${table} UNSET TAGS (${statement.names.map(literal).join(", ")})`;
    case "createTable":
      return createTable(statement);
    case "addColumns":
      return `ALTER TABLE ${table} ADD COLUMNS (${statement.columns.map((column) => columnClause(columnSql(column.path), column)).join(", ")})`;
    case "alterType":
      return `${alterColumn(statement)} TYPE ${statement.type}`;
    case "setDefault":
      return `${alterColumn(statement)} SET DEFAULT ${statement.expression}`;
    case "dropDefault":
      return `${alterColumn(statement)} DROP DEFAULT`;
    case "dropNotNull":
      return `${alterColumn(statement)} DROP NOT NULL`;
    case "commentColumn":
      return `${alterColumn(statement)} COMMENT ${literal(statement.comment)}`;
    case "addConstraint":
      return `ALTER TABLE ${table} ADD CONSTRAINT ${identifier(statement.name)} CHECK (${statement.expression})`;
    case "dropConstraint":
      return `ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS ${identifier(statement.name)}`;
  }
}

function createTable(statement: CreateTable): string {
  const { columns, primaryKey = [], partitionedBy = [] } = statement;
  const inside = [
    ...inOrder(columns).map(([name, column]) => columnClause(identifier(name), column)),
    ...(primaryKey.length > 0 ? [`PRIMARY KEY (${names(primaryKey)})`] : []),
  ];
  return [
    `CREATE TABLE ${statement.onExisting === "fails" ? "" : "IF NOT EXISTS "}${fullName(statement.table)} (${inside.join(", ")}) USING DELTA`,
    ...partitionClause(partitionedBy),
    ...creationClauses(statement),
  ].join(" ");
}

/** What CREATE says of a table and of a materialized view alike, in the order in which SQL wants it. */
export function creationClauses({
  clustering,
  comment,
  properties,
}: Pick<CreateTable, "clustering" | "comment" | "properties">): readonly string[] {
  return [
    ...(clustering === undefined || clustering.kind === "none"
      ? []
      : [`CLUSTER BY ${clusterTarget(clustering)}`]),
    ...(comment === undefined ? [] : [`COMMENT ${literal(comment)}`]),
    ...(Object.keys(properties).length > 0 ? [`TBLPROPERTIES (${pairs(properties)})`] : []),
  ];
}

export function partitionClause(columns: readonly string[]): readonly string[] {
  return columns.length > 0 ? [`PARTITIONED BY (${names(columns)})`] : [];
}

function columnClause(name: string, column: Omit<ColumnDeclaration, "position">): string {
  const { type, nullable = true, generatedAs, identity, comment } = column;
  return [
    name,
    type,
    ...(nullable ? [] : ["NOT NULL"]),
    ...(column.default === undefined ? [] : [`DEFAULT ${column.default}`]),
    ...(generatedAs === undefined ? [] : [`GENERATED ALWAYS AS (${generatedAs})`]),
    ...(identity === undefined
      ? []
      : [
          `GENERATED ${identity.generated === "always" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY` +
            ` (START WITH ${identity.start ?? 1} INCREMENT BY ${identity.step ?? 1})`,
        ]),
    ...(comment === undefined ? [] : [`COMMENT ${literal(comment)}`]),
  ].join(" ");
}

/** Columns by position; where two share one, by name. */
export function inOrder(
  columns: Readonly<Record<string, ColumnDeclaration>>,
): readonly (readonly [string, ColumnDeclaration])[] {
  return Object.entries(columns).sort(
    ([a, { position: first }], [b, { position: second }]) => first - second || (a < b ? -1 : 1),
  );
}

export function alterColumn({ table, column }: OnColumn): string {
  return `ALTER TABLE ${fullName(table)} ALTER COLUMN ${columnSql(column)}`;
}

/** A column or a field of one, each name quoted. */
export function columnSql(path: ColumnPath): string {
  return readPath(path).map(identifier).join(".");
}

/** Columns with commas between. */
export function names(columns: readonly ColumnPath[]): string {
  return columns.map(columnSql).join(", ");
}

function pairs(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([key, value]) => `${literal(key)} = ${literal(value)}`)
    .join(", ");
}

/**
 * Asks for the tags of all tables of a schema, or of one. Unity Catalog keeps names in lower case, and compares
 * them here as it keeps them.
 */
export function selectTags({ catalog, schema, table }: TagQuestion): string {
  const one = table === undefined ? "" : ` AND table_name = ${literal(table.toLowerCase())}`;
  return (
    `SELECT table_name, tag_name, tag_value FROM ${identifier(catalog)}.information_schema.table_tags` +
    ` WHERE schema_name = ${literal(schema.toLowerCase())}${one}`
  );
}

/** Asks for the number of a table's rows. */
export function countRows(table: FullName): string {
  return `SELECT count(*) FROM ${fullName(table)}`;
}

/** Asks for a table's files and bytes. */
export function describeDetail(table: FullName): string {
  return `DESCRIBE DETAIL ${fullName(table)}`;
}

export interface TagQuestion {
  readonly catalog: string;
  readonly schema: string;
  /** @default every table of the schema */
  readonly table?: string;
}

function clusterTarget(clustering: Clustering): string {
  switch (clustering.kind) {
    case "columns":
      return `(${names(clustering.columns)})`;
    case "auto":
      return "AUTO";
    case "none":
      return "NONE";
  }
}
