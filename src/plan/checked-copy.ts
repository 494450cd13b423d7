import {
  type DataType,
  fieldNamed,
  sameDataType,
  type StructField,
  writeDataType,
} from "../model/data-type.ts";
import { identifier } from "../model/identifier.ts";
import { checkedCast } from "./checked-cast.ts";
import { literal } from "./sql.ts";

/**
 * As `checkedCast`, also for what is nested: structs field by field, arrays and maps value by value. A field that is new
 * has no value, one that is gone is left out, and fields come in the order of the type `to`: INSERT goes by it.
 * @returns the value itself where nothing is to be done, and `undefined` where no CAST goes there
 */
export function checkedCopy(value: string, from: DataType, to: DataType): string | undefined {
  return copyOf({ value, depth: 0 }, from, to);
}

interface Place {
  /** A SQL expression. */
  readonly value: string;
  /** In how many arrays and maps it is. */
  readonly depth: number;
}

function copyOf(place: Place, from: DataType, to: DataType): string | undefined {
  const { value, depth } = place;
  const inner = (name: string): Place => ({ value: name, depth: depth + 1 });
  if (from.kind === "struct" && to.kind === "struct") {
    const fields = to.fields.map((field) => fieldOf(place, from.fields, field));
    if (fields.includes(undefined)) return undefined;
    const isSame =
      from.fields.length === fields.length &&
      from.fields.every(({ name }, at) => fields[at] === within(value, name));
    const named = to.fields.map(({ name }, at) => `${literal(name)}, ${fields[at] ?? ""}`);
    return isSame ? value : `IF(${value} IS NULL, NULL, named_struct(${named.join(", ")}))`;
  }
  if (from.kind === "array" && to.kind === "array") {
    const element = `e${depth}`;
    const made = copyOf(inner(element), from.element, to.element);
    if (made === undefined) return undefined;
    return made === element ? value : `transform(${value}, ${element} -> ${made})`;
  }
  if (from.kind === "map" && to.kind === "map") {
    const [key, each] = [`k${depth}`, `v${depth}`];
    const keys = copyOf(inner(key), from.key, to.key);
    const values = copyOf(inner(each), from.value, to.value);
    if (keys === undefined || values === undefined) return undefined;
    const valued = values === each ? value : `transform_values(${value}, (${key}, ${each}) -> ${values})`;
    return keys === key ? valued : `transform_keys(${valued}, (${key}, ${each}) -> ${keys})`;
  }
  return sameDataType(from, to) ? value : checkedCast(value, from, to);
}

function fieldOf(
  { value, depth }: Place,
  from: readonly StructField[],
  { name, type, nullable }: StructField,
): string | undefined {
  const old = fieldNamed(from, name);
  // Of its own type, since Delta casts what is of another, and makes a struct of a NULL where it does.
  if (old === undefined) return nullable ? `CAST(NULL AS ${writeDataType(type)})` : undefined;
  return copyOf({ value: within(value, old.name), depth }, old.type, type);
}

function within(value: string, field: string): string {
  return `${value}.${identifier(field)}`;
}
