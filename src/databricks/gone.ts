import type { Json } from "../model/json.ts";
import type { Connection } from "./connection.ts";
import { ResponseError } from "./errors.ts";

/** As `Connection.find`, of services that answer 400 for what is not there: "Job … does not exist." */
export async function getIfThere(
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

/** Whether the workspace refused a request because what it names is not there. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof ResponseError)) return false;
  return error.status === 404 || (error.status === 400 && /does not exist/i.test(error.message));
}
