import { defined } from "../model/defined.ts";
import { type WorkspaceSettings, workspaceSettings } from "../model/workspace-settings.ts";
import { plainToken } from "./access.ts";
import type { Clock } from "./clock.ts";
import { Connection } from "./connection.ts";
import { SdkAccess } from "./sdk-access.ts";

/**
 * The workspace that the settings, the environment or a profile name. Nothing is sent and no profile read
 * before the first request.
 *
 * A host and a token need no library. All else is for Databricks' own SDK, which takes a good part of the
 * time that the plugin needs to start, and is loaded with the first request.
 * @throws {WorkspaceError} when the host is no URL
 */
export function openWorkspace(
  settings: WorkspaceSettings,
  { env = process.env, clock }: { readonly env?: NodeJS.ProcessEnv; readonly clock?: Clock } = {},
): Connection {
  const { given, ambient, named } = resolve(settings, env);
  const { host, token, authType, ...others } = named;
  const plain = authType === "pat" || (authType === undefined && Object.keys(others).length === 0);
  const access =
    plain && host !== undefined && token !== undefined
      ? plainToken(host, token)
      : new SdkAccess(given, ambient);
  return new Connection({ access, ...defined({ clock }) });
}

type Values = Readonly<Partial<Record<string, string>>>;

interface Resolved {
  /** Settings by name, the environment's included. */
  readonly named: Values;
  /** What was set. */
  readonly given: Values;
  /** Variables of the environment for what was not. */
  readonly ambient: Values;
}

/** What is empty counts as absent, as it does for the Databricks provider. */
function resolve(settings: WorkspaceSettings, env: NodeJS.ProcessEnv): Resolved {
  const named: Record<string, string> = {};
  const given: Record<string, string> = {};
  const ambient: Record<string, string> = {};
  for (const [name, { env: variable }] of workspaceSettings) {
    const own = String(settings[name] ?? "");
    const value = own === "" ? (env[variable] ?? "") : own;
    // The SDK takes any text for a switch that is on.
    if (value === "" || value === "false") continue;
    named[name] = value;
    if (own === "") ambient[variable] = value;
    else given[name] = value;
  }
  return { named, given, ambient };
}
