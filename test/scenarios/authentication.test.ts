import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ended } from "./support/process.ts";
import { Bench } from "./support/workbench.ts";

/** The whole stack, which both providers must sign in for; each test stands on the one before it. */
describe("signing in by what the stack's configuration says under databricks:", () => {
  let bench: Bench;
  let principal: { readonly client_id: string; readonly client_secret: string };
  let configFile: string;

  beforeAll(async () => {
    bench = await Bench.open({ name: "authentication", stack: "dev", tables: "none" });
    const file = join(bench.sandbox.home, "service-principal.json");
    principal = JSON.parse(readFileSync(file, "utf8")) as typeof principal;
    configFile = join(bench.directory, "databrickscfg");
    writeFileSync(configFile, `[mine]\nhost = ${bench.sandbox.url}\ntoken = ${bench.sandbox.token}\n`);
    await bench.sandbox.sql("CREATE SCHEMA dev.gold");
    await bench.sandbox.sql("CREATE SCHEMA dev.silver");
    await bench.sandbox.sql("CREATE TABLE dev.gold.dim_user (user_id BIGINT) USING DELTA");
    return () => bench.sandbox.stop();
  });

  /** Pulumi without the token and address that the environment has otherwise. */
  function pulumi(...args: readonly string[]): Promise<Ended> {
    const none = { DATABRICKS_HOST: "", DATABRICKS_TOKEN: "", DATABRICKS_AUTH_TYPE: "" };
    return bench.pulumiWith({ ...none, DATABRICKS_CONFIG_FILE: configFile }, ...args);
  }

  async function succeeds(...args: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await pulumi(...args);
    expect(code, `${stdout}${stderr}`).toBe(0);
  }

  /** The state as the file has it, and what it records of the plugin's settings. */
  function state(): { readonly text: string; readonly settings: unknown } {
    const file = join(bench.directory, "state", ".pulumi", "stacks", "kineo", "dev.json");
    const text = readFileSync(file, "utf8");
    const { checkpoint } = JSON.parse(text) as {
      checkpoint: { latest: { resources: readonly { type: string; inputs?: unknown }[] } };
    };
    const provider = checkpoint.latest.resources.find(({ type }) => type === "pulumi:providers:lakewright");
    return { text, settings: provider?.inputs };
  }

  const encrypted = expect.objectContaining({ ciphertext: expect.stringMatching(/./) as string }) as object;

  test("a profile that is not there is told once, with what the file has", async () => {
    await succeeds("config", "set", "databricks:profile", "yours");
    const { code, stdout, stderr } = await pulumi("up", "--yes", "--skip-preview");
    const text = stdout + stderr;
    expect(code).not.toBe(0);
    const message = text.slice(text.lastIndexOf("Diagnostics:"));
    expect(message.match(/not signed in to Databricks/g)).toHaveLength(1);
    expect(message).toContain(`profile "yours" is not in ${configFile}, which has mine`);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  test("a profile of DATABRICKS_CONFIG_FILE deploys: objects by the one provider, layouts by the other", async () => {
    await succeeds("config", "set", "databricks:profile", "mine");
    await succeeds("up", "--yes", "--skip-preview");
    expect(await bench.sandbox.properties("gold.dim_user")).toMatchObject({
      "lakewright.managedBy": "kineo/dev/gold.dim_user on dev.gold.dim_user",
    });
    expect(state().settings).toEqual({ profile: "mine" });
    expect(state().text.includes(bench.sandbox.token)).toBe(false);
  });

  /**
   * An object's own access list names who made it, and the Databricks provider passes over the caller's entry
   * alone: so whoever takes over finds the entries of the one before, and takes them off. It finds them with its own
   * first refresh, for a refresh signs in as the state has it.
   */
  test("a service principal takes over, and its secret is not readable in the state", async () => {
    await succeeds("config", "rm", "databricks:profile");
    await succeeds("config", "set", "databricks:host", bench.sandbox.url);
    await succeeds("config", "set", "databricks:clientId", principal.client_id);
    await succeeds("config", "set", "--secret", "databricks:clientSecret", principal.client_secret);
    await succeeds("up", "--yes", "--skip-preview");
    await succeeds("up", "--yes", "--skip-preview", "--refresh");
    await succeeds("preview", "--refresh", "--expect-no-changes");
    const { text, settings } = state();
    expect(settings).toEqual({
      host: bench.sandbox.url,
      clientId: principal.client_id,
      clientSecret: encrypted,
    });
    expect(text.includes(principal.client_secret)).toBe(false);
  });

  test("a program that does not mark the secret does not get it into the state either", async () => {
    bench.edit("src/config/load.ts", "databricks.getSecret(name)", "databricks.get(name)");
    bench.edit("components/provider.ts", "pulumi.secret(args[setting])", "args[setting]");
    await succeeds("up", "--yes", "--skip-preview");
    const { text, settings } = state();
    expect(settings).toMatchObject({ clientSecret: encrypted });
    expect(text.includes(principal.client_secret)).toBe(false);
  });

  test("a secret that the workspace does not take is told once, and not shown", async () => {
    await succeeds("config", "set", "--secret", "databricks:clientSecret", "not-the-secret");
    const { code, stdout, stderr } = await pulumi("up", "--yes", "--skip-preview");
    const text = stdout + stderr;
    expect(code).not.toBe(0);
    const message = text.slice(text.lastIndexOf("Diagnostics:"));
    expect(message).toContain("not signed in to Databricks: Failed to retrieve token: invalid_client");
    expect(text).not.toContain("not-the-secret");
  });
});
