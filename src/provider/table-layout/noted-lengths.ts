import { type ColumnPath, writePath } from "../../model/column-path.ts";
import { type DataType, typesWithin } from "../../model/data-type.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { LiveColumn } from "../../databricks/columns.ts";
import type { TypeChange } from "../../plan/type-change.ts";

/**
 * Lengths of texts in fields stand in one note beside the column's type, which few statements keep up to date. With every
 * ALTER COLUMN of the whole column Delta 4.0 makes the type anew from it: comments and NOT NULL of fields go, and so do
 * fields that came later; where columns are mapped, the fields are new ones, and their values are gone.
 */
export function losesFields({ type, notesFields }: Pick<LiveColumn, "type" | "notesFields">): boolean {
  return notesFields === true || notesLengths(dataTypeOf(type));
}

/** The comments of fields, to be said again once a new column without rows has its default. */
export function fieldComments(names: readonly string[], type: DataType): readonly FieldComment[] {
  switch (type.kind) {
    case "array":
      return fieldComments([...names, "element"], type.element);
    case "map":
      return [
        ...fieldComments([...names, "key"], type.key),
        ...fieldComments([...names, "value"], type.value),
      ];
    case "struct":
      return type.fields.flatMap(({ name, type: inner, comment }) => [
        ...(comment === undefined ? [] : [{ column: writePath([...names, name]), comment }]),
        ...fieldComments([...names, name], inner),
      ]);
    case "plain":
    case "decimal":
    case "char":
    case "varchar":
      return [];
  }
}

interface FieldComment {
  readonly column: ColumnPath;
  readonly comment: string;
}

/**
 * Why fields may not change in place. A field with a length of its own makes the note anew without the others' lengths;
 * values of CHAR are padded by the note as they are read, and what it does not know is not read.
 */
export function whyFieldsStay({ type }: LiveColumn, change: TypeChange): string | undefined {
  const live = dataTypeOf(type);
  if (live === undefined || !notesLengths(live)) return undefined;
  const { added, refused } = change;
  const retyped = refused.flatMap((each) => (each.kind === "retype" ? [each.from, each.to] : []));
  if (hasKind(live, ["char"]) && (added.length > 0 || refused.some(({ kind }) => kind !== "require"))) {
    return "its fields hold CHAR, and Delta would read such a column by what it was before";
  }
  if (retyped.some((each) => hasKind(each, TEXTS))) {
    return "its fields hold VARCHAR, and Delta would go on checking what was there before";
  }
  return added.some((field) => hasKind(field.type, TEXTS))
    ? "its fields hold VARCHAR, whose lengths Delta would forget with the new one"
    : undefined;
}

const TEXTS = ["char", "varchar"];

function notesLengths(type: DataType | undefined): boolean {
  return type !== undefined && hasKind(type, ["struct"]) && hasKind(type, TEXTS);
}

function hasKind(type: DataType, kinds: readonly string[]): boolean {
  return typesWithin(type).some(({ kind }) => kinds.includes(kind));
}
