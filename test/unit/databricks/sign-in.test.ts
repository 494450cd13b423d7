import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WorkspaceSettings } from "../../../src/model/workspace-settings.ts";
import { SignInError, TokenRefusedError } from "../../../src/databricks/errors.ts";
import { openWorkspace } from "../../../src/databricks/open.ts";
import { SdkAccess } from "../../../src/databricks/sdk-access.ts";
import { findTable } from "../../../src/databricks/tables.ts";
import { FakeWorkspace } from "../provider/fake-workspace.ts";

let workspace: FakeWorkspace;
let host: string;
let folder: string;

beforeEach(async () => {
  workspace = new FakeWorkspace();
  host = await workspace.start();
  workspace.tables.set("dev.gold.t", { properties: { a: "1" } });
  folder = mkdtempSync(join(tmpdir(), "lakewright-"));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await workspace.stop();
});

/** A connection that knows nothing but what it is given: no profile of the machine either. */
function open(settings: WorkspaceSettings, env: Readonly<Record<string, string>> = {}) {
  return openWorkspace(settings, { env: { DATABRICKS_CONFIG_FILE: join(folder, "none"), ...env } });
}

async function faultOf(settings: WorkspaceSettings, env: Readonly<Record<string, string>> = {}) {
  const failure: unknown = await findTable(open(settings, env), "dev.gold.t").catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(SignInError);
  return (failure as SignInError).message;
}

function profiles(text: string): string {
  const file = join(folder, "databrickscfg");
  writeFileSync(file, text);
  return file;
}

/** What the API got, without the requests for tokens. */
function signatures(): readonly (string | undefined)[] {
  return workspace.authorizations.filter((_, at) => workspace.received[at]?.path.startsWith("/api/"));
}

const granted = (n: number, expires_in = 3600) => ({
  body: { access_token: `granted-${n}`, token_type: "Bearer", expires_in },
});
const principal = { clientId: "an-id", clientSecret: "a-secret" };

describe("a token", () => {
  test("is the provider's own, else the environment's", async () => {
    const env = { DATABRICKS_HOST: host, DATABRICKS_TOKEN: "ambient" };
    await findTable(openWorkspace({}, { env }), "dev.gold.t");
    await findTable(openWorkspace({ token: "own" }, { env }), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer ambient", "Bearer own"]);
  });

  test("is what authType pat chooses, whatever else the environment holds for others", async () => {
    const env = { ARM_CLIENT_ID: "i", DATABRICKS_CONFIG_PROFILE: "prod", DATABRICKS_AUTH_TYPE: "pat" };
    await findTable(open({ host, token: "t" }, env), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer t"]);
  });

  test("goes out without the SDK, and everything else with it", async () => {
    const settings = [
      { host, token: "t" },
      { host, token: "t", authType: "pat" },
      { host, username: "ana", password: "p" },
    ];
    const program = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
      const { openWorkspace } = await import("${new URL("../../../src/databricks/open.ts", import.meta.url).href}");
      for (const settings of ${JSON.stringify(settings)}) {
        await openWorkspace(settings, { env: {} }).send({ method: "GET", path: "/api/2.1/unity-catalog/tables/dev.gold.t" });
        console.log(loaded.some((url) => url.includes("@databricks/")));
      }`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
    expect(stdout.trim().split("\n")).toEqual(["false", "false", "true"]);
    expect(signatures()).toEqual(["Bearer t", "Bearer t", `Basic ${btoa("ana:p")}`]);
  });
});

describe("a service principal", () => {
  test("signs with a token that is asked for once, however many requests come together", async () => {
    workspace.grant = (n, authorization) => {
      expect(authorization).toBe(`Basic ${btoa("an-id:a-secret")}`);
      return granted(n);
    };
    const connection = open({ host, ...principal });
    await Promise.all([1, 2, 3].map(() => findTable(connection, "dev.gold.t")));
    expect(signatures()).toEqual(Array(3).fill("Bearer granted-1"));
    expect(workspace.received.find(({ path }) => path === "/oidc/v1/token")).toEqual({
      method: "POST",
      path: "/oidc/v1/token",
      body: "scope=all-apis&grant_type=client_credentials",
    });
  });

  test("comes from the environment too", async () => {
    workspace.grant = (n) => granted(n);
    const env = { DATABRICKS_HOST: host, DATABRICKS_CLIENT_ID: "i", DATABRICKS_CLIENT_SECRET: "s" };
    await findTable(open({}, env), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer granted-1"]);
  });

  test("asks for a new token before the old one ends", async () => {
    // Databricks' SDK renews 40 s before the end.
    workspace.grant = (n) => granted(n, 30);
    const connection = open({ host, ...principal });
    await findTable(connection, "dev.gold.t");
    await findTable(connection, "dev.gold.t");
    expect(signatures()).toEqual(["Bearer granted-1", "Bearer granted-2"]);
  });

  test("asks for a new token once when the workspace refuses the one it has", async () => {
    workspace.grant = (n) => granted(n);
    const connection = open({ host, ...principal });
    await findTable(connection, "dev.gold.t");
    workspace.faults.push({ on: "GET /api", status: 401 }, { on: "GET /api", status: 401 });
    await Promise.all([1, 2].map(() => findTable(connection, "dev.gold.t")));
    expect(signatures().slice(3)).toEqual(["Bearer granted-2", "Bearer granted-2"]);

    workspace.faults.push({ on: "GET /api", status: 401 }, { on: "GET /api", status: 401 });
    const refused = findTable(connection, "dev.gold.t");
    await expect(refused).rejects.toThrow(TokenRefusedError);
    await expect(refused).rejects.toThrow(
      `token refused by ${host}. Check what oauth-m2m signs in with (Config: host=${host}, config_file=${join(folder, "none")}, client_id=an-id, client_secret=***, auth_type=oauth-m2m`,
    );
  });

  test("that is refused is told at length once, without its secret", async () => {
    workspace.grant = () => ({ status: 401, body: { error: "invalid_client", error_description: "wrong" } });
    const connection = open({ host, ...principal });
    const first = await findTable(connection, "dev.gold.t").catch((error: unknown) => String(error));
    expect(first).toContain(
      "not signed in to Databricks: Failed to retrieve token: invalid_client wrong (Config: ",
    );
    expect(first).toContain("client_id=an-id, client_secret=***");
    expect(first).not.toContain("a-secret");
    await expect(findTable(connection, "dev.gold.t")).rejects.toMatchObject({ repeated: true });
    expect(signatures()).toEqual([]);
  });

  test("waits out that who grants tokens is busy or does not answer", async () => {
    workspace.grant = (n) =>
      n === 1 ? { status: 503, headers: { "content-type": "text/plain" } } : granted(n);
    workspace.faults.push({ on: "POST /oidc/v1/token", reset: true });
    await findTable(open({ host, ...principal }), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer granted-2"]);
  });

  test.each([
    [
      "redirects",
      { status: 302, headers: { location: "http://ana:p@127.0.0.1:9/login?secret=s" } },
      "answered 302, sending on to http://127.0.0.1:9/login",
    ],
    ["shows a page", { body: "<html>" }, "is not valid JSON"],
  ])("of a host that is no workspace: it %s", async (_, answer, says) => {
    workspace.faults.push({ on: "GET /oidc", ...answer });
    const fault = await faultOf({ host, ...principal });
    expect(fault).toContain(`${says}; is ${host} a Databricks workspace?`);
  });

  test.each([301, 302, 307, 308])("takes its secret nowhere else, whatever %d says", async (status) => {
    const elsewhere = new FakeWorkspace();
    const location = `${await elsewhere.start()}/oidc/v1/token`;
    workspace.grant = () => ({ status, headers: { location } });
    const fault = await faultOf({ host, ...principal });
    await elsewhere.stop();
    expect(fault).toContain(
      `${host}/oidc/v1/token answered ${status}, sending on to ${location}; is ${host} a Databricks workspace?`,
    );
    expect(elsewhere.received).toEqual([]);
  });

  test("sends its secret to no host that the workspace names and that http alone reaches", async () => {
    const named = { authorization_endpoint: `${host}/a`, token_endpoint: "http://192.0.2.2:9/token" };
    workspace.faults.push({ on: "GET /oidc", body: named });
    expect(await faultOf({ host, ...principal })).toContain(
      "http://192.0.2.2:9 would get the token unencrypted",
    );
  });

  test("of a host where nobody answers", async () => {
    await workspace.stop();
    let time = 0;
    const clock = { now: () => (time += 4_000), sleep: () => Promise.resolve() };
    const connection = openWorkspace({ host, ...principal }, { env: {}, clock });
    await expect(findTable(connection, "dev.gold.t")).rejects.toThrow(
      `workspace not reachable (signing in: ECONNREFUSED at ${host}/oidc/.well-known/oauth-authorization-server): is it running?`,
    );
  });
});

describe("a profile", () => {
  const file = () =>
    profiles(`[DEFAULT]\nhost = ${host}\ntoken = of-default\n[dev]\nhost = ${host}\ntoken = of-dev\n`);

  test("is named by the provider or the environment; DEFAULT where nothing is set", async () => {
    const configFile = file();
    const DATABRICKS_CONFIG_FILE = configFile;
    await findTable(openWorkspace({ configFile, profile: "dev" }, { env: {} }), "dev.gold.t");
    const env = { DATABRICKS_CONFIG_FILE, DATABRICKS_CONFIG_PROFILE: "dev" };
    await findTable(openWorkspace({}, { env }), "dev.gold.t");
    await findTable(openWorkspace({}, { env: { DATABRICKS_CONFIG_FILE } }), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer of-dev", "Bearer of-dev", "Bearer of-default"]);
  });

  test("fills in what settings and environment leave open", async () => {
    workspace.grant = (n) => granted(n);
    const configFile = profiles(`[sp]\nhost = ${host}\nclient_id = an-id\n`);
    const env = { DATABRICKS_CLIENT_SECRET: "a-secret", DATABRICKS_HOST: "" };
    await findTable(openWorkspace({ configFile, profile: "sp" }, { env }), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer granted-1"]);
  });

  test("of a token is not asked for another token when the workspace refuses it", async () => {
    workspace.faults.push({ on: "GET", status: 401 });
    const refused = findTable(open({ configFile: file(), profile: "dev" }), "dev.gold.t");
    await expect(refused).rejects.toThrow(`token refused by ${host}. Check what pat signs in with`);
    expect(workspace.received).toHaveLength(1);
  });

  test("is not missed where the environment says all, as the Databricks provider has it", async () => {
    const env = { DATABRICKS_HOST: host, DATABRICKS_TOKEN: "t", DATABRICKS_CONFIG_PROFILE: "prod" };
    await findTable(open({}, env), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer t"]);
  });

  test("that is not there, and a file that is not there", async () => {
    const configFile = file();
    const advice =
      '"databricks configure --profile prod" writes it; another is named by profile ' +
      "(DATABRICKS_CONFIG_PROFILE) and configFile (DATABRICKS_CONFIG_FILE)";
    expect(await faultOf({ configFile, profile: "prod" })).toContain(
      `not signed in to Databricks: profile "prod" is not in ${configFile}, which has DEFAULT, dev; ${advice}`,
    );
    expect(await faultOf({ profile: "prod" })).toContain(
      `not signed in to Databricks: profile "prod": ${join(folder, "none")} does not exist; ${advice}`,
    );
  });
});

describe("a command that signs in", () => {
  function command(name: string, script: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  }

  test("is the Databricks CLI, for the profile", async () => {
    const databricksCliPath = command(
      "databricks",
      `[ "$1" = version ] && echo 0.270.0 || echo '{ "access_token": "'"of $*"'", "expiry": "2099-01-01T00:00:00Z" }'`,
    );
    const configFile = profiles(`[mine]\nhost = ${host}\nauth_type = databricks-cli\n`);
    await findTable(open({ configFile, profile: "mine", databricksCliPath }), "dev.gold.t");
    expect(signatures()).toEqual(["Bearer of auth token --profile mine"]);
  });

  test("is Azure's, whose second token goes along", async () => {
    // Only a host of Azure's is asked for this way, so nothing is sent here.
    command("az", `echo '{ "accessToken": "'"for $4"'", "expiresOn": "2099-01-01 00:00:00" }'`);
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
    const access = new SdkAccess({ host: "adb-1.azuredatabricks.net", authType: "azure-cli" }, {});
    expect(await access.sign()).toMatchObject({
      host: "https://adb-1.azuredatabricks.net",
      headers: {
        authorization: "Bearer for 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
        "x-databricks-azure-sp-management-token": "for https://management.core.windows.net/",
      },
    });
  });
});
