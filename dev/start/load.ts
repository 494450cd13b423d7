import { findExisting } from "../../src/databricks/find-existing.ts";
import { openWorkspace } from "../../src/databricks/open.ts";
import { Statements } from "../../src/databricks/statements.ts";
import type { Table } from "../../src/model/index.ts";
import { identifier } from "../../src/model/identifier.ts";
import { loadStatement, schemasOf } from "./pipeline.ts";
import type { SandboxAddress } from "./places.ts";
import { INDENT } from "./steps.ts";

/** The warehouse that a pipeline of its own would use; the stack's does not exist yet. */
const WAREHOUSE = "ingest";

/**
 * Plays the nightly pipeline: creates the schemas and every table of its own that is not there.
 * @returns how many tables were written
 */
export async function loadTables(
  tables: readonly Table[],
  { catalog, address }: { readonly catalog: string; readonly address: SandboxAddress },
): Promise<number> {
  const workspace = openWorkspace({ host: address.url, token: address.token }, { env: {} });
  const statements = new Statements(workspace);
  const missing: Table[] = [];
  for (const table of tables.filter(({ managedBy }) => managedBy === "pipeline")) {
    const path = `/api/2.1/unity-catalog/tables/${catalog}.${table.name}`;
    if ((await workspace.find({ method: "GET", path })) === undefined) missing.push(table);
  }
  if (missing.length === 0) return 0;

  const warehouseId = await ingestWarehouse();
  for (const schema of schemasOf(missing)) {
    const sql = `CREATE SCHEMA IF NOT EXISTS ${identifier(catalog)}.${identifier(schema)}`;
    await statements.run({ warehouseId, sql, table: schema });
  }
  // Together, as a pipeline does it; how many at once is for the statements' own limit.
  let written = 0;
  await Promise.all(
    missing.map(async (table) => {
      await statements.run({ warehouseId, sql: loadStatement(table, catalog), table: table.name });
      written += 1;
      const rows = table.size.rows.toLocaleString("en");
      process.stdout.write(`${INDENT}${written}/${missing.length} ${table.name}: ${rows} rows\n`);
    }),
  );
  return missing.length;

  async function ingestWarehouse(): Promise<string> {
    const [existing] = await findExisting(workspace, { kind: "warehouse", name: WAREHOUSE });
    if (existing !== undefined) return existing;
    const body = { name: WAREHOUSE, cluster_size: "2X-Small", max_num_clusters: 1, auto_stop_mins: 10 };
    const created = await workspace.send({ method: "POST", path: "/api/2.0/sql/warehouses", body });
    return String(created["id"]);
  }
}
