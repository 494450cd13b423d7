import { entryFor, type GivenLevel, givenLevels } from "../../databricks/access-list.ts";
import type { Connection } from "../../databricks/connection.ts";
import { getIfThere } from "../../databricks/gone.ts";

/** The strongest level of each group by its name, and of others as `user ada@example.com`. */
export type JobAccess = Readonly<Record<string, string>>;

/** Who was given what with a job itself; what is inherited, and whose it is, is not declared. */
export async function readAccess(connection: Connection, jobId: string): Promise<JobAccess> {
  return Object.fromEntries(
    (await given(connection, jobId)).flatMap(({ principal: { kind, name }, level }) =>
      level === OWNER ? [] : [[kind === "group" ? name : `${kind} ${name}`, level]],
    ),
  );
}

/** Gives these groups these levels and takes away all else; whose the job is stays, since it must be somebody's. */
export async function writeAccess(connection: Connection, jobId: string, groups: JobAccess): Promise<void> {
  const owners = (await given(connection, jobId)).filter(({ level }) => level === OWNER);
  const levels = Object.entries(groups).map(([name, level]) => ({
    principal: { kind: "group", name } as const,
    level,
  }));
  await connection.send({
    method: "PUT",
    path: pathOf(jobId),
    body: {
      access_control_list: [...owners, ...levels].map(({ principal, level }) => ({
        ...entryFor(principal),
        permission_level: level,
      })),
    },
  });
}

const OWNER = "IS_OWNER";

function pathOf(jobId: string): string {
  return `/api/2.0/permissions/jobs/${encodeURIComponent(jobId)}`;
}

async function given(connection: Connection, jobId: string): Promise<readonly GivenLevel[]> {
  return givenLevels(await getIfThere(connection, pathOf(jobId)));
}
