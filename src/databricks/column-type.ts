import { type DataType, type StructField, writeDataType } from "../model/data-type.ts";
import { type Json, list, object, text } from "../model/json.ts";
import { dataTypeOf } from "../model/read-data-type.ts";

/** Where Spark keeps the lengths of texts, which the type itself has as STRING. */
const LENGTHS = "__CHAR_VARCHAR_TYPE_STRING";

/**
 * A column's type, as SQL spells it. `type_text` leaves out what a field may lack and how long a text may be; `type_json`
 * has both, and no collations.
 * @param field what `type_json` holds; absent where the workspace does not say
 */
export function columnTypeOf(typeText: string, field: Json | undefined): string {
  const inFull = / collate /i.test(typeText) ? undefined : typeOf(field?.["type"]);
  const type = inFull ?? dataTypeOf(typeText);
  if (type === undefined) return typeText;
  const noted = notedIn(field);
  const lengths = noted === undefined ? undefined : dataTypeOf(noted);
  return writeDataType(lengths === undefined ? type : withLengths(type, lengths));
}

/** Whether lengths are noted of a type with fields. */
export function notesFields(field: Json | undefined): boolean {
  return notedIn(field)?.includes("struct<") === true;
}

function notedIn(field: Json | undefined): string | undefined {
  return text(object(field?.["metadata"])[LENGTHS]);
}

/** A type as Spark writes it in JSON; `undefined` for one that is not known here. */
function typeOf(json: unknown): DataType | undefined {
  if (typeof json === "string") return dataTypeOf(json);
  const found = object(json);
  switch (found["type"]) {
    case "array": {
      const element = typeOf(found["elementType"]);
      return element === undefined ? undefined : { kind: "array", element };
    }
    case "map": {
      const [key, value] = [typeOf(found["keyType"]), typeOf(found["valueType"])];
      return key === undefined || value === undefined ? undefined : { kind: "map", key, value };
    }
    case "struct": {
      const fields = list(found["fields"]).map(fieldOf);
      const known = fields.filter((field) => field !== undefined);
      return known.length < fields.length ? undefined : { kind: "struct", fields: known };
    }
    default:
      return undefined;
  }
}

function fieldOf(json: unknown): StructField | undefined {
  const found = object(json);
  const [name, type] = [text(found["name"]), typeOf(found["type"])];
  if (name === undefined || type === undefined) return undefined;
  const comment = text(object(found["metadata"])["comment"]);
  return { name, type, nullable: found["nullable"] !== false, ...(comment === undefined ? {} : { comment }) };
}

/** Puts lengths in the place of STRING; other types may be older there than the column's own. */
function withLengths(type: DataType, lengths: DataType): DataType {
  if (type.kind === "array" && lengths.kind === "array") {
    return { ...type, element: withLengths(type.element, lengths.element) };
  }
  if (type.kind === "map" && lengths.kind === "map") {
    return {
      ...type,
      key: withLengths(type.key, lengths.key),
      value: withLengths(type.value, lengths.value),
    };
  }
  if (type.kind === "struct" && lengths.kind === "struct") {
    return { ...type, fields: type.fields.map((field, at) => fieldWithLengths(field, lengths.fields, at)) };
  }
  const isText = type.kind === "plain" && type.name === "string";
  return isText && (lengths.kind === "char" || lengths.kind === "varchar") ? lengths : type;
}

function fieldWithLengths(field: StructField, lengths: readonly StructField[], at: number): StructField {
  const other = lengths.find(({ name }) => name === field.name) ?? lengths[at];
  return other === undefined ? field : { ...field, type: withLengths(field.type, other.type) };
}
