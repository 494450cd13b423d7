import { UNKNOWN, type Unknown } from "../pulumi-rpc/value.ts";
import { NoWorkspaceError } from "../databricks/errors.ts";
import { MissingPlaceError } from "./places.ts";

/** A preview names a workspace out of reach, or a missing schema, once and not resource by resource. */
export async function orUnknown<T>(preview: () => Promise<T>): Promise<T | Unknown> {
  try {
    return await preview();
  } catch (error) {
    const isOfMany = error instanceof NoWorkspaceError || error instanceof MissingPlaceError;
    if (isOfMany && error.repeated) return UNKNOWN;
    throw error;
  }
}
