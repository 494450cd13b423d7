import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sqlServices } from "../../../../sandbox/process/sql-services.ts";
import { createServer, type SandboxServer } from "../../../../sandbox/server.ts";
import type { Engine, LiveSchema, LiveTable } from "../../../../sandbox/spark/engine.ts";
import { ServicePrincipal } from "../../../../sandbox/identity/service-principal.ts";
import { scratchHome } from "../support/workspace.ts";

const UC = "/api/2.1/unity-catalog";
const METASTORE = "5a4d0b0e-0000-4000-8000-000000000001";
const ADMIN = "admin@sandbox.test";

const schemas: Record<string, LiveSchema> = { old: { comment: "", properties: {} } };
const table = (name: string, more: object): LiveTable => ({
  ...{ schema: "old", name, table_type: "MANAGED", comment: null },
  ...more,
});
const tables = [
  table("plain", {}),
  table("owned", { owner: "maker", created_by: "maker", updated_by: "writer" }),
];

/** Stands in for Spark: schemas that are created are there. */
const ENGINE: Engine = {
  run: ({ sql }) => {
    const name = /^CREATE SCHEMA `(.*?)`/.exec(sql)?.[1];
    if (name !== undefined) schemas[name] = { comment: "", properties: {} };
    return Promise.resolve({ columns: [], rows: [], truncated: false });
  },
  schemas: () => Promise.resolve(schemas),
  tables: () => Promise.resolve(tables),
  table: (_schema, name) => Promise.resolve(tables.find((each) => each.name === name)),
  close: () => Promise.resolve(),
};

let server: SandboxServer;
let principal: string;
let tokens: { readonly admin: string; readonly principal: string };

beforeAll(async () => {
  const home = scratchHome();
  const granting = vi
    .spyOn(ServicePrincipal.prototype, "knows")
    .mockImplementation((token) => token === "sp");
  server = await createServer({
    ...{ home, catalog: "dev", token: "t" },
    sql: (sandbox, warehouses) => sqlServices({ engine: ENGINE, home: scratchHome() }, sandbox, warehouses),
  });
  principal = new ServicePrincipal(home).clientId;
  tokens = { admin: "t", principal: "sp" };
  return () => {
    granting.mockRestore();
  };
});
afterAll(() => server.close());

type Method = "GET" | "PATCH" | "POST";

async function send(
  who: keyof typeof tokens,
  ...[method, url, body]: readonly [method: Method, url: string, body?: object]
): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await server.app.inject({
    ...{ method, url, headers: { authorization: `Bearer ${tokens[who]}` } },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

test("a schema is whose it was made by, and keeps who changed it", async () => {
  const made = await send("principal", "POST", `${UC}/schemas`, { name: "s", catalog_name: "dev" });
  expect(made.body).toMatchObject({
    ...{ owner: principal, created_by: principal, updated_by: principal, metastore_id: METASTORE },
  });
  await send("admin", "PATCH", `${UC}/schemas/dev.s`, { comment: "c" });
  expect((await send("admin", "GET", `${UC}/schemas/dev.s`)).body).toMatchObject({
    ...{ owner: principal, created_by: principal, updated_by: ADMIN },
  });
  await send("principal", "PATCH", `${UC}/schemas/dev.s`, { owner: "analysts" });
  expect((await send("admin", "GET", `${UC}/schemas/dev.s`)).body).toMatchObject({
    ...{ owner: "analysts", created_by: principal, updated_by: principal },
  });
});

test("a table is whose the engine says, until another owner is set", async () => {
  const of = async (name: string) => (await send("admin", "GET", `${UC}/tables/dev.old.${name}`)).body;
  expect(await of("plain")).toMatchObject({
    ...{ owner: ADMIN, created_by: ADMIN, updated_by: ADMIN, metastore_id: METASTORE },
  });
  expect(await of("owned")).toMatchObject({ owner: "maker", created_by: "maker", updated_by: "writer" });
  await send("principal", "PATCH", `${UC}/tables/dev.old.owned`, { owner: "other" });
  expect(await of("owned")).toMatchObject({ owner: "other", created_by: "maker" });
});

test("grants can be asked for one principal", async () => {
  const path = `${UC}/permissions/schema/dev.old`;
  const changes = ["a", "b"].map((principal) => ({ principal, add: ["USE_SCHEMA"] }));
  await send("admin", "PATCH", path, { changes });
  const of = async (query: string) =>
    (await send("admin", "GET", `${path}${query}`)).body["privilege_assignments"];
  expect(await of("")).toHaveLength(2);
  expect(await of("?principal=b")).toEqual([{ principal: "b", privileges: ["USE_SCHEMA"] }]);
  expect(await of("?principal=c")).toEqual([]);
});

test.each(["constructor", "__proto__", "toString"])(
  "grants can be given to a principal called %s",
  async (principal) => {
    const path = `${UC}/permissions/schema/dev.old`;
    const changes = [{ principal, add: ["USE_SCHEMA"] }];
    const { body } = await send("admin", "PATCH", path, { changes });
    expect(body["privilege_assignments"]).toContainEqual({ principal, privileges: ["USE_SCHEMA"] });
  },
);

test("the metastore is named alike by all that lies in it", async () => {
  const paths = ["current-metastore-assignment", "metastore_summary", "catalogs/dev", "schemas/dev.old"];
  for (const path of [...paths, "tables/dev.old.plain"]) {
    expect((await send("admin", "GET", `${UC}/${path}`)).body["metastore_id"], path).toBe(METASTORE);
  }
  const { body } = await send("admin", "GET", `${UC}/tables?catalog_name=dev&schema_name=old`);
  expect(body["tables"]).toMatchObject([{ metastore_id: METASTORE }, { metastore_id: METASTORE }]);
});

test.each([
  ["PATCH", "tables/dev.old.plain", { comment: "c" }, "comment"],
  ["PATCH", "schemas/dev.old", { storage_root: "s3://x" }, "storage_root"],
  ["PATCH", "catalogs/dev", { options: {} }, "options"],
  ["POST", "schemas", { name: "x", catalog_name: "dev", storage_location: "s3://x" }, "storage_location"],
  ["PATCH", "permissions/schema/dev.old", { change: [] }, "change"],
] as const)("%s %s with %j is refused by the field's name", async (...[method, path, body, field]) => {
  const answer = await send("admin", method, `${UC}/${path}`, body);
  expect(answer.status).toBe(501);
  expect(answer.body["message"]).toContain(`does not serve the field '${field}' of ${method} unity-catalog/`);
});

test("a warehouse runs once it has run a statement, however soon", async () => {
  const body = { name: "w", cluster_size: "Small", min_num_clusters: 2, max_num_clusters: 3 };
  const { id } = (await send("admin", "POST", "/api/2.0/sql/warehouses", body)).body;
  const warehouse = async () => (await send("admin", "GET", `/api/2.0/sql/warehouses/${String(id)}`)).body;
  const select = () =>
    send("admin", "POST", "/api/2.0/sql/statements", { statement: "SELECT 1", warehouse_id: id });
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    expect(await warehouse()).toMatchObject({ state: "STARTING", num_clusters: 0 });
    await select();
    expect(await warehouse()).toMatchObject({
      state: "RUNNING",
      num_clusters: 2,
      health: { status: "HEALTHY" },
    });
    await send("admin", "POST", `/api/2.0/sql/warehouses/${String(id)}/stop`);
    vi.advanceTimersByTime(1_000);
    expect(await warehouse()).toMatchObject({ state: "STOPPED", num_clusters: 0 });
    await select();
    expect(await warehouse()).toMatchObject({ state: "RUNNING" });
  } finally {
    vi.useRealTimers();
  }
});
