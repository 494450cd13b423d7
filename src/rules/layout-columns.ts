import { hasColumn } from "../model/columns-at.ts";
import { nearest } from "../model/nearest.ts";
import type { Breach, Rule } from "./finding.ts";
import type { TableSubject } from "./subject.ts";

const table = { name: "gold.t", columns: { id: "BIGINT", status: "STRING" } };

export const layoutColumns: Rule = {
  id: "layout/columns",
  severity: "error",
  reason:
    "A layout names columns of its table, each once; the compiler sees the first, nothing else sees the second.",
  source: "Delta 4.0: DELTA_ZORDERING_COLUMN_DOES_NOT_EXIST, DELTA_DUPLICATE_COLUMNS_FOUND",
  example: {
    wrong: { tables: [{ ...table, layout: { zorder: ["idd"] } }] },
    right: { tables: [{ ...table, layout: { zorder: ["id"] } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => [...unknownColumns(table), ...repeatedColumns(table)]);
  },
};

function unknownColumns(table: TableSubject): readonly Breach[] {
  const { name: where, at, columns } = table;
  if (columns === undefined) return [];
  const known = Object.keys(columns);
  return (
    columnLists(table)
      .flat()
      // What is no name, or a field's, is an expression, and another rule's.
      .filter((column) => /^(\w+|`[^`]+`)(\.(\w+|`[^`]+`))*$/.test(column) && !hasColumn(columns, column))
      .map((column) => ({
        ...{ where, at, message: `has no column "${column}"` },
        instead: nearest(column, known) ?? `one of ${known.join(", ")}`,
      }))
  );
}

function repeatedColumns(table: TableSubject): readonly Breach[] {
  const { name: where, at } = table;
  return columnLists(table).flatMap((list) =>
    list
      .filter((column, index) => list.indexOf(column) !== index)
      .map((column) => ({ where, at, message: `names "${column}" twice`, instead: "name it once" })),
  );
}

function columnLists({ layout, statistics }: TableSubject): readonly (readonly string[])[] {
  const named = typeof statistics === "object" ? [statistics] : [];
  const cluster = typeof layout.cluster === "object" ? layout.cluster : [];
  return [...named, cluster, layout.partition ?? [], layout.zorder ?? []];
}
