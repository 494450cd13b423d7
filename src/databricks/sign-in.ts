import type { AuthType, Config, loadConfigFile } from "@databricks/sdk-experimental/dist/config/index.js";
import { nearest } from "../model/nearest.ts";
import { WORKSPACE_SETTINGS, type WorkspaceSettingName } from "../model/workspace-settings.ts";

/** Why there is nothing to sign with, in words of our own. */
export class SignInFault extends Error {
  override readonly name = "SignInFault";
}

interface Way {
  /** Settings without which it is not tried. */
  readonly needs: readonly WorkspaceSettingName[];
  /** What else may keep it from signing. */
  readonly otherwise: string;
}

const NOT_AZURE = "the host is not Azure's, and azureWorkspaceResourceId is not set";
const NOT_GOOGLE = "the host is not Google Cloud's";

/** Every way the SDK has to sign in. Source: the `configure` of each of its credential providers. */
const WAYS = {
  pat: { needs: ["token"], otherwise: "it got no token" },
  basic: { needs: ["username", "password"], otherwise: "it got no password" },
  "oauth-m2m": { needs: ["clientId", "clientSecret"], otherwise: "it got no token" },
  "databricks-cli": {
    needs: [],
    otherwise: 'the command "databricks" is not there, or "databricks auth login" was not run for this host',
  },
  "metadata-service": { needs: ["metadataServiceUrl"], otherwise: "nobody answers at metadataServiceUrl" },
  "azure-msi": { needs: ["azureUseMsi"], otherwise: NOT_AZURE },
  "azure-client-secret": {
    needs: ["azureClientId", "azureClientSecret", "azureTenantId"],
    otherwise: NOT_AZURE,
  },
  "azure-cli": { needs: [], otherwise: `the command "az" is not there, or ${NOT_AZURE}` },
  "google-credentials": { needs: ["googleCredentials"], otherwise: NOT_GOOGLE },
  "google-id": { needs: ["googleServiceAccount"], otherwise: NOT_GOOGLE },
} as const satisfies Readonly<Record<Exclude<AuthType, "default">, Way>>;

const ways: Readonly<Record<string, Way>> = WAYS;

/** @returns why it is no `authType`; undefined when it is one */
export function authTypeFault(authType: string): string | undefined {
  const known = Object.keys(WAYS);
  if (known.includes(authType)) return undefined;
  const guess = nearest(authType, known);
  const hint = guess === undefined ? "" : `; did you mean ${guess}?`;
  return `authType "${authType}" is not one that this plugin can sign in by; it has ${known.join(", ")}${hint}`;
}

/** Whether another signature would be the same: there is no token that grows old. */
export function isFixed(authType: string | undefined): boolean {
  return authType === "pat" || authType === "basic";
}

/**
 * The SDK goes on without a profile when its file does not exist, and does not say which profiles there are.
 * @returns why the profile that is asked for cannot be had; undefined when it can
 */
async function profileFault(
  { profile, configFile }: Config,
  load: typeof loadConfigFile,
): Promise<string | undefined> {
  if (profile === undefined) return undefined;
  const advice =
    `"databricks configure --profile ${profile}" writes it; ` +
    `another is named by ${named("profile")} and ${named("configFile")}`;
  try {
    const { iniFile, path } = await load(configFile);
    const profiles = Object.keys(iniFile);
    if (profiles.includes(profile)) return undefined;
    const has = profiles.length === 0 ? "has none" : `has ${profiles.join(", ")}`;
    return `profile "${profile}" is not in ${path}, which ${has}; ${advice}`;
  } catch (error) {
    return `profile "${profile}": ${messageOf(error)}; ${advice}`;
  }
}

/** @throws {SignInFault} when what was resolved cannot sign for any workspace */
export function checkSettings(config: Config): void {
  const fault = config.authType === undefined ? undefined : authTypeFault(config.authType);
  if (fault !== undefined) throw new SignInFault(fault);
  if (config.host !== undefined || config.azureWorkspaceResourceId !== undefined) return;
  const credentials = config.authType === undefined && begun(config).length === 0;
  throw new SignInFault(
    `no address of a workspace: set ${named("host")}${credentials ? `; and ${NO_CREDENTIALS}` : ""}`,
  );
}

/** What kept the SDK from signing, for people. */
export async function reasonFor(
  error: unknown,
  config: Config,
  load: typeof loadConfigFile,
): Promise<string> {
  const said = messageOf(error).replace(/^default auth: (?:oidc: )?/, "");
  const none = said.startsWith("cannot configure default credentials");
  if (none || error instanceof SignInFault || said.startsWith("resolve: ")) {
    return (await profileFault(config, load)) ?? (none ? noCredentials(config) : said);
  }
  if (said.startsWith("could not read GoogleCredentials")) {
    // The SDK ends the sentence in a piece of the key.
    return `${named("googleCredentials")} is neither JSON nor the path of a file that holds it`;
  }
  if (/ answered \d+(, sending on to .+)?$| is not valid JSON$|^Unable to discover/.test(said)) {
    return `${said}; is ${config.host ?? "it"} a Databricks workspace?`;
  }
  const several = /^validate: (more than one .*)/s.exec(said)?.[1];
  return several === undefined ? said : `${several}; ${named("authType")} chooses one`;
}

/** What was resolved, without its secrets; empty when there was nothing. */
export function tried(config: Config): string {
  const settings = config.attributes.debugString();
  return settings === "" ? "" : ` (${settings})`;
}

function noCredentials(config: Config): string {
  const chosen = Object.entries(ways).filter(([name]) => name === config.authType);
  const faults = (chosen.length > 0 ? chosen : begun(config)).map(([name, { needs, otherwise }]) => {
    const missing = needs.filter((setting) => config[setting] === undefined);
    return missing.length > 0
      ? `${name} needs ${missing.map(named).join(" and ")}`
      : `${name} does not sign: ${otherwise}`;
  });
  return faults.length > 0 ? faults.join("; ") : NO_CREDENTIALS;
}

/** Ways of which a setting is there. */
function begun(config: Config): readonly (readonly [name: string, way: Way])[] {
  return Object.entries(ways).filter(([, { needs }]) =>
    needs.some((setting) => config[setting] !== undefined),
  );
}

const NO_CREDENTIALS =
  `no credentials: set ${named("token")}, or ${named("clientId")} and ${named("clientSecret")}, ` +
  `or ${named("profile")}, or run "databricks auth login"`;

function named(setting: WorkspaceSettingName): string {
  return `${setting} (${WORKSPACE_SETTINGS[setting].env})`;
}

/** Errors of the SDK append every setting to their message; `baseMessage` is without. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : error.name;
  const said = "baseMessage" in error ? String(error.baseMessage) : error.message || code;
  // It quotes the answer of who grants tokens where it cannot read it.
  return said.replaceAll(/("\w*token"\s*:\s*")[^"]*/gi, "$1***");
}
