import { InputError, read } from "./faults.ts";
import { type Settings, settingsSchema } from "./settings.ts";

/** Namespace and key under which a stack's file holds the settings of a project. */
export function settingsKey(project: string): string {
  return `${project}:${SETTINGS}`;
}

export const SETTINGS = "settings";

/** Every fault of one stack file. */
export class SettingsError extends InputError {
  override readonly name = "SettingsError";
}

/**
 * Reads settings, strictly and all at once.
 * @param source the file to name in errors, such as `Pulumi.prod.yaml`
 * @param key where it has them, such as `acme:settings`
 * @throws SettingsError naming every fault by its path
 */
export function parseSettings(value: unknown, source: string, key: string): Settings {
  const { data, faults } = read(settingsSchema, value);
  if (data !== undefined) return data;
  throw new SettingsError(
    source,
    key,
    faults.map(({ path, message }) => `${path || "(settings)"}: ${message}`),
  );
}
