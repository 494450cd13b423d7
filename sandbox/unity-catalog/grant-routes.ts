import type { FastifyInstance } from "fastify";
import { objects, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectOnly } from "../http/shape.ts";
import { changeGrants, target, type Target } from "./grants.ts";
import type { UnityCatalog } from "./types.ts";

const BASE = "/api/2.1/unity-catalog/permissions";

const CHANGES = {
  changes: [{ "principal!": "string", add: ["string"], remove: ["string"] }],
} as const;

/** Grants on the catalog, its schemas and its tables. They are kept, not enforced: there is one user. */
export function grantRoutes(app: FastifyInstance, catalog: UnityCatalog): void {
  /** Of one principal where it is named. */
  const answer = ({ type, name }: Target, only = ""): JsonObject => ({
    privilege_assignments: Object.entries(catalog.metadata.grants(type, name))
      .filter(([principal]) => only === "" || principal === only)
      .map(([principal, privileges]) => ({ principal, privileges })),
  });

  serve(app, `GET ${BASE}/:type/:name`, async ({ path, query }) =>
    answer(await target(catalog, path["type"] ?? "", path["name"] ?? ""), query["principal"]),
  );

  serve(app, `PATCH ${BASE}/:type/:name`, async ({ path, body }) => {
    const on = await target(catalog, path["type"] ?? "", path["name"] ?? "");
    expectOnly(body, CHANGES, "PATCH unity-catalog/permissions");
    changeGrants(catalog, on, objects(body, "changes"));
    return answer(on);
  });
}
