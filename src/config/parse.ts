import { InputError, read } from "./faults.ts";
import { type Settings, settingsSchema } from "./settings.ts";

/** Project namespace and key under which a stack file holds its settings. */
export const SETTINGS_KEY = "kineo-lakehouse:settings";

/** Every fault of one stack file. */
export class SettingsError extends InputError {
  override readonly name = "SettingsError";

  constructor(source: string, faults: readonly string[]) {
    super(source, SETTINGS_KEY, faults);
  }
}

/**
 * Reads settings, strictly and all at once.
 * @param source the file to name in errors, such as `Pulumi.prod.yaml`
 * @throws SettingsError naming every fault by its path
 */
export function parseSettings(value: unknown, source: string): Settings {
  const { data, faults } = read(settingsSchema, value);
  if (data !== undefined) return data;
  throw new SettingsError(
    source,
    faults.map(({ path, message }) => `${path || "(settings)"}: ${message}`),
  );
}
