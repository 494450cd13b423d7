import { type WorkspaceSettings, workspaceSettings } from "../model/workspace-settings.ts";
import { pulumi } from "./pulumi.ts";

/** The workspace that the stack deploys to: its own configuration comes before the environment. */
export async function configuredWorkspace(stack: string): Promise<WorkspaceSettings> {
  const text = await pulumi(["config", "--json", "--show-secrets", "--open=false", "--stack", stack]);
  const config = JSON.parse(text) as Readonly<Record<string, { readonly value?: string } | undefined>>;
  return Object.fromEntries(workspaceSettings.map(([name]) => [name, config[`databricks:${name}`]?.value]));
}

/** Credentials among the settings, which nothing that is printed may hold. */
export function credentialsOf(settings: WorkspaceSettings): readonly string[] {
  const secret = workspaceSettings.filter(([, setting]) => setting.secret === true);
  return secret.flatMap(([name]) => settings[name] ?? []).map(String);
}
