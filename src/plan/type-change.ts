import { type DataType, fieldNamed, sameDataType, type StructField } from "../model/data-type.ts";
import { type ColumnPath, writePath } from "../model/column-path.ts";
import { wideningOf } from "./widening.ts";

/** What the type of a column takes to become as declared; every path begins with the column. */
export interface TypeChange {
  /** Fields that structs get. */
  readonly added: readonly {
    readonly path: ColumnPath;
    readonly type: DataType;
    readonly comment?: string;
  }[];
  readonly widened: readonly {
    readonly path: ColumnPath;
    readonly from: DataType;
    readonly type: DataType;
  }[];
  /** Whether Delta widens with its feature typeWidening, which a longer VARCHAR does not need. */
  readonly needsWidening: boolean;
  /** Fields that a row may lack from now on. */
  readonly nullable: readonly ColumnPath[];
  readonly commented: readonly { readonly path: ColumnPath; readonly comment: string }[];
  /** What no ALTER TABLE does without losing values. */
  readonly refused: readonly RefusedChange[];
}

/** A change that is left to people. */
export type RefusedChange =
  | {
      readonly kind: "retype";
      readonly path: ColumnPath;
      readonly from: DataType;
      readonly to: DataType;
      /** Whether UPDATE can set it: not within an array or a map. */
      readonly reachable: boolean;
    }
  | { readonly kind: "drop"; readonly path: ColumnPath; readonly heirs: readonly string[] }
  | { readonly kind: "require"; readonly path: ColumnPath };

const SAME: TypeChange = {
  ...{ added: [], widened: [], needsWidening: false, nullable: [], commented: [], refused: [] },
};

/** Where a type stands: in a column, or in a field of one. */
interface Place {
  readonly names: readonly string[];
  /** Whether it stands within an array or a map. */
  readonly isInner: boolean;
}

/** @param column its name */
export function changeOfType(column: string, from: DataType, to: DataType): TypeChange {
  return changeAt({ names: [column], isInner: false }, from, to);
}

function changeAt(place: Place, from: DataType, to: DataType): TypeChange {
  const { names } = place;
  const inner = (name: string): Place => ({ names: [...names, name], isInner: true });
  if (from.kind === "struct" && to.kind === "struct") return changeOfFields(place, from.fields, to.fields);
  if (from.kind === "array" && to.kind === "array")
    return changeAt(inner("element"), from.element, to.element);
  if (from.kind === "map" && to.kind === "map") {
    return together([
      changeAt(inner("key"), from.key, to.key),
      changeAt(inner("value"), from.value, to.value),
    ]);
  }
  if (sameDataType(from, to)) return SAME;
  const path = writePath(names);
  const widening = wideningOf(from, to);
  // A longer VARCHAR within a struct or an array: the engine takes only that of a whole column.
  if (widening === undefined || (widening === "length" && names.length > 1)) {
    return { ...SAME, refused: [{ kind: "retype", path, from, to, reachable: !place.isInner }] };
  }
  return { ...SAME, widened: [{ path, from, type: to }], needsWidening: widening === "feature" };
}

function changeOfFields(
  { names, isInner }: Place,
  from: readonly StructField[],
  to: readonly StructField[],
): TypeChange {
  const missing = to.filter(({ name }) => fieldNamed(from, name) === undefined);
  const gone = from.filter(({ name }) => fieldNamed(to, name) === undefined);
  return together([
    ...missing.map((field) => changeOfNew([...names, field.name], field)),
    ...gone.map(({ name, type }): TypeChange => {
      const heirs = missing.filter((field) => sameDataType(field.type, type)).map((field) => field.name);
      return { ...SAME, refused: [{ kind: "drop", path: writePath([...names, name]), heirs }] };
    }),
    ...to.flatMap((field) => {
      const live = fieldNamed(from, field.name);
      return live === undefined
        ? []
        : [changeOfField({ names: [...names, live.name], isInner }, live, field)];
    }),
  ]);
}

/** Rows that are there have no value for it. */
function changeOfNew(names: readonly string[], { type, comment, nullable }: StructField): TypeChange {
  const path = writePath(names);
  if (!nullable) return { ...SAME, refused: [{ kind: "require", path }] };
  return { ...SAME, added: [{ path, type, ...(comment === undefined ? {} : { comment }) }] };
}

function changeOfField(place: Place, live: StructField, declared: StructField): TypeChange {
  const path = writePath(place.names);
  const { comment } = declared;
  return together([
    changeAt(place, live.type, declared.type),
    {
      ...SAME,
      nullable: declared.nullable && !live.nullable ? [path] : [],
      commented: comment === undefined || comment === (live.comment ?? "") ? [] : [{ path, comment }],
      refused: !declared.nullable && live.nullable ? [{ kind: "require", path }] : [],
    },
  ]);
}

function together(changes: readonly TypeChange[]): TypeChange {
  return {
    added: changes.flatMap(({ added }) => added),
    widened: changes.flatMap(({ widened }) => widened),
    needsWidening: changes.some(({ needsWidening }) => needsWidening),
    nullable: changes.flatMap(({ nullable }) => nullable),
    commented: changes.flatMap(({ commented }) => commented),
    refused: changes.flatMap(({ refused }) => refused),
  };
}
