import { invalid } from "./errors.ts";
import type { JsonObject } from "./json.ts";

/**
 * A PATCH with an `update_mask`: the named fields take the patch's value, and lose theirs where the patch
 * has none. `*` names every field of the patch. A nested path (`evaluation.threshold`) stands for its top
 * field: every client served here sends that one whole.
 */
export function applyMask(current: JsonObject, patch: JsonObject, mask: string | undefined): JsonObject {
  if (mask === undefined || mask === "") throw invalid("Missing required field: update_mask");
  const named = mask.split(",").map((path) => path.trim().split(".")[0] ?? "");
  const fields = named.includes("*") ? Object.keys(patch) : named;
  const next = new Map(Object.entries(current));
  for (const field of fields) {
    if (patch[field] === undefined) next.delete(field);
    else next.set(field, patch[field]);
  }
  return Object.fromEntries(next);
}
