import type { FastifyInstance } from "fastify";
import { invalid, missing, notServed } from "../http/errors.ts";
import { objects, text, texts, type JsonObject } from "../http/json.ts";
import { serve, type Call } from "../http/route.ts";
import { expectOnly } from "../http/shape.ts";
import type { Grants, Securable } from "./metadata.ts";
import { key, known } from "./table-routes.ts";
import type { UnityCatalog } from "./unity-catalog.ts";

const BASE = "/api/2.1/unity-catalog/permissions";

const CHANGES = {
  changes: [{ "principal!": "string", add: ["string"], remove: ["string"] }],
} as const;

const ON_TABLE = ["ALL_PRIVILEGES", "APPLY_TAG", "MANAGE", "MODIFY", "REFRESH", "SELECT"];
const ON_SCHEMA = [
  ...ON_TABLE,
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_MODEL_VERSION",
  "CREATE_TABLE",
  "CREATE_VOLUME",
  "EXECUTE",
  "EXTERNAL_USE_SCHEMA",
  "READ_VOLUME",
  "USE_SCHEMA",
  "WRITE_VOLUME",
];
const PRIVILEGES: Readonly<Record<Securable, readonly string[]>> = {
  table: ON_TABLE,
  schema: ON_SCHEMA,
  catalog: [...ON_SCHEMA, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG"],
};

interface Target {
  readonly type: Securable;
  /** The name below the catalog. */
  readonly name: string;
}

/** Grants on the catalog, its schemas and its tables. They are kept, not enforced: there is one user. */
export function grantRoutes(app: FastifyInstance, catalog: UnityCatalog): void {
  const { metadata } = catalog;
  /** Of one principal where it is named. */
  const answer = ({ type, name }: Target, only?: string): JsonObject => ({
    privilege_assignments: Object.entries(metadata.grants(type, name))
      .filter(([principal]) => only === undefined || only === "" || principal === only)
      .map(([principal, privileges]) => ({ principal, privileges })),
  });

  serve(app, `GET ${BASE}/:type/:name`, async (call) =>
    answer(await target(catalog, call), call.query["principal"]),
  );

  serve(app, `PATCH ${BASE}/:type/:name`, async (call) => {
    const { type, name } = await target(catalog, call);
    expectOnly(call.body, CHANGES, "PATCH unity-catalog/permissions");
    const changed = objects(call.body, "changes").reduce<Grants>(
      (grants, change) => changedGrants(grants, change, type),
      metadata.grants(type, name),
    );
    metadata.setGrants(type, name, changed);
    return answer({ type, name });
  });
}

async function target(catalog: UnityCatalog, { path }: Call): Promise<Target> {
  const type = (path["type"] ?? "").toLowerCase();
  const full = path["name"] ?? "";
  switch (type) {
    case "catalog":
      catalog.names.expectCatalog(full);
      return { type, name: "" };
    case "schema": {
      const name = catalog.names.schema(full);
      if (!(name in (await catalog.engine.schemas()))) throw missing(`Schema '${full}' does not exist.`);
      return { type, name };
    }
    case "table": {
      const name = catalog.names.table(full);
      await known(catalog, name);
      return { type, name: key(name) };
    }
    default:
      throw notServed(`grants on a ${type}`);
  }
}

/** The grants after one change: a principal left without privileges is gone. */
function changedGrants(grants: Grants, change: JsonObject, type: Securable): Grants {
  const principal = text(change, "principal") ?? "";
  const add = texts(change, "add").map((privilege) => expectPrivilege(privilege, type));
  const remove = texts(change, "remove").map(normal);
  const held = new Set([...(grants[principal] ?? []), ...add]);
  // ALL PRIVILEGES taken away takes all of them.
  const left = remove.includes("ALL_PRIVILEGES") ? add : [...held].filter((one) => !remove.includes(one));
  const others = Object.entries(grants).filter(([name]) => name !== principal);
  return Object.fromEntries(left.length === 0 ? others : [...others, [principal, left.toSorted()]]);
}

function expectPrivilege(privilege: string, type: Securable): string {
  const name = normal(privilege);
  if (PRIVILEGES[type].includes(name)) return name;
  throw invalid(
    `Privilege ${privilege} is not applicable to a ${type}. It must be one of ${PRIVILEGES[type].join(", ")}.`,
  );
}

const normal = (privilege: string): string => privilege.toUpperCase().replaceAll(" ", "_");
