import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packPlugin } from "../../dev/release/plugin.ts";
import { ensureExampleTools } from "../../dev/toolchain/examples.ts";
import { readyToolchain } from "./support/deployment.ts";
import { Example, type ExampleParts } from "./support/example.ts";
import { run } from "./support/process.ts";
import { REPOSITORY, Sandbox } from "./support/sandbox.ts";

/** The programs of `examples/`, outside the repository, with the plugin that `npm run plugin` packs. */
describe("a program of one's own", () => {
  const folder = join(REPOSITORY, ".sandbox", "test", "outside");
  let parts: ExampleParts;
  let warehouse: string;

  beforeAll(async () => {
    const home = join(folder, "home");
    await Sandbox.stopAt(home);
    rmSync(home, { recursive: true, force: true });
    const toolchain = await readyToolchain();
    const [tools, plugin, sandbox] = await Promise.all([
      ensureExampleTools(toolchain, console.log),
      packPlugin(join(folder, "dist")),
      Sandbox.start({ home, catalog: "main" }),
    ]);
    parts = { sandbox, toolchain, tools, plugin };
    warehouse = (
      await sandbox.send<{ id: string }>("POST", "/api/2.0/sql/warehouses", {
        name: "outside",
        cluster_size: "2X-Small",
        max_num_clusters: 1,
      })
    ).id;
    await sandbox.sql("CREATE SCHEMA IF NOT EXISTS main.sales");
    return () => sandbox.stop();
  });

  const NAMES = ["yaml", "typescript", "python"] as const;

  test.each(NAMES)(
    "the %s example lays its table out, finds nothing to do, and leaves the table",
    async (name) => {
      const table = `main.sales.orders_${name}`;
      await parts.sandbox.sql(
        `CREATE OR REPLACE TABLE ${table} (id BIGINT, customer_id BIGINT, order_date DATE)`,
      );
      await parts.sandbox.sql(`INSERT INTO ${table} VALUES (1, 7, DATE'2026-01-01')`);
      const example = await Example.open(name, parts);
      try {
        await example.prepare();
        await example.ok("config", "set", "table", table);
        await example.ok("config", "set", "warehouseId", warehouse);

        expect(await example.statementsOf(() => example.up())).toEqual([
          `ALTER TABLE \`main\`.\`sales\`.\`orders_${name}\` SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'true', 'delta.deletedFileRetentionDuration' = 'interval 14 days', 'lakewright.managedBy' = 'orders-layout/dev/orders on main.sales.orders_${name}')`,
          `ALTER TABLE \`main\`.\`sales\`.\`orders_${name}\` CLUSTER BY (\`customer_id\`, \`order_date\`)`,
        ]);
        expect(await example.output("status")).toBe("applied");
        const live = await parts.sandbox.properties(`sales.orders_${name}`);
        expect(live).toMatchObject({
          "delta.autoOptimize.optimizeWrite": "true",
          "delta.deletedFileRetentionDuration": "interval 14 days",
        });
        expect(JSON.parse(live["clusteringColumns"] ?? "null")).toEqual([["customer_id"], ["order_date"]]);
        await example.ok("preview", "--expect-no-changes");
        await example.ok("preview", "--refresh", "--expect-no-changes");
        expect(await drift(example)).toMatchObject({ code: 0, resources: [], unreadable: [], notes: [] });
        await parts.sandbox.sql(`ALTER TABLE ${table} CLUSTER BY (order_date)`);
        expect(await drift(example)).toMatchObject({
          code: 2,
          resources: [
            {
              name: "orders",
              differences: [
                { path: "clustering", live: "(order_date)", who: { user: "admin@sandbox.test" } },
              ],
            },
          ],
        });
        await parts.sandbox.sql(`ALTER TABLE ${table} CLUSTER BY (customer_id, order_date)`);

        await example.ok("destroy", "--yes", "--skip-preview");
        expect(await parts.sandbox.properties(`sales.orders_${name}`)).toMatchObject({
          "delta.autoOptimize.optimizeWrite": "true",
        });
        expect(await parts.sandbox.rows(`sales.orders_${name}`)).toBe(1);
      } finally {
        example.remove();
      }
    },
  );

  async function drift(example: Example): Promise<object> {
    const ended = await example.driftFromState("dev", "--json");
    if (ended.stdout === "") throw new Error(ended.stderr);
    return { code: ended.code, ...(JSON.parse(ended.stdout) as object) };
  }

  test("Pulumi installs the plugin from a server that has the archives of a release", async () => {
    const { version, published } = parts.plugin;
    const files = new Map(published.map((path) => [`/${basename(path)}`, path]));
    const server = createServer(({ url = "" }, response) => {
      const file = files.get(url);
      response.statusCode = file === undefined ? 404 : 200;
      response.end(file === undefined ? "" : readFileSync(file));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const home = join(folder, "from-a-server");
    rmSync(home, { recursive: true, force: true });
    const env = { ...parts.toolchain.env, PULUMI_HOME: home };
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const what = ["plugin", "install", "resource", "lakewright", version, "--server", address];
    try {
      const { code, stdout, stderr } = await run(parts.toolchain.pulumi, what, { cwd: folder, env });
      expect(code, stdout + stderr).toBe(0);
      const installed = join(home, "plugins", `resource-lakewright-v${version}`);
      expect(readdirSync(installed)).toEqual(
        expect.arrayContaining(["LICENSE", "lib", "pulumi-resource-lakewright"]),
      );
    } finally {
      server.close();
    }
  });

  test("the installed plugin reads no file but its own, also when it signs in with Databricks' SDK", async () => {
    const file = join(parts.sandbox.home, "service-principal.json");
    const principal = JSON.parse(readFileSync(file, "utf8")) as { client_id: string; client_secret: string };
    const signIn = {
      DATABRICKS_TOKEN: "",
      DATABRICKS_AUTH_TYPE: "oauth-m2m",
      DATABRICKS_CLIENT_ID: principal.client_id,
      DATABRICKS_CLIENT_SECRET: principal.client_secret,
    };
    const example = await Example.open("yaml", parts);
    try {
      await example.ok("config", "set", "table", "main.sales.none");
      await example.ok("config", "set", "warehouseId", warehouse);
      // The plugin is the only Node in a YAML program. Node refuses it every file elsewhere.
      const confined = (readable: string) => {
        const env = { ...signIn, NODE_OPTIONS: `--permission --allow-fs-read=${readable}` };
        return example.pulumiWith(env, "preview");
      };
      expect(await confined(example.plugins)).toMatchObject({ code: 0 });
      expect((await confined(join(REPOSITORY, "src", "provider"))).code).not.toBe(0);
    } finally {
      example.remove();
    }
  });
});
