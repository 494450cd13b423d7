import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./workbench.ts";

/** Makes Kineo's project a small one: four tables, one of them the stack's own, a view, and things beside the lakehouse. */
export async function becomeShop(bench: Bench): Promise<void> {
  for (const folder of ["gold", "silver"]) {
    rmSync(join(bench.directory, "tables", folder), { recursive: true });
    mkdirSync(join(bench.directory, "tables", folder));
  }
  for (const [file, text] of Object.entries(TABLES))
    writeFileSync(join(bench.directory, "tables", file), text);
  const program = join(bench.directory, "index.ts");
  writeFileSync(program, `${readFileSync(program, "utf8")}${BESIDE}`);
  await bench.sandbox.sql("CREATE SCHEMA sandbox.gold");
  await bench.sandbox.sql("CREATE SCHEMA sandbox.silver");
  await bench.sandbox.sql(
    "CREATE TABLE sandbox.gold.orders AS SELECT id, id % 7 AS country FROM range(1000)",
  );
  await bench.sandbox.sql("CREATE TABLE sandbox.silver.visits AS SELECT id FROM range(10)");
}

const TABLES = {
  "gold/orders.ts": `import { bigint, defineTable } from "lakewright";

export const orders = defineTable("gold.orders", {
  about: "One row per order.",
  managedBy: "pipeline",
  size: { rows: 1_000, bytes: "1 MB" },
  columns: { id: bigint, country: bigint },
  layout: { cluster: ["country"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
  maintenance: { optimize: "weekly", vacuum: "weekly", keep: "14 days" },
  cache: "MEMORY_ONLY",
});
`,
  "gold/codes.ts": `import { bigint, defineTable, string } from "lakewright";

export const codes = defineTable("gold.codes", {
  about: "Names of countries.",
  managedBy: "stack",
  size: { rows: 200, bytes: "1 MB" },
  columns: { country: bigint, label: string },
  layout: "unordered",
  properties: { "delta.columnMapping.mode": "name" },
});
`,
  "silver/visits.ts": `import { bigint, defineTable } from "lakewright";

export const visits = defineTable("silver.visits", {
  about: "One row per visit.",
  managedBy: "pipeline",
  size: { rows: 10, bytes: "1 MB" },
  columns: { id: bigint },
  layout: "unordered",
  properties: { "delta.checkpointInterval": 20 },
});
`,
  "gold/mv_orders.ts": `import { defineMaterializedView, sql } from "lakewright";
import { orders } from "./orders.ts";

export const mvOrders = defineMaterializedView("gold.mv_orders", {
  about: "Orders by country.",
  query: sql\`SELECT country, count(*) AS orders FROM \${orders} GROUP BY country\`,
  layout: "unordered",
  refresh: "manual",
});
`,
};

/** What is of the same program, and not the lakehouse's. */
const BESIDE = `
const databricks = await import("@pulumi/databricks");
const theirs = new databricks.SqlEndpoint("theirs", { name: "theirs", clusterSize: "2X-Small", maxNumClusters: 1 });
new databricks.Cluster("theirs", {
  ...{ clusterName: "theirs", sparkVersion: "16.4.x-scala2.12", nodeTypeId: "i3.xlarge", numWorkers: 1 },
});
const script = new databricks.WorkspaceFile("theirs", {
  ...{ path: "/Shared/theirs.sql", contentBase64: Buffer.from("SELECT 1").toString("base64") },
});
new databricks.Job("theirs", {
  name: "theirs",
  tasks: [{ taskKey: "one", sqlTask: { warehouseId: theirs.id, file: { path: script.path } } }],
});
new databricks.Grants("theirs", {
  schema: "sandbox.silver",
  grants: [{ principal: "analysts", privileges: ["USE_SCHEMA"] }],
});
`;
