import type { FastifyInstance } from "fastify";
import { alreadyExists, invalid, invalidState, notServed } from "../http/errors.ts";
import { text, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import { USER, WORKSPACE_ID } from "../identity/user.ts";
import type { UnityCatalog } from "./unity-catalog.ts";

const BASE = "/api/2.1/unity-catalog";
const METASTORE = { id: "5a4d0b0e-0000-4000-8000-000000000001", name: "sandbox" } as const;
const FIELDS = ["comment", "properties", "isolation_mode", "enable_predictive_optimization"] as const;

/** The metastore and its one catalog. */
export function catalogRoutes(app: FastifyInstance, { names, metadata }: UnityCatalog): void {
  const described = (): JsonObject => {
    const { owner, created_at, updated_at, extra } = metadata.of("catalog", "");
    return {
      isolation_mode: "OPEN",
      ...extra,
      name: names.catalog,
      full_name: names.catalog,
      catalog_type: "MANAGED_CATALOG",
      securable_type: "CATALOG",
      owner,
      created_at,
      created_by: USER.name,
      updated_at,
      updated_by: USER.name,
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

  serve(app, `PATCH ${BASE}/catalogs/:name`, ({ path, body }) => {
    names.expectCatalog(path["name"] ?? "");
    expectShape(body, {
      new_name: "string",
      owner: "string",
      comment: "string",
      properties: "map",
      isolation_mode: "string",
      enable_predictive_optimization: "string",
    });
    if (text(body, "new_name") !== undefined) {
      throw invalid("A sandbox's catalog is named at its start: start the home under another name instead.");
    }
    const owner = text(body, "owner");
    metadata.change("catalog", "", {
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
