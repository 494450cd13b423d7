import { invalid, malformed, notServed } from "./errors.ts";
import { isObject, type JsonObject } from "./json.ts";

/**
 * What a body must look like: a JSON type, `[shape]` for a list, `{field: shape}` for an object. A field
 * name ending in `!` is required. `id` takes a number or a text; `map` is an object of scalars. Fields that
 * are not named are let through: the workspace's API grows faster than its clients.
 */
export type Shape =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "object"
  | "map"
  | "id"
  | "any"
  | readonly [Shape]
  | ObjectShape;

export interface ObjectShape {
  readonly [field: string]: Shape;
}

/**
 * @throws ApiError INVALID_PARAMETER_VALUE for a required field that is absent, MALFORMED_REQUEST for one
 * of another type; both name the field by its path.
 */
export function expectShape(body: JsonObject, shape: ObjectShape, at = ""): void {
  for (const [entry, wanted] of Object.entries(shape)) {
    const required = entry.endsWith("!");
    const field = required ? entry.slice(0, -1) : entry;
    const value = body[field];
    if (value === undefined || value === null || (required && value === "")) {
      if (required) throw invalid(`Missing required field: ${at}${field}`);
    } else {
      expectValue(value, wanted, `${at}${field}`);
    }
  }
}

/**
 * As {@link expectShape}, where a field that is not named would be ignored and the answer look as if it had not been.
 * @throws ApiError 501 naming the field
 */
export function expectOnly(body: JsonObject, shape: ObjectShape, of: string): void {
  const named = new Set(Object.keys(shape).map((entry) => entry.replace(/!$/, "")));
  const other = Object.keys(body).find((field) => !named.has(field) && (body[field] ?? null) !== null);
  if (other !== undefined) throw notServed(`the field '${other}' of ${of}`);
  expectShape(body, shape);
}

function expectValue(value: unknown, shape: Shape, path: string): void {
  if (typeof shape === "string") {
    if (!SCALARS[shape].test(value)) {
      throw malformed(
        `Could not parse request object: field '${path}' must be ${SCALARS[shape].name}, got ${JSON.stringify(value)}`,
      );
    }
  } else if (isList(shape)) {
    if (!Array.isArray(value)) {
      throw malformed(
        `Could not parse request object: field '${path}' must be a list, got ${JSON.stringify(value)}`,
      );
    }
    value.forEach((item: unknown, index) => {
      expectValue(item, shape[0], `${path}[${index}]`);
    });
  } else {
    expectValue(value, "object", path);
    if (isObject(value)) expectShape(value, shape, `${path}.`);
  }
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

const SCALARS: Readonly<
  Record<Extract<Shape, string>, { readonly name: string; readonly test: (value: unknown) => boolean }>
> = {
  string: { name: "a string", test: (value) => typeof value === "string" },
  integer: { name: "an integer", test: Number.isInteger },
  number: { name: "a number", test: (value) => typeof value === "number" },
  boolean: { name: "a boolean", test: (value) => typeof value === "boolean" },
  object: { name: "an object", test: isObject },
  map: {
    name: "an object of strings",
    test: (value) => isObject(value) && Object.values(value).every(isScalar),
  },
  id: {
    name: "a string or an integer",
    test: (value) => typeof value === "string" || Number.isInteger(value),
  },
  any: { name: "a value", test: () => true },
};
