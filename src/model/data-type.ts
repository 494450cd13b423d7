import { sqlEscaped } from "../text/escapes.ts";
import { identifierIfNeeded } from "./identifier.ts";

/** A column's type, as Spark SQL has it. Names are in Spark's short spelling: `bigint`, `timestamp`. */
export type DataType =
  | { readonly kind: "plain"; readonly name: string }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "char" | "varchar"; readonly length: number }
  | { readonly kind: "array"; readonly element: DataType }
  | { readonly kind: "map"; readonly key: DataType; readonly value: DataType }
  | { readonly kind: "struct"; readonly fields: readonly StructField[] };

/** A field of a struct. */
export interface StructField {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly comment?: string;
}

/**
 * Whether a type is as declared. Fields go by their names, without regard to case, and in any order; a comment counts
 * where one is declared, for others are left as they are.
 */
export function sameDataType(a: DataType, declared: DataType): boolean {
  const b = declared;
  switch (a.kind) {
    case "plain":
      return b.kind === "plain" && a.name === b.name;
    case "decimal":
      return b.kind === "decimal" && a.precision === b.precision && a.scale === b.scale;
    case "char":
    case "varchar":
      return a.kind === b.kind && a.length === b.length;
    case "array":
      return b.kind === "array" && sameDataType(a.element, b.element);
    case "map":
      return b.kind === "map" && sameDataType(a.key, b.key) && sameDataType(a.value, b.value);
    case "struct":
      return b.kind === "struct" && sameFields(a.fields, b.fields);
  }
}

function sameFields(a: readonly StructField[], declared: readonly StructField[]): boolean {
  return (
    a.length === declared.length &&
    a.every((field) => {
      const other = fieldNamed(declared, field.name);
      return (
        other !== undefined &&
        field.nullable === other.nullable &&
        (other.comment === undefined || (field.comment ?? "") === other.comment) &&
        sameDataType(field.type, other.type)
      );
    })
  );
}

/** Field names are one whatever their case. */
export function fieldNamed(fields: readonly StructField[], name: string): StructField | undefined {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** The type as SQL spells it: `STRUCT<a: INT NOT NULL, b: ARRAY<STRING>>`. */
export function writeDataType(type: DataType): string {
  switch (type.kind) {
    case "plain": {
      // A collation's name is written as it is.
      const [, name = type.name, collation = ""] = /^(string)( collate .*)$/.exec(type.name) ?? [];
      return name.toUpperCase() + collation.replace(" collate ", " COLLATE ");
    }
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "char":
    case "varchar":
      return `${type.kind.toUpperCase()}(${type.length})`;
    case "array":
      return `ARRAY<${writeDataType(type.element)}>`;
    case "map":
      return `MAP<${writeDataType(type.key)}, ${writeDataType(type.value)}>`;
    case "struct":
      return `STRUCT<${type.fields.map(writeField).join(", ")}>`;
  }
}

function writeField({ name, type, nullable, comment }: StructField): string {
  const note = comment === undefined ? "" : ` COMMENT '${sqlEscaped(comment)}'`;
  return `${identifierIfNeeded(name)}: ${writeDataType(type)}${nullable ? "" : " NOT NULL"}${note}`;
}

/** The type with what stands at these names within it changed; as it is where nothing stands there. */
export function withinType(
  type: DataType,
  names: readonly string[],
  change: (type: DataType) => DataType,
): DataType {
  const [name, ...rest] = names;
  if (name === undefined) return change(type);
  const inner = (within: DataType) => withinType(within, rest, change);
  const is = (word: string) => name.toLowerCase() === word;
  if (type.kind === "array") return is("element") ? { ...type, element: inner(type.element) } : type;
  if (type.kind === "map" && is("key")) return { ...type, key: inner(type.key) };
  if (type.kind === "map") return is("value") ? { ...type, value: inner(type.value) } : type;
  if (type.kind !== "struct") return type;
  const fields = type.fields.map((field) =>
    field.name.toLowerCase() === name.toLowerCase() ? { ...field, type: inner(field.type) } : field,
  );
  return { ...type, fields };
}

/** The types within a type, the type itself among them. */
export function typesWithin(type: DataType): readonly DataType[] {
  switch (type.kind) {
    case "array":
      return [type, ...typesWithin(type.element)];
    case "map":
      return [type, ...typesWithin(type.key), ...typesWithin(type.value)];
    case "struct":
      return [type, ...type.fields.flatMap((field) => typesWithin(field.type))];
    case "plain":
    case "decimal":
    case "char":
    case "varchar":
      return [type];
  }
}
