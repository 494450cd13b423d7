import { valueNamed } from "./any-case.ts";
import { type ColumnPath, readPath, whyNoPath } from "./column-path.ts";
import { type DataType, fieldNamed } from "./data-type.ts";
import { dataTypeOf } from "./read-data-type.ts";

/** Columns by name, as far as they are known, with their types as SQL spells them. */
export type ColumnTypes = Readonly<Record<string, string>>;

/** The type of a column, or of a field within one; `undefined` where there is none of that name, or its type is not known here. */
export function typeAt(columns: ColumnTypes, path: ColumnPath): DataType | undefined {
  const { text = "", names } = columnOf(columns, path);
  return names.reduce<DataType | undefined>(fieldType, dataTypeOf(text));
}

/** Whether a table has the column, and the fields within it as far as its type is known. */
export function hasColumn(columns: ColumnTypes, path: ColumnPath): boolean {
  const { text } = columnOf(columns, path);
  if (text === undefined) return false;
  return dataTypeOf(text) === undefined || typeAt(columns, path) !== undefined;
}

/** The type of the outermost column, as it is written, and the names of the fields within. */
function columnOf(columns: ColumnTypes, path: ColumnPath) {
  const [root = "", ...names] = whyNoPath(path) === undefined ? readPath(path) : [];
  return { text: valueNamed(columns, root), names };
}

function fieldType(type: DataType | undefined, name: string): DataType | undefined {
  return type?.kind === "struct" ? fieldNamed(type.fields, name)?.type : undefined;
}
