import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseSettings, SettingsError, settingsKey } from "../config/parse.ts";
import type { Settings } from "../config/settings.ts";
import { nearest } from "../model/nearest.ts";
import { firstLineOf } from "../model/user-error.ts";
import type { Project } from "./find.ts";

/**
 * Reads a stack's settings from its file, without Pulumi.
 * @throws SettingsError when the file is missing, is not YAML, or has faults
 */
export function readStackSettings(project: Project, stack: string): Settings {
  const file = `Pulumi.${stack}.yaml`;
  const path = join(project.stackFiles, file);
  const key = settingsKey(project.name);
  if (!existsSync(path)) throw new SettingsError(file, key, [noSuchStack(stack, stacksIn(project))]);
  return parseSettings(settingsOf(readFileSync(path, "utf8"), { file, key }), file, key);
}

/** The stacks that have a file, sorted. */
export function stacksIn({ stackFiles }: Project): readonly string[] {
  if (!existsSync(stackFiles)) return [];
  return readdirSync(stackFiles)
    .map((file) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

function settingsOf(text: string, { file, key }: { readonly file: string; readonly key: string }): unknown {
  try {
    const document = parse(text) as { config?: Record<string, unknown> } | null;
    return document?.config?.[key];
  } catch (error) {
    throw new SettingsError(file, key, [`not YAML: ${firstLineOf(error)}`]);
  }
}

function noSuchStack(stack: string, known: readonly string[]): string {
  const guess = nearest(stack, known);
  const here = known.length === 0 ? "there is no stack's file here" : `stacks here: ${known.join(", ")}`;
  return `no such file; ${here}${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`;
}
