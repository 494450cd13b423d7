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
  | (OnColumn & { readonly kind: "commentColumn"; readonly comment: string });

/** What makes a table as declared, and leaves one alone that is there. */
export interface CreateTable {
  readonly kind: "createTable";
  readonly table: FullName;
  /** In the order of their positions. */
  readonly columns: Readonly<Record<string, ColumnDeclaration>>;
  readonly primaryKey?: readonly string[];
  readonly partitionedBy?: readonly string[];
  readonly clustering?: Clustering;
  readonly comment?: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** A column that a table gets later: Delta takes neither NOT NULL nor a default with it. */
export interface AddedColumn extends Pick<ColumnDeclaration, "type" | "comment"> {
  readonly name: string;
}

interface OnColumn {
  readonly table: FullName;
  readonly column: string;
}

/** Statements that people are told to run; this library sends none of them. */
export type HandStatement =
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
  | { readonly kind: "dropPrimaryKey"; readonly table: FullName }
  | { readonly kind: "addPrimaryKey"; readonly table: FullName; readonly columns: readonly string[] };

/**
 * Quotes one identifier: a backtick inside is doubled, nothing else is special between backticks but `${`, which
 * Spark fills in before it parses and which cannot be escaped there; the model and the provider refuse it.
 */
export function identifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
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
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("${", "\\u0024{");
  return `'${escaped}'`;
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
      return `ALTER TABLE ${table} ADD COLUMNS (${statement.columns.map((column) => columnClause(column.name, column)).join(", ")})`;
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
  }
}

/** As `writeSql`, for statements that people run themselves. */
export function writeByHand(statement: HandStatement): string {
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
    case "dropPrimaryKey":
      return `ALTER TABLE ${table} DROP PRIMARY KEY IF EXISTS`;
    case "addPrimaryKey":
      return `ALTER TABLE ${table} ADD PRIMARY KEY (${names(statement.columns)})`;
  }
}

function createTable(statement: CreateTable): string {
  const { columns, primaryKey = [], partitionedBy = [], clustering, comment, properties } = statement;
  const inside = [
    ...inOrder(columns).map(([name, column]) => columnClause(name, column)),
    ...(primaryKey.length > 0 ? [`PRIMARY KEY (${names(primaryKey)})`] : []),
  ];
  return [
    `CREATE TABLE IF NOT EXISTS ${fullName(statement.table)} (${inside.join(", ")}) USING DELTA`,
    ...(partitionedBy.length > 0 ? [`PARTITIONED BY (${names(partitionedBy)})`] : []),
    ...(clustering === undefined || clustering.kind === "none"
      ? []
      : [`CLUSTER BY ${clusterTarget(clustering)}`]),
    ...(comment === undefined ? [] : [`COMMENT ${literal(comment)}`]),
    ...(Object.keys(properties).length > 0 ? [`TBLPROPERTIES (${pairs(properties)})`] : []),
  ].join(" ");
}

function columnClause(name: string, column: Omit<ColumnDeclaration, "position">): string {
  const { type, nullable = true, generatedAs, identity, comment } = column;
  return [
    identifier(name),
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

function alterColumn({ table, column }: OnColumn): string {
  return `ALTER TABLE ${fullName(table)} ALTER COLUMN ${identifier(column)}`;
}

function names(columns: readonly string[]): string {
  return columns.map(identifier).join(", ");
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

export interface TagQuestion {
  readonly catalog: string;
  readonly schema: string;
  /** @default every table of the schema */
  readonly table?: string;
}

function clusterTarget(clustering: Clustering): string {
  switch (clustering.kind) {
    case "columns":
      return `(${clustering.columns.map(identifier).join(", ")})`;
    case "auto":
      return "AUTO";
    case "none":
      return "NONE";
  }
}
