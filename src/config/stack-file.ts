import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { nearest } from "../model/nearest.ts";
import { parseSettings, SETTINGS_KEY, SettingsError } from "./parse.ts";
import type { Settings } from "./settings.ts";

/**
 * Reads a stack's settings from its file, without Pulumi.
 * @param directory where `Pulumi.<stack>.yaml` stands
 * @throws SettingsError when the file is missing, is not YAML, or has faults
 */
export function readStackSettings(directory: string, stack: string): Settings {
  const file = `Pulumi.${stack}.yaml`;
  const path = join(directory, file);
  if (!existsSync(path)) throw new SettingsError(file, [noSuchStack(stack, stacksIn(directory))]);
  return parseSettings(settingsOf(readFileSync(path, "utf8"), file), file);
}

/** The stacks that have a file in this directory, sorted. */
export function stacksIn(directory: string): readonly string[] {
  return readdirSync(directory)
    .map((file) => /^Pulumi\.([\w-]+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

function settingsOf(text: string, file: string): unknown {
  try {
    const document = parse(text) as { config?: Record<string, unknown> } | null;
    return document?.config?.[SETTINGS_KEY];
  } catch (error) {
    throw new SettingsError(file, [
      `not YAML: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    ]);
  }
}

function noSuchStack(stack: string, known: readonly string[]): string {
  const guess = nearest(stack, known);
  return `no such file; stacks here: ${known.join(", ")}${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`;
}
