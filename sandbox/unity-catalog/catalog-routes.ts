import type { FastifyInstance } from "fastify";
import { alreadyExists, invalid, invalidState, notServed } from "../http/errors.ts";
import { text, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectOnly, expectShape } from "../http/shape.ts";
import { USER, WORKSPACE_ID } from "../identity/user.ts";
import { METASTORE, signatures } from "./metadata.ts";
import type { UnityCatalog } from "./types.ts";

const BASE = "/api/2.1/unity-catalog";
/** Clients send the name along with the changes. */
const CHANGE = {
  name: "string",
  new_name: "string",
  owner: "string",
  comment: "string",
  properties: "map",
  isolation_mode: "string",
  enable_predictive_optimization: "string",
} as const;
const FIELDS = ["comment", "properties", "isolation_mode", "enable_predictive_optimization"] as const;

/** The metastore and its one catalog. */
export function catalogRoutes(app: FastifyInstance, { names, metadata }: UnityCatalog): void {
  const described = (): JsonObject => {
    const told = metadata.of("catalog", "");
    const { created_at, updated_at, extra } = told;
    return {
      isolation_mode: "OPEN",
      ...extra,
      name: names.catalog,
      full_name: names.catalog,
      catalog_type: "MANAGED_CATALOG",
      securable_type: "CATALOG",
      metastore_id: METASTORE.id,
      ...signatures(told),
      created_at,
      updated_at,
      browse_only: false,
    };
  };

  serve(app, `GET ${BASE}/current-metastore-assignment`, () => ({
    metastore_id: METASTORE.id,
    workspace_id: Number(WORKSPACE_ID),
    default_catalog_name: names.catalog,
  }));

  serve(app, `GET ${BASE}/metastore_summary`, () => ({
    metastore_id: METASTORE.id,
    name: METASTORE.name,
    owner: USER.name,
    cloud: "aws",
    region: METASTORE.region,
    global_metastore_id: `aws:${METASTORE.region}:${METASTORE.id}`,
    privilege_model_version: "1.0",
  }));

  serve(app, `GET ${BASE}/catalogs`, () => ({ catalogs: [described()] }));

  serve(app, `GET ${BASE}/catalogs/:name`, ({ path }) => {
    names.expectCatalog(path["name"] ?? "");
    return described();
  });

  serve(app, `POST ${BASE}/catalogs`, ({ body }) => {
    expectShape(body, { "name!": "string" });
    const name = text(body, "name") ?? "";
    if (name.toLowerCase() === names.catalog) throw alreadyExists(`Catalog '${name}' already exists`);
    throw notServed(`a second catalog, '${name}': it was started with '${names.catalog}'`);
  });

  serve(app, `PATCH ${BASE}/catalogs/:name`, ({ path, body, caller }) => {
    names.expectCatalog(path["name"] ?? "");
    expectOnly(body, CHANGE, "PATCH unity-catalog/catalogs");
    if (text(body, "new_name") !== undefined) {
      throw invalid("A sandbox's catalog is named at its start: start the home under another name instead.");
    }
    const owner = text(body, "owner");
    metadata.change("catalog", "", {
      by: caller.userName,
      ...(owner === undefined ? {} : { owner }),
      extra: picked(body, FIELDS),
    });
    return described();
  });

  serve(app, `DELETE ${BASE}/catalogs/:name`, ({ path }) => {
    names.expectCatalog(path["name"] ?? "");
    throw invalidState(
      `Catalog '${names.catalog}' is the one this sandbox serves: remove the sandbox's home instead.`,
    );
  });
}

/** Those fields of the body that were sent. */
export function picked(body: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field) => (field in body ? [[field, body[field]] as const] : [])),
  );
}
