import { hasColumn } from "../../model/columns-at.ts";
import { defined } from "../../model/defined.ts";
import { clusteringKeys, columnType, type Table, zorderKeys } from "../../model/index.ts";
import { readProperty } from "../../model/properties.ts";
import { manual } from "../adoption.ts";
import { fileOf, type StackContext } from "../context.ts";
import type { Adoption, NewLayout } from "../report.ts";
import type { Deviation } from "../sides.ts";
import { listColumns, layoutPath } from "./fields.ts";
import type { TableSides } from "./sides.ts";

/** The edit of the table's file that makes the live value the declared one, or what a person does instead. */
export function adoptLayout(
  sides: Pick<TableSides, "name"> & Partial<TableSides>,
  { path, live }: Deviation,
  context: StackContext,
): Adoption {
  const { name } = sides;
  const file = fileOf(name, context);
  const { part, key = "" } = layoutPath(path);
  switch (part) {
    case "properties": {
      const value = live === undefined ? undefined : readProperty(key, live);
      if (live !== undefined && value === undefined) {
        return manual(`a table file cannot say ${key} = ${live}; revert it`);
      }
      return {
        kind: "edit",
        file,
        says: live === undefined ? `properties without ${key}` : `${key}: ${JSON.stringify(value)}`,
        edit: {
          ...{ in: "table", table: name, field: "properties", key },
          ...defined({ value }),
        },
      };
    }
    case "tags":
      return {
        kind: "edit",
        file,
        says: live === undefined ? `tags without ${key}` : `tags: ${key}: ${JSON.stringify(live)}`,
        edit: {
          ...{ in: "table", table: name, field: "tags", key },
          ...defined({ value: live }),
        },
      };
    case "comment":
      return {
        kind: "edit",
        file,
        says: live === undefined || live === "" ? "no comment" : `comment: ${JSON.stringify(live)}`,
        edit: {
          ...{ in: "table", table: name, field: "comment" },
          ...(live === undefined || live === "" ? {} : { value: live }),
        },
      };
    case "clustering":
    case "partitionedBy":
      return adoptKeys(sides, context);
    case "columns":
      return manual(`edit columns in ${file}`);
    case "primaryKey":
      return manual(`edit primaryKey in ${file}`);
    case "constraints":
      return manual(`edit constraints in ${file}`);
  }
}

function adoptKeys(
  { name, live }: Pick<TableSides, "name"> & Partial<TableSides>,
  context: StackContext,
): Adoption {
  const { tables = [] } = context;
  const file = fileOf(name, context);
  const table = tables.find((other) => other.name === name);
  if (live === undefined || table === undefined) return manual(`edit layout in ${file}`);
  const keys = [
    ...(live.clustering.kind === "columns" ? live.clustering.columns : []),
    ...live.partitionedBy,
  ];
  const types = Object.fromEntries(
    Object.entries(table.columns).map(([column, declared]) => [column, columnType(declared)]),
  );
  // A pipeline's table may declare none of its columns.
  const unknown = Object.keys(types).length === 0 ? [] : keys.filter((key) => !hasColumn(types, key));
  if (unknown.length > 0)
    return manual(`${file} does not know the columns ${listColumns(unknown)}; add them first`);
  const value = layoutOf(table, { clustering: live.clustering, partitionedBy: live.partitionedBy });
  return {
    kind: "edit",
    file,
    says: `layout: ${JSON.stringify(value)}`,
    edit: { in: "table", table: name, field: "layout", value },
  };
}

/** The layout that the live table has; Z-order, which is no property of a table, stays where it still can. */
function layoutOf(
  { layout }: Table,
  { clustering, partitionedBy }: Pick<TableSides["live"], "clustering" | "partitionedBy">,
): NewLayout {
  if (clustering.kind === "auto") return { cluster: "auto" };
  if (clustering.kind === "columns") return { cluster: clustering.columns };
  const zorder = clusteringKeys(layout).length > 0 ? [] : zorderKeys(layout);
  const kept = zorder.filter((key) => !partitionedBy.includes(key));
  if (partitionedBy.length > 0) {
    return { partition: partitionedBy, ...(kept.length === 0 ? {} : { zorder: kept }) };
  }
  return kept.length === 0 ? "unordered" : { zorder: kept };
}
