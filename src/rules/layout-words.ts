import type { TableSubject } from "./subject.ts";
import { quoted } from "./table-facts.ts";

/** How a table's own file says that it clusters by some columns: a table file of this library, or SQL. */
export function clusterBy({ on }: Pick<TableSubject, "on">, keys: readonly string[]): string {
  return on === undefined ? `cluster: [${quoted(keys)}]` : `CLUSTER BY (${keys.join(", ")})`;
}

/** As {@link clusterBy}, of a Z-order; of none where no key is left. */
export function zorderBy({ on }: Pick<TableSubject, "on">, keys: readonly string[]): string {
  if (keys.length === 0) return on === undefined ? "no zorder" : "OPTIMIZE without ZORDER BY";
  return on === undefined ? `zorder: [${quoted(keys)}]` : `ZORDER BY (${keys.join(", ")})`;
}
