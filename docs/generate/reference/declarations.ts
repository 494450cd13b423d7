import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as columns from "../../../src/model/columns.ts";
import { tableSchema } from "../../../src/config/declarations/table.ts";
import { type Field, fieldsOf, fieldsTable } from "./fields.ts";
import { block, code, table } from "./markdown.ts";
import { checker, commentOf, exportOf, exportsOf } from "./sources.ts";

const EXAMPLE = join(import.meta.dirname, "..", "..", "reference", "example");

/** Types that have a section of their own here, by their name. */
const LINKS = {
  Layout: "#layout",
  TableProperties: "#properties",
  Maintenance: "#maintenance",
  RecentPartitions: "#recent",
  HotData: "#hot",
  Acknowledged: "#acknowledge",
  Accepted: "#accept",
  Identity: "#identity",
  Bytes: "#units",
  Interval: "#units",
  Refresh: "#refresh",
  SparkConfGroup: "#spark-conf",
  SparkConfEntry: "#spark-conf-entries",
  ColumnType: "#columns",
  Columns: "#columns",
};

/** The reference of what the files of a project declare. */
export function declarationsPage(): string {
  return [
    "# Declarations",
    "",
    "Written by `npm run docs` from the types and comments in `src/model/`. All of them are imported from `lakewright`.",
    "",
    "A file is read as data: every field is checked by the compiler where one runs, and always when it is loaded, against the same rules. A field that is not on this page is an error. `Column` stands for the name of a column of the table, `NonEmpty<Column>` for a list of one or more, `ClusteringKeys<Column>` for a list of one to four.",
    "",
    ...section("##", "defineTable", "src/model/table.ts"),
    ...example("tables/sales/orders.ts"),
    ...example("tables/sales/order_events.ts"),
    ...fields("TableDefinition", "src/model/table.ts", Object.keys(tableSchema.shape)),
    ...section("###", "columns", "src/model/columns.ts", "Column"),
    ...columnTypes(),
    ...fields("ColumnDetails", "src/model/columns.ts"),
    ...part("identity", "Identity", "src/model/columns.ts"),
    ...part("layout", "Layout", "src/model/table.ts"),
    ...part("properties", "TableProperties", "src/model/properties.ts"),
    ...part("maintenance", "MaintenanceEntry", "src/model/maintenance.ts"),
    ...part("recent", "RecentPartitions", "src/model/maintenance.ts"),
    ...part("hot", "HotData", "src/model/table.ts"),
    ...part("acknowledge", "Acknowledged", "src/model/table.ts"),
    ...part("accept", "Accepted", "src/model/acceptance.ts"),
    ...units(),
    ...section("##", "defineMaterializedView", "src/model/materialized-view.ts"),
    ...example("tables/sales/daily_revenue.ts"),
    ...fields("MaterializedViewDefinition", "src/model/materialized-view.ts"),
    ...section("###", "sql", "src/model/materialized-view.ts"),
    ...part("refresh", "Refresh", "src/model/materialized-view.ts"),
    ...section("##", "defineLakehouse", "src/model/lakehouse.ts"),
    ...example("lakehouse.ts"),
    ...fields("LakehouseDefinition", "src/model/lakehouse.ts"),
    ...part("spark conf", "SparkConfGroup", "src/model/lakehouse.ts"),
    ...section("###", "spark conf entries", "src/model/lakehouse.ts", "SparkConfEntry"),
    ...sparkConfEntry(),
  ].join("\n");
}

/** A heading and what the comment says of what an export is. @param name where the heading has another name */
const TYPES_WITH_PARAMETERS = [
  ["decimal(precision, scale)", "DECIMAL(precision,scale)"],
  ["char(length)", "CHAR(length)"],
  ["varchar(length)", "VARCHAR(length)"],
  ["array(element)", "ARRAY<element>"],
  ["map(key, value)", "MAP<key, value>"],
  ["struct({ name: type, … })", "STRUCT<name: type, …>"],
] as const;

function section(...[level, title, file, name = title]: readonly [string, string, string, string?]) {
  const { about } = commentOf(exportOf(file, name));
  if (about === "") throw new Error(`${file} says nothing of ${name}`);
  return [`${level} ${title}`, "", about, ""];
}

/** @param order names in the order in which a reader asks. @default that of the types */
function fields(name: string, file: string, order: readonly string[] = []): readonly string[] {
  const found = fieldsOf(checker().getDeclaredTypeOfSymbol(exportOf(file, name)));
  const place = ({ path }: Field) => order.indexOf(path.split(".", 1)[0] ?? path);
  return [
    ...fieldsTable(
      found.toSorted((a, b) => place(a) - place(b)),
      LINKS,
    ),
    "",
  ];
}

function part(...[title, name, file]: readonly [string, string, string]): readonly string[] {
  return [...section("###", title, file, name), ...fields(name, file)];
}

function example(file: string): readonly string[] {
  return [`\`${file}\`:`, "", ...block("ts", readFileSync(join(EXAMPLE, file), "utf8")), ""];
}

function columnTypes(): readonly string[] {
  const values: Readonly<Record<string, unknown>> = columns;
  const names = [...exportsOf("src/model/columns.ts").keys()].flatMap((name) => {
    const value = values[name];
    return typeof value === "string" ? [[code(name), code(value)]] : [];
  });
  return [
    ...table(
      ["from `lakewright`", "in SQL"],
      [...names, ...TYPES_WITH_PARAMETERS.map(([call, type]) => [code(call), code(type)])],
    ),
    "",
    commentOf(exportOf("src/model/columns.ts", "ColumnDetails")).about,
    "",
  ];
}

function units(): readonly string[] {
  const unit = (name: string) => {
    const symbol = exportOf("src/model/units.ts", name);
    return [code(name), commentOf(symbol).about, name === "Bytes" ? '`"128 MB"`' : '`"14 days"`'];
  };
  return [
    "### units",
    "",
    ...table(["type", "what it is", "example"], [unit("Bytes"), unit("Interval")]),
    "",
  ];
}

/** Of its thousand forms, one a key, each has the same fields. */
function sparkConfEntry(): readonly string[] {
  const type = checker().getDeclaredTypeOfSymbol(exportOf("src/model/lakehouse.ts", "SparkConfEntry"));
  const [form] = type.isUnion() ? type.types : [];
  if (form === undefined) throw new Error("SparkConfEntry has no form for each key");
  return [...fieldsTable(fieldsOf(form), LINKS), ""];
}
