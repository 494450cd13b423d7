/** One setting of the workspace and its caller. */
export interface WorkspaceSetting {
  /** One sentence for schema and documentation. */
  readonly about: string;
  /** Environment variable that is read where the setting is absent. */
  readonly env: string;
  /** Kept secret in state and in configuration. @default false */
  readonly secret?: true;
  /** @default "string" */
  readonly type?: "boolean";
}

/**
 * Which workspace is meant and who signs in: inputs of the Databricks provider under its own names and with its
 * own environment variables, as far as the Databricks SDK for JavaScript knows them. Where a setting is absent
 * the environment is asked, then the profile.
 *
 * Source: the attributes of the SDK's `Config`; a test holds the two together.
 */
export const WORKSPACE_SETTINGS = {
  host: { env: "DATABRICKS_HOST", about: "Workspace URL." },
  token: { env: "DATABRICKS_TOKEN", about: "Access token.", secret: true },
  profile: {
    env: "DATABRICKS_CONFIG_PROFILE",
    about: "Profile of the configuration file, as the Databricks CLI writes it.",
  },
  configFile: {
    env: "DATABRICKS_CONFIG_FILE",
    about: "File that holds the profiles; `~/.databrickscfg` unless named.",
  },
  authType: {
    env: "DATABRICKS_AUTH_TYPE",
    about: "The one way to sign in, where the settings would allow several, such as `oauth-m2m`.",
  },
  clientId: { env: "DATABRICKS_CLIENT_ID", about: "Application id of a service principal (OAuth)." },
  clientSecret: {
    env: "DATABRICKS_CLIENT_SECRET",
    about: "OAuth secret of the service principal.",
    secret: true,
  },
  databricksCliPath: {
    env: "DATABRICKS_CLI_PATH",
    about: "The `databricks` command, which signs in as whoever ran `databricks auth login`.",
  },
  azureWorkspaceResourceId: {
    env: "DATABRICKS_AZURE_RESOURCE_ID",
    about: "Azure resource id of the workspace, from which its URL is found.",
  },
  azureClientId: { env: "ARM_CLIENT_ID", about: "Application id of an Entra ID service principal." },
  azureClientSecret: { env: "ARM_CLIENT_SECRET", about: "Its secret.", secret: true },
  azureTenantId: { env: "ARM_TENANT_ID", about: "Its Entra ID tenant." },
  azureUseMsi: {
    env: "ARM_USE_MSI",
    about: "Whether to sign in as the Azure managed identity of the machine.",
    type: "boolean",
  },
  azureEnvironment: {
    env: "ARM_ENVIRONMENT",
    about: "Azure cloud: `public`, `usgovernment`, `china` or `german`; public unless named.",
  },
  azureLoginAppId: {
    env: "DATABRICKS_AZURE_LOGIN_APP_ID",
    about: "Application that Entra ID tokens are asked for; Azure Databricks unless named.",
  },
  googleServiceAccount: {
    env: "DATABRICKS_GOOGLE_SERVICE_ACCOUNT",
    about: "Google service account to sign in as.",
  },
  googleCredentials: {
    env: "GOOGLE_CREDENTIALS",
    about: "Key of a Google service account: JSON, or the path of a file that holds it.",
    secret: true,
  },
  username: { env: "DATABRICKS_USERNAME", about: "User, where the workspace still takes passwords." },
  password: { env: "DATABRICKS_PASSWORD", about: "The user's password.", secret: true },
  metadataServiceUrl: {
    env: "DATABRICKS_METADATA_SERVICE_URL",
    about: "URL of a local service that hands out tokens.",
    secret: true,
  },
} as const satisfies Readonly<Record<string, WorkspaceSetting>>;

/** A setting of the workspace, as under `databricks:` in a stack's file. */
export type WorkspaceSettingName = keyof typeof WORKSPACE_SETTINGS;

/** The same with their names and without the narrow types of each. */
export const workspaceSettings = Object.entries(WORKSPACE_SETTINGS) as readonly (readonly [
  WorkspaceSettingName,
  WorkspaceSetting,
])[];

/** Values by setting. A boolean may come as text, which is what Pulumi's configuration holds. */
export type WorkspaceSettings = {
  readonly [Name in WorkspaceSettingName]?:
    ((typeof WORKSPACE_SETTINGS)[Name] extends { type: "boolean" } ? boolean | string : string) | undefined;
};
