import type { FastifyInstance } from "fastify";
import { objects, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import { changeGrants, target, type Target } from "./grants.ts";
import type { UnityCatalog } from "./unity-catalog.ts";

const BASE = "/api/2.1/unity-catalog/permissions";

/** Grants on the catalog, its schemas and its tables. They are kept, not enforced: there is one user. */
export function grantRoutes(app: FastifyInstance, catalog: UnityCatalog): void {
  const answer = ({ type, name }: Target): JsonObject => ({
    privilege_assignments: Object.entries(catalog.metadata.grants(type, name)).map(
      ([principal, privileges]) => ({ principal, privileges }),
    ),
  });

  serve(app, `GET ${BASE}/:type/:name`, async ({ path }) =>
    answer(await target(catalog, path["type"] ?? "", path["name"] ?? "")),
  );

  serve(app, `PATCH ${BASE}/:type/:name`, async ({ path, body }) => {
    const on = await target(catalog, path["type"] ?? "", path["name"] ?? "");
    expectShape(body, { changes: [{ "principal!": "string", add: ["string"], remove: ["string"] }] });
    changeGrants(catalog, on, objects(body, "changes"));
    return answer(on);
  });
}
