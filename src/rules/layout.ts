import type { TableSubject } from "./subject.ts";

/** Columns that a table's files are ordered by, in its own order. */
export function orderingKeys({ layout }: TableSubject): readonly string[] {
  return [...(typeof layout.cluster === "object" ? layout.cluster : []), ...(layout.zorder ?? [])];
}
