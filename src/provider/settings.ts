import { nearest } from "../model/nearest.ts";
import { type WorkspaceSettings, workspaceSettings } from "../model/workspace-settings.ts";
import type { CheckFailure } from "../pulumi-rpc/resource.ts";
import { UNKNOWN, type Value, type Values } from "../pulumi-rpc/value.ts";
import { authTypeFault } from "../databricks/sign-in.ts";

/** What the provider is configured with. */
export interface ProviderSettings extends WorkspaceSettings {
  /** Statements that run on the warehouse at once, 1 to 64. @default 8 */
  readonly statementsAtOnce?: number | undefined;
}

/** Settings that the engine encrypts wherever it writes them. */
export const SECRET_SETTINGS: readonly string[] = workspaceSettings
  .filter(([, { secret }]) => secret === true)
  .map(([name]) => name);

const NAMES: readonly string[] = [...workspaceSettings.map(([name]) => name), "statementsAtOnce"];
const BOOLEANS: readonly string[] = workspaceSettings
  .filter(([, { type }]) => type === "boolean")
  .map(([name]) => name);

/** Inputs that the engine adds to every provider. */
const ENGINE_SETTINGS = ["version", "pluginDownloadURL"];

export function checkProviderSettings(inputs: Values): readonly CheckFailure[] {
  return Object.entries(inputs).flatMap(([property, value]) => {
    if (ENGINE_SETTINGS.includes(property)) return [];
    const reason = fault(property, value);
    return reason === undefined ? [] : [{ property, reason }];
  });
}

function fault(name: string, value: Value): string | undefined {
  if (!NAMES.includes(name)) {
    const guess = nearest(name, NAMES);
    const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
    return `unknown setting "${name}"; the provider has ${NAMES.join(", ")}${hint}`;
  }
  if (value === UNKNOWN || value === null) return undefined;
  if (name === "statementsAtOnce")
    return isCount(value) ? undefined : `${name} is a whole number from 1 to 64`;
  if (BOOLEANS.includes(name)) return isBoolean(value) ? undefined : `${name} is true or false`;
  if (typeof value !== "string") return `${name} is a text`;
  return name === "authType" && value !== "" ? authTypeFault(value) : undefined;
}

/** Reads settings that were checked; what is not known or not right counts as absent. */
export function readSettings(values: Values): ProviderSettings {
  const usable = workspaceSettings
    .map(([name]) => [name, values[name]] as const)
    .filter(([, value]) => typeof value === "string" || typeof value === "boolean");
  const { statementsAtOnce } = values;
  return {
    ...(Object.fromEntries(usable) as WorkspaceSettings),
    statementsAtOnce: isCount(statementsAtOnce) ? Number(statementsAtOnce) : undefined,
  };
}

/** Provider settings come as text through the engine, whatever they were written as. */
function isCount(value: Value | undefined): value is string | number {
  const count = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  return Number.isInteger(count) && count >= 1 && count <= 64;
}

function isBoolean(value: Value): boolean {
  return typeof value === "boolean" || value === "true" || value === "false";
}
