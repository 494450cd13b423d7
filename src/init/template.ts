/** Files of a new project, by their path from its root. */
export interface Template {
  /** Name of the Pulumi project and of the lakehouse. */
  readonly name: string;
  /** Versions of this package, and of those that it shares with the program, by name. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** What editors and Pulumi read tsconfig.json with, and what `drift --adopt` edits files with. */
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** @returns text by path, in the order in which a reader meets them */
export function templateFiles({ name }: Template): Readonly<Record<string, string>> {
  return {
    "Pulumi.yaml": `name: ${name}
description: The ${name} lakehouse on Databricks
runtime:
  name: nodejs
  options:
    typescript: false # Node runs TypeScript itself
main: pulumi.js
plugins:
  providers:
    - name: lakewright
      path: ./node_modules/lakewright/plugin
config:
  databricks:retryTimeoutSeconds:
    value: 30 # seconds a call
`,
    "Pulumi.dev.yaml": stackFile(name, "dev"),
    "Pulumi.sandbox.yaml": `${stackFile(name, "sandbox")}# Salt of the empty passphrase: the state of a sandbox holds no secret.
encryptionsalt: v1:gUvujbFUEzo=:v1:KDg831aqgmqRFSac:/oYOeJbYyP4yT+9bpY6UyS+76QwM1Q==
`,
    "pulumi.js": `import { RunError } from "@pulumi/pulumi";

// Pulumi begins here: at the first type of index.ts an older Node ends in a stack.
if (!process.features.typescript) {
  throw new RunError(\`index.ts needs Node 22.18 or newer; this is \${process.version}: https://nodejs.org\`);
}

export default await import("./index.ts");
`,
    "index.ts": `import { deployLakehouse } from "lakewright";

export const { catalog, clusterId, warehouseId, jobIds } = await deployLakehouse();
`,
    "lakehouse.ts": `import { defineLakehouse } from "lakewright";

/** The same in every environment; its tables and views are the files of tables/<schema>/. */
export default defineLakehouse({ name: ${JSON.stringify(name)} });
`,
    "tables/default/orders.ts": `import { bigint, date, decimal, defineTable, string } from "lakewright";

export const orders = defineTable("default.orders", {
  about: "One row per order.",
  managedBy: "stack", // "pipeline" where something else creates the table: then its layout alone is deployed
  size: { rows: 1_000_000, bytes: "200 MB" },
  columns: {
    order_id: { type: bigint, nullable: false },
    customer_id: bigint,
    order_date: date,
    status: string,
    amount: decimal(12, 2),
  },
  layout: { cluster: ["customer_id", "order_date"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
  maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
});
`,
    "tsconfig.json": `{
  "compilerOptions": {
    "target": "es2024",
    "module": "nodenext",
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "verbatimModuleSyntax": true,
    "skipLibCheck": true,
    "strict": true
  }
}
`,
    ".gitignore": `node_modules/
.lakewright/
`,
  };
}

function stackFile(name: string, catalog: string): string {
  return `config:
  ${name}:settings:
    catalog: ${catalog} # Unity Catalog catalog of the tables
    cluster:
      nodeType: m5d.xlarge # of AWS; on Azure such as Standard_D4ds_v5, on Google Cloud n2-standard-4
      workers: { min: 1, max: 4 }
      memory: { total: 64 GB, at: max } # of the workers together
      runtime: 17.3.x-scala2.13 # LTS
      autoTerminationMinutes: 20
    warehouse:
      size: 2X-Small
      clusters: { min: 1, max: 1 }
      autoStopMinutes: 10
      serverless: false # true where the workspace has it enabled
    maintenance:
      timezone: UTC
      weekly: { day: SUN, at: "03:00", hours: 6 }
    principals: # groups or users of the workspace
      admins: platform-engineers
      engineers: data-engineers
      analysts: analysts
    protect: false # true in production: compute and jobs refuse to be deleted
    tags: { environment: ${catalog} }
`;
}

/** What package.json must say; what it says already stays. */
export function packageFields({
  name,
  dependencies,
  devDependencies,
}: Template): Readonly<Record<string, unknown>> {
  return {
    name,
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    scripts: {
      plan: "lakewright plan --stack dev",
      lint: "lakewright lint",
      sandbox: "lakewright sandbox start",
      preview: "lakewright sandbox exec -- pulumi preview --diff",
      up: "lakewright sandbox exec -- pulumi up --yes --skip-preview",
      drift: "lakewright sandbox exec -- lakewright drift",
    },
    dependencies,
    devDependencies,
  };
}
