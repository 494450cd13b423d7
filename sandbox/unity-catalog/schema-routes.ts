import type { FastifyInstance } from "fastify";
import { alreadyExists, invalid, invalidState, missing } from "../http/errors.ts";
import { text, textMap, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectOnly } from "../http/shape.ts";
import { SqlError, type LiveSchema } from "../spark/engine.ts";
import { picked } from "./catalog-routes.ts";
import { METASTORE, signatures } from "./metadata.ts";
import { identifier, literal } from "./names.ts";
import { pageOf } from "./paging.ts";
import type { UnityCatalog } from "./types.ts";

const BASE = "/api/2.1/unity-catalog/schemas";
const CREATE = {
  "name!": "string",
  "catalog_name!": "string",
  comment: "string",
  properties: "map",
  storage_root: "string",
} as const;
/** Clients send the names along with the changes. */
const CHANGE = {
  name: "string",
  full_name: "string",
  catalog_name: "string",
  new_name: "string",
  owner: "string",
  comment: "string",
  properties: "map",
  enable_predictive_optimization: "string",
} as const;
const NAME = /^[^\s./\p{Cc}]{1,255}$/u;

/** Schemas: Spark holds them, their comment and properties; the store holds owner and id. */
export function schemaRoutes(app: FastifyInstance, catalog: UnityCatalog): void {
  const { names, metadata, engine } = catalog;

  serve(app, `GET ${BASE}`, async ({ query }) => {
    names.expectCatalog(query["catalog_name"] ?? "");
    const schemas = Object.entries(await engine.schemas()).map(([name, live]) =>
      described(catalog, name, live),
    );
    return pageOf("schemas", schemas, query);
  });

  serve(app, `GET ${BASE}/:name`, async ({ path }) => {
    const name = names.schema(path["name"] ?? "");
    return described(catalog, name, await known(catalog, name));
  });

  serve(app, `POST ${BASE}`, async ({ body, caller }) => {
    expectOnly(body, CREATE, "POST unity-catalog/schemas");
    const name = (text(body, "name") ?? "").toLowerCase();
    names.expectCatalog(text(body, "catalog_name") ?? "");
    if (!NAME.test(name)) throw invalid(`'${name}' is not a valid name for a schema.`);
    if (name in (await engine.schemas()))
      throw alreadyExists(`Schema '${names.catalog}.${name}' already exists`);
    const comment = text(body, "comment");
    const properties = setList(textMap(body, "properties"));
    await engine.run({
      sql: [
        `CREATE SCHEMA ${identifier(name)}`,
        ...(comment === undefined ? [] : [`COMMENT ${literal(comment)}`]),
        ...(properties === "" ? [] : [`WITH DBPROPERTIES (${properties})`]),
      ].join(" "),
    });
    metadata.created("schema", name, { by: caller.userName, extra: picked(body, ["storage_root"]) });
    return described(catalog, name, await known(catalog, name));
  });

  serve(app, `PATCH ${BASE}/:name`, async ({ path, body, caller }) => {
    const name = names.schema(path["name"] ?? "");
    expectOnly(body, CHANGE, "PATCH unity-catalog/schemas");
    const live = await known(catalog, name);
    if (text(body, "new_name") !== undefined) throw invalid("Renaming a schema is not emulated.");
    for (const sql of changes(name, body, live)) await engine.run({ sql });
    const owner = text(body, "owner");
    metadata.change("schema", name, {
      by: caller.userName,
      ...(owner === undefined ? {} : { owner }),
      extra: picked(body, ["enable_predictive_optimization"]),
    });
    return described(catalog, name, await known(catalog, name));
  });

  serve(app, `DELETE ${BASE}/:name`, async ({ path, query }) => {
    const name = names.schema(path["name"] ?? "");
    await known(catalog, name);
    const force = query["force"] === "true";
    try {
      await engine.run({ sql: `DROP SCHEMA ${identifier(name)} ${force ? "CASCADE" : "RESTRICT"}` });
    } catch (error) {
      if (error instanceof SqlError) throw invalidState(error.message);
      throw error;
    }
    metadata.forget("schema", name);
    return {};
  });
}

async function known({ engine, metadata, names }: UnityCatalog, name: string): Promise<LiveSchema> {
  const live = (await engine.schemas())[name];
  if (live !== undefined) return live;
  metadata.forget("schema", name);
  throw missing(`Schema '${names.catalog}.${name}' does not exist.`);
}

function described({ names, metadata }: UnityCatalog, name: string, live: LiveSchema): JsonObject {
  const told = metadata.of("schema", name);
  const { id, created_at, updated_at, extra } = told;
  const properties = ownProperties(live);
  return {
    ...extra,
    name,
    catalog_name: names.catalog,
    full_name: `${names.catalog}.${name}`,
    catalog_type: "MANAGED_CATALOG",
    metastore_id: METASTORE.id,
    ...signatures(told, live),
    schema_id: id,
    ...(live.comment === "" ? {} : { comment: live.comment }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
    created_at,
    updated_at,
    browse_only: false,
  };
}

/** Spark adds the user of the machine as a property; the metastore's owner is another thing. */
function ownProperties({ properties }: LiveSchema): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== "owner"));
}

function changes(name: string, body: JsonObject, live: LiveSchema): readonly string[] {
  const schema = identifier(name);
  const comment = text(body, "comment");
  const statements = comment === undefined ? [] : [`COMMENT ON SCHEMA ${schema} IS ${literal(comment)}`];
  if (!("properties" in body)) return statements;
  const wanted = textMap(body, "properties");
  const gone = Object.keys(ownProperties(live)).filter((key) => !Object.hasOwn(wanted, key));
  return [
    ...statements,
    ...(gone.length === 0
      ? []
      : [`ALTER SCHEMA ${schema} UNSET DBPROPERTIES (${gone.map(literal).join(", ")})`]),
    ...(setList(wanted) === "" ? [] : [`ALTER SCHEMA ${schema} SET DBPROPERTIES (${setList(wanted)})`]),
  ];
}

const setList = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([key, value]) => `${literal(key)} = ${literal(value)}`)
    .join(", ");
