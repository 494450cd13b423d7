import type { FastifyInstance } from "fastify";
import { serve } from "../http/route.ts";
import { USER, WORKSPACE_ID } from "./user.ts";

export function identityRoutes(app: FastifyInstance): void {
  serve(app, "GET /api/2.0/preview/scim/v2/Me", () => ({
    id: USER.id,
    userName: USER.name,
    displayName: USER.displayName,
    active: true,
    emails: [{ type: "work", value: USER.name, primary: true }],
    groups: [
      { display: "admins", type: "direct", value: "1" },
      { display: "users", type: "direct", value: "2" },
    ],
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  }));

  // The one endpoint a client asks before it sends its token, to learn where to authenticate.
  app.get("/.well-known/databricks-config", (request) => ({
    oidc_endpoint: `http://${request.host}/oidc`,
    workspace_id: WORKSPACE_ID,
    host_type: "workspace",
  }));
}
