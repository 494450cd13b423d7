import type { Breach, Rule } from "./finding.ts";
import type { StatementSubject, TableSubject } from "./subject.ts";
import { finder } from "./table-facts.ts";

const optimize = { kind: "optimize", on: "cluster", table: "gold.t", zorder: [], full: true } as const;
const columns = { id: "BIGINT", day: "DATE" };

export const maintenanceOptimize: Rule = {
  id: "maintenance/optimize",
  severity: "error",
  reason:
    "Only a clustered table is optimized in full, and only partitions can be chosen: the statement is refused.",
  source:
    'Delta 4.0: DELTA_OPTIMIZE_FULL_NOT_SUPPORTED, and "Predicate references non-partition column" of OPTIMIZE … WHERE',
  example: {
    wrong: { statements: [optimize], tables: [{ name: "gold.t", columns, layout: {} }] },
    right: { statements: [optimize], tables: [{ name: "gold.t", columns, layout: { cluster: ["id"] } }] },
  },
  check({ statements, tables }) {
    const known = finder(tables, ({ name }) => name);
    return statements.flatMap((statement) => {
      if (statement.kind !== "optimize") return [];
      const table = known(statement.table).at(-1);
      return table?.columns === undefined ? [] : ofTable(statement, table);
    });
  },
};

function ofTable(
  { table: where, at, full = false, where: named = [] }: Extract<StatementSubject, { kind: "optimize" }>,
  { layout: { cluster, partition = [] }, columns: known = {} }: TableSubject,
): readonly Breach[] {
  const has = (list: readonly string[], column: string) =>
    list.some((one) => one.toLowerCase() === column.toLowerCase());
  const others = named.filter((column) => has(Object.keys(known), column) && !has(partition, column));
  return [
    ...(full && (cluster === undefined || cluster.length === 0)
      ? [
          {
            where,
            at,
            message: "OPTIMIZE FULL of a table that is not clustered",
            instead: `OPTIMIZE ${where}`,
          },
        ]
      : []),
    ...(others.length > 0
      ? [
          {
            ...{ where, at, message: `OPTIMIZE WHERE ${others.join(", ")}, by which it is not partitioned` },
            instead:
              partition.length === 0
                ? `OPTIMIZE ${where}`
                : `OPTIMIZE ${where} WHERE ${partition.join(", ")} …`,
          },
        ]
      : []),
  ];
}
