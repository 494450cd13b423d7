import { invalid } from "../http/errors.ts";
import { isObject, text, type Json, type JsonObject } from "../http/json.ts";

const TYPES = ["fixed", "forbidden", "allowlist", "blocklist", "regex", "range", "unlimited"] as const;

/** What a policy says about one attribute of a cluster. */
interface Limit {
  readonly type: (typeof TYPES)[number];
  readonly value: Json | undefined;
  readonly values: readonly Json[];
  readonly pattern: string;
  readonly least: number;
  readonly most: number;
  readonly optional: boolean;
  readonly usual: Json | undefined;
}

/** Attributes that are not part of a cluster's specification, so nothing to compare them with. */
const VIRTUAL = new Set(["cluster_type", "dbus_per_hour"]);

/** @throws ApiError when the definition is not JSON, or an attribute has no type Databricks knows. */
export function parseDefinition(definition: string): ReadonlyMap<string, Limit> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch (error) {
    throw invalid(`Invalid policy definition, not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  if (!isObject(parsed)) throw invalid("Invalid policy definition: it must be a JSON object");
  return new Map(Object.entries(parsed).map(([path, limit]) => [path, parseLimit(path, limit)]));
}

function parseLimit(path: string, limit: Json | undefined): Limit {
  const type = TYPES.find((known) => isObject(limit) && limit["type"] === known);
  if (type === undefined || !isObject(limit)) {
    throw invalid(`Invalid policy definition: ${path} needs a type, one of ${TYPES.join(", ")}`);
  }
  const values = limit["values"];
  return {
    type,
    value: limit["value"],
    values: Array.isArray(values) ? (values as readonly Json[]) : [],
    pattern: text(limit, "pattern") ?? "",
    least: Number(limit["minValue"] ?? -Infinity),
    most: Number(limit["maxValue"] ?? Infinity),
    optional: limit["isOptional"] === true || ["forbidden", "unlimited", "blocklist"].includes(type),
    usual: limit["defaultValue"],
  };
}

/**
 * The specification as the policy makes it: fixed values are filled in, defaults too when asked for.
 * @throws ApiError for the first attribute the policy does not allow.
 */
export function applyPolicy(spec: JsonObject, definition: string): JsonObject {
  const useDefaults = spec["apply_policy_default_values"] === true;
  let result = spec;
  for (const [path, limit] of parseDefinition(definition)) {
    if (VIRTUAL.has(path)) continue;
    const keys = attributeKeys(path);
    const implied = limit.type === "fixed" ? limit.value : useDefaults ? limit.usual : undefined;
    const given = valueAt(result, keys) ?? implied;
    const problem = given === undefined ? absence(limit) : objection(limit, given);
    if (problem !== undefined) {
      throw invalid(`Cluster validation error: Validation failed for ${path}, ${problem}`);
    }
    if (given !== undefined) result = withValue(result, keys, given);
  }
  return result;
}

function absence(limit: Limit): string | undefined {
  return limit.optional ? undefined : "the value must be present";
}

function objection(limit: Limit, given: Json): string | undefined {
  const is = `(is ${JSON.stringify(given)})`;
  const listed = limit.values.some((value) => same(value, given));
  switch (limit.type) {
    case "fixed":
      return limit.value !== undefined && same(limit.value, given)
        ? undefined
        : `the value must be ${written(limit.value ?? null)} ${is}`;
    case "forbidden":
      return `the value must not be present ${is}`;
    case "allowlist":
      return listed ? undefined : `the value must be one of ${JSON.stringify(limit.values)} ${is}`;
    case "blocklist":
      return listed ? `the value must not be one of ${JSON.stringify(limit.values)} ${is}` : undefined;
    case "regex":
      return new RegExp(`^(?:${limit.pattern})$`).test(written(given))
        ? undefined
        : `the value must match ${limit.pattern} ${is}`;
    case "range":
      if (Number(given) < limit.least) return `the value cannot be lower than ${limit.least} ${is}`;
      return Number(given) > limit.most ? `the value cannot be higher than ${limit.most} ${is}` : undefined;
    case "unlimited":
      return undefined;
  }
}

/** Policies write `true` and `"true"`, `2` and `"2"` for the same value of a conf or a tag. */
const same = (a: Json, b: Json): boolean => written(a) === written(b);
const written = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Confs, variables and tags are maps whose own keys have dots; elsewhere a dot goes one level down. */
function attributeKeys(path: string): readonly string[] {
  const map = /^(spark_conf|spark_env_vars|custom_tags)\.(.+)$/.exec(path);
  return map === null ? path.split(".") : [map[1] ?? "", map[2] ?? ""];
}

function valueAt(spec: JsonObject, keys: readonly string[]): Json | undefined {
  let value: Json | undefined = spec;
  for (const key of keys) value = isObject(value) ? value[key] : undefined;
  return value;
}

function withValue(spec: JsonObject, [key = "", ...rest]: readonly string[], value: Json): JsonObject {
  if (rest.length === 0) return { ...spec, [key]: value };
  const inner = spec[key];
  return { ...spec, [key]: withValue(isObject(inner) ? inner : {}, rest, value) };
}
