import type { FastifyInstance } from "fastify";
import { serve } from "../http/route.ts";
import { isApplicationId, PRINCIPAL, USER, WORKSPACE_ID, type Identity } from "./user.ts";

export function identityRoutes(app: FastifyInstance): void {
  serve(app, "GET /api/2.0/preview/scim/v2/Me", ({ caller }) => ({
    ...described(caller),
    userName: caller.userName,
    active: true,
    groups: [
      { display: "admins", type: "direct", value: "101" },
      { display: "users", type: "direct", value: "102" },
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

function described({ userName }: Identity): object {
  if (isApplicationId(userName)) return PRINCIPAL;
  const { id, displayName } = USER;
  return { id, displayName, emails: [{ type: "work", value: userName, primary: true }] };
}
