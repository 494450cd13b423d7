import type { Clustering } from "../model/layout.ts";

/** A three-part name as Unity Catalog has it: `catalog.schema.table`. */
export type FullName = string;

/** Every statement this library sends or schedules. `writeSql` is the only place that turns one into text. */
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
  | { readonly kind: "optimize"; readonly table: FullName; readonly zorder: readonly string[] }
  | {
      readonly kind: "analyze";
      readonly table: FullName;
      readonly columns: "all columns" | "row count" | readonly string[];
    };

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
    case "optimize":
      return statement.zorder.length > 0
        ? `OPTIMIZE ${table} ZORDER BY (${statement.zorder.map(identifier).join(", ")})`
        : `OPTIMIZE ${table}`;
    case "analyze":
      return `ANALYZE TABLE ${table} COMPUTE STATISTICS${analyzed(statement.columns)}`;
  }
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

function analyzed(columns: "all columns" | "row count" | readonly string[]): string {
  if (columns === "row count") return "";
  return columns === "all columns"
    ? " FOR ALL COLUMNS"
    : ` FOR COLUMNS ${columns.map(identifier).join(", ")}`;
}

/**
 * The script every maintenance task runs; the statement arrives as the parameter `statement`. A variable
 * stands in between because EXECUTE IMMEDIATE takes only a literal or a variable before Databricks Runtime
 * 17.3.
 */
export function runStatementScript(): string {
  return [
    "DECLARE OR REPLACE VARIABLE lakewright_statement STRING;",
    "SET VAR lakewright_statement = :statement;",
    "EXECUTE IMMEDIATE lakewright_statement;",
    "",
  ].join("\n");
}
