import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ensureToolchain, type Toolchain } from "../../../toolchain/toolchain.ts";
import { freshHome, LiveSandbox, run } from "../support/live.ts";

const RESOURCES = 25;

interface Summary {
  readonly changeSummary: Readonly<Record<string, number>>;
}

/**
 * The real Pulumi engine and the real Databricks provider with one resource of every kind the sandbox
 * serves. What it does not prove: that Databricks would answer as the sandbox does.
 */
describe("the Databricks provider finds in the sandbox what it put there", () => {
  let sandbox: LiveSandbox;
  let toolchain: Toolchain;
  let folder: string;
  let ids: unknown;

  beforeAll(async () => {
    folder = await freshHome("provider");
    toolchain = await ensureToolchain(() => undefined);
    sandbox = await LiveSandbox.start(join(folder, "home"), "dev");
    cpSync(join(import.meta.dirname, "program"), folder, { recursive: true });
    mkdirSync(join(folder, "state"));
    await pulumi("stack", "init", "test");
    await pulumi("config", "set", "catalog", "dev");
    await pulumi("config", "set", "step", "1");
  });
  afterAll(() => sandbox.stop());

  async function pulumi(...args: readonly string[]): Promise<string> {
    const env = {
      ...toolchain.env,
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "",
      DATABRICKS_HOST: sandbox.url,
      DATABRICKS_TOKEN: sandbox.token,
      DATABRICKS_RATE_LIMIT: "200",
    };
    const ended = await run(toolchain.pulumi, [...args, "--non-interactive"], { cwd: folder, env });
    if (ended.code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${ended.stdout}${ended.stderr}`);
    return ended.stdout;
  }

  const up = async (): Promise<Readonly<Record<string, number>>> => {
    await pulumi("up", "--yes", "--skip-preview");
    const [last] = JSON.parse(await pulumi("stack", "history", "--json")) as {
      resourceChanges: Record<string, number>;
    }[];
    return last?.resourceChanges ?? {};
  };
  const idsNow = async (): Promise<unknown> =>
    JSON.parse(await pulumi("stack", "output", "ids", "--json")) as unknown;
  const afterRefresh = async (): Promise<Readonly<Record<string, number>>> =>
    (JSON.parse(await pulumi("preview", "--refresh", "--expect-no-changes", "--json")) as Summary)
      .changeSummary;

  test("everything is created", async () => {
    expect(await up()).toEqual({ create: RESOURCES });
    ids = await idsNow();
  });

  test("a refresh finds nothing to change", async () => {
    expect(await afterRefresh()).toEqual({ same: RESOURCES });
  });

  test("everything changes in place but the folder and the stack, which have nothing to change", async () => {
    await pulumi("config", "set", "step", "2");
    expect(await up()).toEqual({ update: RESOURCES - 2, same: 2 });
    expect(await idsNow()).toEqual(ids);
  });

  test("a refresh finds nothing to change again", async () => {
    expect(await afterRefresh()).toEqual({ same: RESOURCES });
  });

  test("a restart of the sandbox changes nothing", async () => {
    await sandbox.stop();
    sandbox = await LiveSandbox.start(sandbox.home, "dev");
    expect(await afterRefresh()).toEqual({ same: RESOURCES });
  });

  test("a change made by hand is found", async () => {
    const { warehouse } = ids as { warehouse: string };
    await sandbox.ok("POST", `/api/2.0/sql/warehouses/${warehouse}/edit`, { cluster_size: "Large" });
    const preview = await pulumi("preview", "--refresh", "--json");
    expect((JSON.parse(preview) as Summary).changeSummary).toEqual({ update: 1, same: RESOURCES - 1 });
  });

  test("an object deleted by hand is made again", async () => {
    const { destination } = ids as { destination: string };
    await sandbox.ok("DELETE", `/api/2.0/notification-destinations/${destination}`);
    const preview = JSON.parse(await pulumi("preview", "--refresh", "--json")) as {
      steps: readonly { op: string; urn: string }[];
    };
    const created = preview.steps
      .filter(({ op }) => op === "create")
      .map(({ urn }) => urn.split("::").at(-1));
    expect(created).toEqual(["destination"]);
  });

  test("destroy leaves nothing but what Databricks keeps in its trash", async () => {
    await pulumi("destroy", "--yes", "--skip-preview");
    const count = async (path: string, field: string): Promise<number> => {
      const body = await sandbox.ok("GET", path);
      return ((body[field] ?? []) as readonly unknown[]).length;
    };
    expect({
      alerts: await count("/api/2.0/alerts", "alerts"),
      clusters: await count("/api/2.1/clusters/list", "clusters"),
      dashboards: await count("/api/2.0/lakeview/dashboards", "dashboards"),
      destinations: await count("/api/2.0/notification-destinations", "results"),
      jobs: await count("/api/2.2/jobs/list", "jobs"),
      policies: await count("/api/2.0/policies/clusters/list", "policies"),
      queries: await count("/api/2.0/sql/queries", "results"),
      warehouses: await count("/api/2.0/sql/warehouses", "warehouses"),
      shared: await count("/api/2.0/workspace/list?path=/Shared", "objects"),
    }).toEqual({
      ...{ alerts: 0, clusters: 0, dashboards: 0, destinations: 0, jobs: 0 },
      ...{ policies: 0, queries: 0, warehouses: 0, shared: 0 },
    });
    expect((await sandbox.send("GET", "/api/2.1/unity-catalog/schemas/dev.kinds")).status).toBe(404);
  });
});
