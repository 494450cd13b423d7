import type { Json, JsonObject } from "../http/json.ts";
import type { Result } from "../spark/engine.ts";
import { parseType, type SparkType } from "./types.ts";

/** A result as commands answer it: values as JSON has them, types as Spark's own JSON writes them. */
export function tableResults({ columns, rows, truncated }: Result): JsonObject {
  if (columns.length === 0) return { resultType: "text", data: "" };
  const types = columns.map(({ type_text }) => parseType(type_text));
  return {
    resultType: "table",
    data: rows.map((row) => row.map((value, index) => shown(value, types[index] ?? "string"))),
    schema: columns.map(({ name }, index) => ({ name, type: JSON.stringify(types[index]), metadata: "{}" })),
    truncated,
    isJsonSchema: true,
  };
}

/** What Node's JSON does and the compiler's library does not list yet. */
const EXACT = JSON as unknown as {
  rawJSON(written: string): Json;
  parse(
    text: string,
    revive: (key: string, value: Json, written: { readonly source?: string }) => Json,
  ): Json;
};

/** The number as it is written: a long may have more digits than a number of JavaScript. */
const exactly = (written: string): Json => EXACT.rawJSON(written);

const NUMBERS: ReadonlySet<string> = new Set(["byte", "short", "integer", "long", "float", "double"]);

/** Decimals, dates and times stay texts, as do the numbers that JSON does not have. */
function shown(value: string | null, type: SparkType): Json {
  if (value === null) return null;
  if (typeof type !== "string") return nested(parsed(value), type);
  if (type === "boolean") return value === "true";
  if (type === "timestamp") return value.replace(/[+-]00:00$/, "Z");
  return NUMBERS.has(type) && Number.isFinite(Number(value)) ? exactly(value) : value;
}

const parsed = (text: string): Json =>
  EXACT.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined ? exactly(source) : value,
  );

/** Structs are lists of their fields' values, in their order. */
function nested(value: Json, type: SparkType): Json {
  if (value === null || typeof type === "string") return value;
  switch (type.type) {
    case "array":
      return (value as readonly Json[]).map((item) => nested(item, type.elementType));
    case "map":
      return Object.fromEntries(
        Object.entries(value as JsonObject).map(([key, item]) => [key, nested(item ?? null, type.valueType)]),
      );
    case "struct":
      return type.fields.map((field) => nested((value as JsonObject)[field.name] ?? null, field.type));
  }
}
