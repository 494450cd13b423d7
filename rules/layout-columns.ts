import type { Table } from "../model/index.ts";
import { nearest } from "../model/nearest.ts";
import type { Breach, Rule } from "./finding.ts";

export const layoutColumns: Rule = {
  id: "layout/columns",
  severity: "error",
  reason:
    "A layout names columns of its table, each once; the compiler sees the first, nothing else sees the second.",
  source: "Delta 4.0: DELTA_ZORDERING_COLUMN_DOES_NOT_EXIST, DELTA_DUPLICATE_COLUMNS_FOUND",
  check({ estate }) {
    return estate.tables.flatMap((table) => [...unknownColumns(table), ...repeatedColumns(table)]);
  },
};

function unknownColumns(table: Table): readonly Breach[] {
  const known = Object.keys(table.columns);
  return columnLists(table)
    .flat()
    .filter((column) => !known.includes(column))
    .map((column) => ({
      where: table.name,
      message: `has no column "${column}"`,
      instead: nearest(column, known) ?? `one of ${known.join(", ")}`,
    }));
}

function repeatedColumns(table: Table): readonly Breach[] {
  return columnLists(table).flatMap((list) =>
    list
      .filter((column, index) => list.indexOf(column) !== index)
      .map((column) => ({ where: table.name, message: `names "${column}" twice`, instead: "name it once" })),
  );
}

function columnLists({ layout, statistics }: Table): readonly (readonly string[])[] {
  const named = typeof statistics === "object" ? [statistics] : [];
  if (layout === "unordered") return named;
  const cluster = Array.isArray(layout.cluster) ? (layout.cluster as readonly string[]) : [];
  return [...named, cluster, layout.partition ?? [], layout.zorder ?? []];
}
