import type { FastifyInstance } from "fastify";
import { invalid, missing } from "../http/errors.ts";
import { text, without, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectOnly } from "../http/shape.ts";
import type { LiveTable } from "../spark/engine.ts";
import { METASTORE, signatures, type Recorded } from "./metadata.ts";
import { identifier, type TableName } from "./names.ts";
import { pageOf } from "./paging.ts";
import type { UnityCatalog } from "./types.ts";

const BASE = "/api/2.1/unity-catalog/tables";

/** Tables and views, answered from Delta's logs at the moment of asking; only the owner is ours to keep. */
export function tableRoutes(app: FastifyInstance, catalog: UnityCatalog): void {
  const { names, metadata, engine } = catalog;

  serve(app, `GET ${BASE}`, async ({ query }) => {
    names.expectCatalog(required(query["catalog_name"], "catalog_name"));
    const schema = required(query["schema_name"], "schema_name").toLowerCase();
    const tables = await engine.tables(schema);
    if (tables === undefined) throw missing(`Schema '${names.catalog}.${schema}' does not exist.`);
    const left = [
      ...(query["omit_columns"] === "true" ? ["columns"] : []),
      ...(query["omit_properties"] === "true" ? ["properties"] : []),
    ];
    const all = tables.map((table) => without(described(catalog, table), ...left));
    return pageOf("tables", all, query);
  });

  serve(app, `GET ${BASE}/:name`, async ({ path }) => {
    const name = names.table(path["name"] ?? "");
    return described(catalog, await known(catalog, name));
  });

  serve(app, `GET ${BASE}/:name/exists`, async ({ path }) => {
    const { schema, table } = names.table(path["name"] ?? "");
    return { table_exists: (await engine.table(schema, table)) !== undefined };
  });

  serve(app, `PATCH ${BASE}/:name`, async ({ path, body, caller }) => {
    const name = names.table(path["name"] ?? "");
    expectOnly(body, { full_name: "string", owner: "string" }, "PATCH unity-catalog/tables");
    await known(catalog, name);
    const owner = text(body, "owner");
    if (owner !== undefined) metadata.change("table", key(name), { by: caller.userName, owner });
    return {};
  });

  serve(app, `DELETE ${BASE}/:name`, async ({ path }) => {
    const name = names.table(path["name"] ?? "");
    const { table_type } = await known(catalog, name);
    const kind = DROPPED_AS[table_type];
    await engine.run({ sql: `DROP ${kind} ${identifier(name.schema)}.${identifier(name.table)}` });
    metadata.forget("table", key(name));
    return {};
  });
}

const DROPPED_AS = {
  MANAGED: "TABLE",
  MATERIALIZED_VIEW: "MATERIALIZED VIEW",
  VIEW: "VIEW",
} as const satisfies Readonly<Record<LiveTable["table_type"], string>>;

/** @throws ApiError when there is no such table; what was kept about one that is gone goes with it. */
export async function known({ engine, metadata, names }: UnityCatalog, name: TableName): Promise<LiveTable> {
  const live = await engine.table(name.schema, name.table);
  if (live !== undefined) return live;
  metadata.forget("table", key(name));
  throw missing(`Table '${names.catalog}.${key(name)}' does not exist.`);
}

export const key = ({ schema, table }: TableName): string => `${schema}.${table}`;

function described({ names, metadata }: UnityCatalog, live: LiveTable): JsonObject {
  const name: TableName = { schema: live.schema, table: live.name };
  const told = metadata.of("table", key(name));
  return {
    // A view has no id of its own in Delta.
    table_id: told.id,
    created_at: told.created_at,
    ...Object.fromEntries(Object.entries(live).filter(([, value]) => value !== null)),
    ...(live.comment === null ? {} : { comment: live.comment }),
    schema: undefined,
    catalog_name: names.catalog,
    schema_name: live.schema,
    full_name: `${names.catalog}.${key(name)}`,
    metastore_id: METASTORE.id,
    ...signatures(told, recorded(live)),
    securable_type: "TABLE",
    browse_only: false,
  };
}

function recorded(live: LiveTable): Recorded {
  const fields = ["owner", "created_by", "updated_by"].map((field) => [field, text(live, field)] as const);
  return Object.fromEntries(fields.filter(([, name]) => name !== undefined));
}

function required(value: string | undefined, field: string): string {
  if (value === undefined || value === "") throw invalid(`Missing required field: ${field}`);
  return value;
}
