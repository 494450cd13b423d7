import type { Connection } from "../../databricks/connection.ts";
import { getIfThere } from "../../databricks/gone.ts";
import { findJob } from "../../databricks/jobs.ts";
import { type Json, text } from "../../model/json.ts";
import { fieldsOf, type ObjectKind } from "../objects/shapes.ts";
import type { DeployedSide, Fields } from "../sides.ts";

type Reader = (connection: Connection, id: string) => Promise<Json | undefined>;

const READERS: Readonly<Record<ObjectKind, Reader>> = {
  cluster: (connection, id) => getIfThere(connection, "/api/2.1/clusters/get", { cluster_id: id }),
  clusterPolicy: (connection, id) =>
    getIfThere(connection, "/api/2.0/policies/clusters/get", { policy_id: id }),
  warehouse: (connection, id) => getIfThere(connection, `/api/2.0/sql/warehouses/${encodeURIComponent(id)}`),
  job: findJob,
  workspaceFile: async (connection, path) => {
    const found = await getIfThere(connection, "/api/2.0/workspace/export", { path, format: "AUTO" });
    return found === undefined ? undefined : { content: found["content"], path };
  },
  notebook: async (connection, path) => {
    const found = await getIfThere(connection, "/api/2.0/workspace/export", { path, format: "SOURCE" });
    return found === undefined ? undefined : { content: found["content"], path };
  },
  // The id of permissions is their object's path: `/sql/warehouses/…`.
  permissions: (connection, id) => getIfThere(connection, `/api/2.0/permissions${id}`),
};

/**
 * An object as the workspace has it now.
 * @returns `undefined` for one that is gone
 * @throws WorkspaceError where the workspace does not say
 */
export async function readObject(connection: Connection, side: DeployedSide): Promise<Fields | undefined> {
  const kind = side.kind as ObjectKind;
  const found = await READERS[kind](connection, side.id);
  return found === undefined ? undefined : fieldsOf(kind, found);
}

/** Whom the workspace takes us for. */
export async function currentUser(connection: Connection): Promise<string | undefined> {
  return text((await getIfThere(connection, "/api/2.0/preview/scim/v2/Me"))?.["userName"]);
}

/** When a workspace file or a notebook was last written, in ISO 8601; who wrote it is not told. */
export async function fileChangedAt(connection: Connection, path: string): Promise<string | undefined> {
  const status = await getIfThere(connection, "/api/2.0/workspace/get-status", { path });
  const at = status?.["modified_at"];
  return typeof at === "number" ? new Date(at).toISOString() : undefined;
}
