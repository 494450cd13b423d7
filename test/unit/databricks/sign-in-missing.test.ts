import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { WorkspaceSettings } from "../../../src/model/workspace-settings.ts";
import { openWorkspace } from "../../../src/databricks/open.ts";

/** No profile of the machine's own is looked at. */
const DATABRICKS_CONFIG_FILE = join(import.meta.dirname, "no-such-file");

describe("what is missing or too much is told in one message", () => {
  test.each<{
    readonly missing: string;
    readonly settings?: WorkspaceSettings;
    readonly env?: Readonly<Record<string, string>>;
    readonly says: string;
  }>([
    {
      missing: "everything",
      says:
        "no address of a workspace: set host (DATABRICKS_HOST); and no credentials: set token (DATABRICKS_TOKEN), or " +
        "clientId (DATABRICKS_CLIENT_ID) and clientSecret (DATABRICKS_CLIENT_SECRET), or profile " +
        '(DATABRICKS_CONFIG_PROFILE), or run "databricks auth login"',
    },
    {
      missing: "the address",
      settings: { token: "t" },
      says: "no address of a workspace: set host (DATABRICKS_HOST) (Config: token=***,",
    },
    {
      missing: "the secret",
      settings: { host: "w", clientId: "i" },
      says: "oauth-m2m needs clientSecret (DATABRICKS_CLIENT_SECRET) (Config: host=https://w,",
    },
    {
      missing: "Azure's secret",
      settings: { host: "adb-1.azuredatabricks.net", azureClientId: "i" },
      env: { ARM_TENANT_ID: "t", DATABRICKS_AUTH_TYPE: "azure-client-secret" },
      says: "azure-client-secret needs azureClientSecret (ARM_CLIENT_SECRET) (Config: ",
    },
    {
      missing: "an address on Azure",
      settings: { host: "w", authType: "azure-msi", azureUseMsi: "true" },
      says: "azure-msi does not sign: the host is not Azure's, and azureWorkspaceResourceId is not set",
    },
    {
      missing: "a switch, which is off",
      settings: { host: "adb-1.azuredatabricks.net", authType: "azure-msi", azureUseMsi: false },
      env: { ARM_USE_MSI: "true" },
      says: "azure-msi needs azureUseMsi (ARM_USE_MSI)",
    },
    {
      missing: "nothing, there are two ways at once",
      settings: { host: "w", token: "t", clientId: "i" },
      says:
        "more than one authorization method configured: oauth and pat; authType (DATABRICKS_AUTH_TYPE) chooses " +
        "one (Config: host=w, token=***,",
    },
    {
      missing: "Google's key",
      settings: { host: "1.gcp.databricks.com", googleCredentials: '{ "private_key": "abc' },
      says: "googleCredentials (GOOGLE_CREDENTIALS) is neither JSON nor the path of a file that holds it (Config:",
    },
    {
      missing: "a known way",
      settings: { host: "w" },
      env: { DATABRICKS_AUTH_TYPE: "oauth_m2m" },
      says:
        'authType "oauth_m2m" is not one that this plugin can sign in by; it has pat, basic, oauth-m2m, ' +
        "databricks-cli, metadata-service, azure-msi, azure-client-secret, azure-cli, google-credentials, " +
        "google-id; did you mean oauth-m2m?",
    },
  ])("$missing", async ({ settings = {}, env = {}, says }) => {
    const workspace = openWorkspace(settings, { env: { DATABRICKS_CONFIG_FILE, ...env } });
    const request = workspace.send({ method: "GET", path: "/" });
    await expect(request).rejects.toThrow(`not signed in to Databricks: ${says}`);
    await expect(request).rejects.toMatchObject({ name: "SignInError", repeated: false });
  });
});
