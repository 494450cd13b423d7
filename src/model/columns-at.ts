import { type ColumnPath, readPath, whyNoPath } from "./column-path.ts";
import { type DataType, fieldNamed } from "./data-type.ts";
import { dataTypeOf } from "./read-data-type.ts";

/** Columns by name, as far as they are known, with their types as SQL spells them. */
export type ColumnTypes = Readonly<Record<string, string>>;

/** The type of a column, or of a field within one; `undefined` where there is none of that name, or its type is not known here. */
export function typeAt(columns: ColumnTypes, path: ColumnPath): DataType | undefined {
  const [root, ...names] = partsOf(path);
  const [, text] = Object.entries(columns).find(([name]) => name.toLowerCase() === root) ?? [];
  return names.reduce<DataType | undefined>(fieldType, text === undefined ? undefined : dataTypeOf(text));
}

/** Whether a table has the column, and the fields within it as far as its type is known. */
export function hasColumn(columns: ColumnTypes, path: ColumnPath): boolean {
  const [root, ...names] = partsOf(path);
  const [, text] = Object.entries(columns).find(([name]) => name.toLowerCase() === root) ?? [];
  if (text === undefined) return false;
  const type = dataTypeOf(text);
  return type === undefined || names.reduce<DataType | undefined>(fieldType, type) !== undefined;
}

function fieldType(type: DataType | undefined, name: string): DataType | undefined {
  return type?.kind === "struct" ? fieldNamed(type.fields, name)?.type : undefined;
}

function partsOf(path: ColumnPath): readonly string[] {
  return whyNoPath(path) === undefined ? readPath(path).map((name) => name.toLowerCase()) : [];
}
