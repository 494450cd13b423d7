/** The one user of a sandbox: whoever holds the token. An admin of the workspace. The address cannot exist (RFC 6761). */
export const USER = { id: "1", name: "admin@sandbox.test", displayName: "Sandbox admin" } as const;

/** The one service principal, named by its application id, which each sandbox has of its own. */
export const PRINCIPAL = { id: "2", displayName: "Sandbox service principal" } as const;

/** Who sent a request, as histories name it: a user's address, or a service principal's application id. */
export interface Identity {
  readonly userId?: string;
  readonly userName: string;
}

export const ADMIN: Identity = { userId: USER.id, userName: USER.name };

/** Whether a name is a service principal's: its application id, where a user has an address. */
export const isApplicationId = (name: string): boolean =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name);

/** The workspace's numeric id; host metadata and the `X-Databricks-Org-Id` header must agree on it. */
export const WORKSPACE_ID = "1000000000000001";
