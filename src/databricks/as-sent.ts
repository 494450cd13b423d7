import { type Json, list, object } from "../model/json.ts";

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
