import type { Invoke } from "../pulumi-rpc/resource.ts";
import { isValues, type Value, type Values } from "../pulumi-rpc/value.ts";
import type { Connection } from "../databricks/connection.ts";
import { EXISTING_KINDS, type ExistingKind, findExisting } from "../databricks/find-existing.ts";

/** The invoke `lakewright:index:findExisting`: `{ kind, name, tags? }` → `{ ids }`. */
export function findExistingInvoke(workspace: () => Connection): Invoke {
  return async (args: Values) => {
    const { kind, name, tags } = args;
    const failures = [
      ...(isKind(kind) ? [] : [{ property: "kind", reason: `kind is one of ${EXISTING_KINDS.join(", ")}` }]),
      ...(typeof name === "string" && name !== "" ? [] : [{ property: "name", reason: "name is a text" }]),
      ...(isTags(tags) ? [] : [{ property: "tags", reason: "tags is a map of texts" }]),
    ];
    if (!isKind(kind) || typeof name !== "string" || !isTags(tags) || failures.length > 0)
      return { failures };
    const query = { kind, name, ...(isValues(tags) ? { tags } : {}) };
    return { result: { ids: await findExisting(workspace(), query) } };
  };
}

function isKind(value: Value | undefined): value is ExistingKind {
  return EXISTING_KINDS.some((kind) => kind === value);
}

function isTags(value: Value | undefined): value is Readonly<Record<string, string>> | null | undefined {
  if (value === undefined || value === null) return true;
  return isValues(value) && Object.values(value).every((tag) => typeof tag === "string");
}
