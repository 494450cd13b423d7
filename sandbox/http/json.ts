/** A JSON value, as it came over the wire or goes back. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The field's text, or undefined when it is absent or something else. Check the shape first. */
export function text(of: JsonObject, field: string): string | undefined {
  const value = of[field];
  return typeof value === "string" ? value : undefined;
}

export function number(of: JsonObject, field: string): number | undefined {
  const value = of[field];
  return typeof value === "number" ? value : undefined;
}

export function object(of: JsonObject, field: string): JsonObject | undefined {
  const value = of[field];
  return isObject(value) ? value : undefined;
}

/** The objects of a list; none when the field is absent. */
export function objects(of: JsonObject, field: string): readonly JsonObject[] {
  const value = of[field];
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** The texts of a list; none when the field is absent. */
export function texts(of: JsonObject, field: string): readonly string[] {
  const value = of[field];
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === "string") : [];
}

/** A map of texts, such as tags or Spark conf. Numbers and booleans come as clients without types send them. */
export function textMap(of: JsonObject, field: string): Readonly<Record<string, string>> {
  const pairs = Object.entries(object(of, field) ?? {}).flatMap(([key, value]) =>
    value === undefined || value === null || typeof value === "object" ? [] : [[key, String(value)] as const],
  );
  return Object.fromEntries(pairs);
}

/** The object without those fields. */
export function without(of: JsonObject, ...fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(of).filter(([field]) => !fields.includes(field)));
}
