import { UNKNOWN, type Unknown } from "../pulumi-rpc/value.ts";
import { NoWorkspaceError } from "../databricks/errors.ts";

/** A preview names a workspace out of reach once, not resource by resource. */
export async function orUnknown<T>(preview: () => Promise<T>): Promise<T | Unknown> {
  try {
    return await preview();
  } catch (error) {
    if (error instanceof NoWorkspaceError && error.repeated) return UNKNOWN;
    throw error;
  }
}
