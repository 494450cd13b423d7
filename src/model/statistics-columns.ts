import { type ColumnPath, whyNoPath, writePath } from "./column-path.ts";
import type { ColumnTypes } from "./columns-at.ts";
import type { DataType } from "./data-type.ts";
import { dataTypeOf } from "./read-data-type.ts";

/** Delta's default, and Databricks', of `delta.dataSkippingNumIndexedCols`. */
export const INDEXED_BY_DEFAULT = 32;

/**
 * The columns that `delta.dataSkippingStatsColumns` names: Delta splits the list at commas and reads each name as SQL. What
 * is no name is left out.
 */
export function listedColumns(list: string): readonly ColumnPath[] {
  return splitColumns(list)
    .map((path) => path.trim())
    .filter((path) => whyNoPath(path) === undefined);
}

/** The parts of such a list with the blanks around them, whatever they are. */
export function splitColumns(list: string): readonly string[] {
  return list.match(/(?:`(?:[^`]|``)*`|[^,`])+/g) ?? [];
}

/** What Delta counts as columns: those that are no structs, and the fields of those that are, in their order. */
export function countedColumns(columns: ColumnTypes): readonly ColumnPath[] {
  return Object.entries(columns).flatMap(([name, type]) => leavesOf([name], dataTypeOf(type)));
}

function leavesOf(names: readonly string[], type: DataType | undefined): readonly ColumnPath[] {
  return type?.kind === "struct"
    ? type.fields.flatMap((field) => leavesOf([...names, field.name], field.type))
    : [writePath(names)];
}
