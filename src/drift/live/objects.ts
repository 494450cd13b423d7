import type { Connection } from "../../databricks/connection.ts";
import { ResponseError } from "../../databricks/errors.ts";
import { type Json, list, object, text } from "../../model/json.ts";
import { fieldsOf, type ObjectKind } from "../objects/shapes.ts";
import type { DeployedSide, Fields } from "../sides.ts";

type Reader = (connection: Connection, id: string) => Promise<Json | undefined>;

const READERS: Readonly<Record<ObjectKind, Reader>> = {
  cluster: (connection, id) => get(connection, "/api/2.1/clusters/get", { cluster_id: id }),
  clusterPolicy: (connection, id) => get(connection, "/api/2.0/policies/clusters/get", { policy_id: id }),
  warehouse: (connection, id) => get(connection, `/api/2.0/sql/warehouses/${encodeURIComponent(id)}`),
  job: readJob,
  workspaceFile: async (connection, path) => {
    const found = await get(connection, "/api/2.0/workspace/export", { path, format: "AUTO" });
    return found === undefined ? undefined : { content: found["content"], path };
  },
  notebook: async (connection, path) => {
    const found = await get(connection, "/api/2.0/workspace/export", { path, format: "SOURCE" });
    return found === undefined ? undefined : { content: found["content"], path };
  },
  // The id of permissions is their object's path: `/sql/warehouses/…`.
  permissions: (connection, id) => get(connection, `/api/2.0/permissions${id}`),
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
  return text((await get(connection, "/api/2.0/preview/scim/v2/Me"))?.["userName"]);
}

/** When a workspace file or a notebook was last written, in ISO 8601; who wrote it is not told. */
export async function fileChangedAt(connection: Connection, path: string): Promise<string | undefined> {
  const status = await get(connection, "/api/2.0/workspace/get-status", { path });
  const at = status?.["modified_at"];
  return typeof at === "number" ? new Date(at).toISOString() : undefined;
}

/** A job's tasks come in pages of a hundred. */
async function readJob(connection: Connection, id: string): Promise<Json | undefined> {
  const first = await get(connection, "/api/2.2/jobs/get", { job_id: id });
  if (first === undefined) return undefined;
  const tasks = [...list(object(first["settings"])["tasks"])];
  for (let next = text(first["next_page_token"]); next !== undefined && next !== "";) {
    const page = await get(connection, "/api/2.2/jobs/get", { job_id: id, page_token: next });
    tasks.push(...list(object(page?.["settings"])["tasks"]));
    const after = text(page?.["next_page_token"]);
    next = after === next ? undefined : after;
  }
  return { ...first, settings: { ...object(first["settings"]), tasks } };
}

async function get(
  connection: Connection,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Json | undefined> {
  try {
    return await connection.find({ method: "GET", path, query });
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Some services answer 400 for what is not there: "Cluster … does not exist", "Job … does not exist." */
function isGone(error: unknown): boolean {
  return error instanceof ResponseError && error.status === 400 && /does not exist/i.test(error.message);
}
