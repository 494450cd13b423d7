import * as pulumi from "@pulumi/pulumi";
import { redactText } from "../redaction/redact-text.ts";
import { UserError } from "../model/user-error.ts";
import { type WorkspaceSettingName, workspaceSettings } from "../model/workspace-settings.ts";
import { parseSettings, SETTINGS, settingsKey } from "./parse.ts";
import type { Settings } from "./settings.ts";

/**
 * The settings of the stack being deployed, as Pulumi resolved them (file, `--config-file`, `pulumi config set`).
 * @throws SettingsError naming every fault by its path
 */
export function configuredSettings(): Settings {
  const file = `Pulumi.${pulumi.getStack()}.yaml`;
  return parseSettings(new pulumi.Config().getObject(SETTINGS), file, settingsKey(pulumi.getProject()));
}

/**
 * The workspace and its caller as the keys under `databricks:` say, which configure the Databricks provider of
 * the same program; what is not set there comes from the environment or a profile.
 */
export function loadWorkspace(): Readonly<Partial<Record<WorkspaceSettingName, pulumi.Input<string>>>> {
  const databricks = new pulumi.Config("databricks");
  const values = workspaceSettings.map(([name, { secret }]) => [
    name,
    secret === true ? databricks.getSecret(name) : databricks.get(name),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

/** Runs the deciding half of a program; a fault of the input ends it with its message alone. */
export async function decide<T>(decision: () => Promise<T>): Promise<T> {
  try {
    return await decision();
  } catch (error) {
    throw endingTheRun(error);
  }
}

/** A fault of the input as what ends a program with its message alone; anything else as it is. */
export function endingTheRun(error: unknown): unknown {
  return error instanceof UserError ? new pulumi.RunError(redactText(error.message)) : error;
}
