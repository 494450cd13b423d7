/**
 * The one user of a sandbox: whoever holds the token. An admin of the workspace and the owner of
 * everything. The address cannot exist (RFC 6761).
 */
export const USER = { id: "1", name: "admin@sandbox.test", displayName: "Sandbox admin" } as const;

/** Who sent a request, as histories name it: a user's address, or a service principal's application id. */
export interface Identity {
  readonly userId?: string;
  readonly userName: string;
}

export const ADMIN: Identity = { userId: USER.id, userName: USER.name };

/** The workspace's numeric id; host metadata and the `X-Databricks-Org-Id` header must agree on it. */
export const WORKSPACE_ID = "1000000000000001";
