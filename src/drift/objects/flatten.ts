import { type Json, list, object, text } from "../../model/json.ts";
import type { Fields } from "../sides.ts";

/**
 * An object of the REST API as values by path. What is empty counts as absent, which is how the API answers for what
 * was never set.
 */
export function flatten(value: unknown): Fields {
  const fields: Record<string, string> = {};
  collect(value, "", fields);
  return fields;
}

function collect(value: unknown, path: string, into: Record<string, string>): void {
  if (value === undefined || value === null || value === "") return;
  if (Array.isArray(value)) {
    if (value.length > 0) into[path] = JSON.stringify(inOrder(value));
  } else if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) collect(inner, step(path, key), into);
  } else into[path] = typeof value === "string" ? value : JSON.stringify(value);
}

/** The order of keys means nothing in JSON, and each side has its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keys of maps may hold dots. */
export function step(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Inputs under these names are maps, whose keys are the user's. */
const MAPS = ["sparkConf", "sparkEnvVars", "customTags", "parameters", "baseParameters"];

/**
 * A resource's inputs as Pulumi records them, in the REST API's spelling; what the provider added by itself, which it
 * lists under `__defaults`, is left out.
 */
export function recordedAsSent(value: unknown): unknown {
  return asSent(value, addedBy);
}

/** As `recordedAsSent`, with what the provider added. */
export function recordedWithDefaults(value: unknown): unknown {
  return asSent(value, () => []);
}

function addedBy(inputs: Json): readonly string[] {
  return list(inputs["__defaults"]).map(String);
}

function asSent(value: unknown, without: (inputs: Json) => readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => asSent(item, without));
  if (typeof value !== "object" || value === null) return value;
  const inputs = object(value);
  const left = ["__defaults", ...without(inputs)];
  const sent = Object.entries(inputs)
    .filter(([key]) => !left.includes(key))
    .map(([key, inner]) => [snake(key), isMap(key, inner) ? inner : asSent(inner, without)]);
  return Object.fromEntries(sent);
}

/** Tags are a map on a job and a list on a warehouse. */
function isMap(key: string, value: unknown): boolean {
  if (Array.isArray(value)) return false;
  return MAPS.includes(key) || (key === "tags" && object(value)["customTags"] === undefined);
}

function snake(key: string): string {
  return (PLURALS[key] ?? key).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Lists that Pulumi names in the plural and the API does not. */
const PLURALS: Readonly<Record<string, string>> = {
  dependsOns: "dependsOn",
  onFailures: "onFailure",
  onDurationWarningThresholdExceededs: "onDurationWarningThresholdExceeded",
};

/** A list as a map, by a field of its items. */
export function byKey(items: unknown, key: string): Readonly<Record<string, unknown>> {
  const entries = list(items).map((item) => {
    const { [key]: name, ...rest } = object(item);
    return [text(name) ?? "", rest] as const;
  });
  return Object.fromEntries(entries);
}
