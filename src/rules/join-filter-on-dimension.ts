import type { Breach, Rule } from "./finding.ts";
import type { ColumnSubject, StatementSubject, Subject, TableSubject } from "./subject.ts";
import { finder } from "./table-facts.ts";

const query = (key: string): Partial<Subject> => ({
  tables: [{ name: "gold.fact", layout: { zorder: ["user_id"], partition: ["date_key"] } }],
  statements: [
    {
      ...{ kind: "query", on: "cluster" },
      filters: [{ table: "gold.dim_date", column: "fiscal_year" }],
      joins: [
        [
          { table: "gold.fact", column: key },
          { table: "gold.dim_date", column: "date_key" },
        ],
      ],
    },
  ],
});

export const joinFilterOnDimension: Rule = {
  id: "join/filter-on-dimension",
  severity: "info",
  reason:
    "A filter on one side of a join skips partitions or files of the other only by the key that joins them: where files are not laid out by it, all of them are read.",
  source: "Spark 4.0, PartitionPruning; Databricks, Dynamic file pruning",
  example: { wrong: query("completed_key"), right: query("date_key") },
  check({ statements, tables }) {
    const find = finder(tables, ({ name }) => name);
    return statements.flatMap((statement) => (statement.kind === "query" ? unpruned(statement, find) : []));
  },
};

type Query = Extract<StatementSubject, { readonly kind: "query" }>;

type Find = (name: string) => readonly TableSubject[];

function unpruned({ filters, joins, at }: Query, find: Find): readonly Breach[] {
  const filtered = (name: string) =>
    filters.filter(({ table }) => table === name).map(({ column }) => column);
  return joins.flatMap((pair) => {
    const [reader, other] = filtered(pair[0].table).length === 0 ? pair : ([pair[1], pair[0]] as const);
    const by = filtered(other.table);
    if (by.length === 0 || filtered(reader.table).length > 0) return [];
    if (!isLaidOutByOthers(reader, find)) return [];
    return [
      {
        where: reader.table,
        message: `is read whole: the filter is on ${other.table} (${by.join(", ")}), and the key that joins them, ${reader.column}, is none that its files are laid out by`,
        instead: `a layout by ${reader.column}, or a filter on a column of ${reader.table} itself`,
        at,
      },
    ];
  });
}

/** Of a table whose layout is not known nothing is said. */
function isLaidOutByOthers({ table: name, column }: ColumnSubject, find: Find): boolean {
  const layout = find(name)[0]?.layout ?? {};
  const { cluster = [], partition = [], zorder = [] } = layout;
  if (cluster === "auto") return false;
  const keys = [...cluster, ...partition, ...zorder].map((key) => key.toLowerCase());
  return (
    keys.length > 0 &&
    !keys.some((key) => key === column.toLowerCase() || key.includes(`(${column.toLowerCase()}`))
  );
}
