import type { Connection } from "../../databricks/connection.ts";
import { getIfThere } from "../../databricks/gone.ts";
import { type Json, list, object, text } from "../../model/json.ts";

/** The strongest level of each group by its name, and of others as `user ada@example.com`. */
export type JobAccess = Readonly<Record<string, string>>;

/** Who was given what with a job itself; what is inherited, and whose it is, is not declared. */
export async function readAccess(connection: Connection, jobId: string): Promise<JobAccess> {
  return Object.fromEntries(
    (await direct(connection, jobId)).flatMap(({ entry, level }) =>
      level === OWNER ? [] : [[principal(entry), level]],
    ),
  );
}

/** Gives these groups these levels and takes away all else; whose the job is stays, since it must be somebody's. */
export async function writeAccess(connection: Connection, jobId: string, groups: JobAccess): Promise<void> {
  const owners = (await direct(connection, jobId)).filter(({ level }) => level === OWNER);
  const levels = Object.entries(groups).map(([group, level]) => ({ group_name: group, level }));
  const entries = [...owners.map(({ entry }) => ({ ...named(entry), level: OWNER })), ...levels];
  await connection.send({
    method: "PUT",
    path: pathOf(jobId),
    body: {
      access_control_list: entries.map(({ level, ...entry }) => ({ ...entry, permission_level: level })),
    },
  });
}

const OWNER = "IS_OWNER";

function pathOf(jobId: string): string {
  return `/api/2.0/permissions/jobs/${encodeURIComponent(jobId)}`;
}

interface Given {
  readonly entry: Json;
  readonly level: string;
}

async function direct(connection: Connection, jobId: string): Promise<readonly Given[]> {
  const answer = await getIfThere(connection, pathOf(jobId));
  return list(answer?.["access_control_list"])
    .map(object)
    .flatMap((entry) =>
      list(entry["all_permissions"])
        .map(object)
        .filter(({ inherited }) => inherited !== true)
        .map(({ permission_level }) => ({ entry, level: text(permission_level) ?? "" })),
    );
}

const PRINCIPALS = ["group_name", "user_name", "service_principal_name"] as const;

function named(entry: Json): Json {
  return Object.fromEntries(
    PRINCIPALS.flatMap((field) => (text(entry[field]) ? [[field, entry[field]]] : [])),
  );
}

function principal(entry: Json): string {
  const group = text(entry["group_name"]);
  if (group) return group;
  const user = text(entry["user_name"]);
  return user ? `user ${user}` : `service principal ${text(entry["service_principal_name"]) ?? ""}`;
}
