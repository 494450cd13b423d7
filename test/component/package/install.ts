import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import packageJson from "../../../package.json" with { type: "json" };
import { cacheFolder } from "../../../dev/toolchain/cache.ts";

const QUIET = ["--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

/** A company's project, as small as it can be. */
export const PROJECT: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    ...{ name: "shop", private: true, type: "module" },
    // As in this repository: what npm has at hand.
    dependencies: {
      "@pulumi/databricks": packageJson.devDependencies["@pulumi/databricks"],
      "@pulumi/pulumi": packageJson.devDependencies["@pulumi/pulumi"],
    },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      ...{ target: "es2024", module: "nodenext", noEmit: true, strict: true, types: [] },
      ...{ allowImportingTsExtensions: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true },
    },
  }),
  "Pulumi.yaml": `name: shop
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins:
  providers:
    - name: lakewright
      path: ./node_modules/lakewright/plugin
`,
  "Pulumi.dev.yaml": `config:
  shop:settings:
    catalog: dev
    cluster:
      nodeType: m5d.xlarge
      workers: { min: 1, max: 4 }
      memory: { total: 64 GB, at: max }
      runtime: 17.3.x-scala2.13
      autoTerminationMinutes: 20
    warehouse:
      size: 2X-Small
      clusters: { min: 1, max: 1 }
      autoStopMinutes: 10
      serverless: false
    maintenance:
      timezone: UTC
      weekly: { day: SUN, at: "03:00", hours: 6 }
    principals: { admins: platform-engineers, engineers: data-engineers, analysts: analysts }
    protect: false
    tags: { environment: dev }
`,
  "index.ts": `import { deployLakehouse } from "lakewright";

export const { catalog, warehouseId } = await deployLakehouse();
`,
  "lakehouse.ts": `import { defineLakehouse } from "lakewright";

export default defineLakehouse({ name: "shop" });
`,
  "tables/sales/orders.ts": `import { bigint, date, defineTable } from "lakewright";

export const orders = defineTable("sales.orders", {
  about: "One row per order.",
  managedBy: "pipeline",
  size: { rows: 1_000_000, bytes: "200 MB" },
  columns: { order_id: bigint, customer_id: bigint, order_date: date },
  layout: { cluster: ["customer_id", "order_date"] },
  maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
});
`,
};

export function writeProject(folder: string): void {
  for (const [path, text] of Object.entries(PROJECT)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export async function npmInstall(folder: string, ...what: readonly string[]): Promise<void> {
  await promisify(execFile)("npm", ["install", ...QUIET, ...what], { cwd: folder });
}

/** A folder with nothing but `node` in it: the one that runs this. */
export function thisNode(folder: string): string {
  mkdirSync(folder, { recursive: true });
  symlinkSync(process.execPath, join(folder, "node"));
  return folder;
}

/** A folder with the program of another version of Node, which npm serves; fetched once a machine. */
export async function fetchNode(version: string): Promise<string> {
  const folder = join(cacheFolder(), `node-${version}`);
  const name = `node-${process.platform}-${process.arch}`;
  const bin = join(folder, "node_modules", name, "bin");
  if (existsSync(join(bin, "node"))) return bin;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  await npmInstall(aside, "--no-save", "--no-package-lock", "--ignore-scripts", `${name}@${version}`);
  if (existsSync(folder)) rmSync(aside, { recursive: true });
  else renameSync(aside, folder);
  return bin;
}
