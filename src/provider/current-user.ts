import type { Invoke } from "../pulumi-rpc/resource.ts";
import type { Connection } from "../databricks/connection.ts";
import { text } from "../model/json.ts";

/**
 * The invoke `lakewright:index:currentUser`: `{}` → `{ userName }`, whom the workspace takes us for. It
 * fails where the workspace does not answer or refuses the token, before anything else was asked of it.
 */
export function currentUserInvoke(workspace: () => Connection): Invoke {
  return async () => {
    const user = await workspace().send({ method: "GET", path: "/api/2.0/preview/scim/v2/Me" });
    return { result: { userName: text(user["userName"]) ?? "" } };
  };
}
