import type { LayoutDeclaration } from "../../model/layout.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";
import { copying } from "./rebuild.ts";

/** Whether Delta refuses to Z-order a table, clustered or not: no ALTER takes the feature off, DROP FEATURE included. */
export function wasClustered({ properties }: LiveLayout): boolean {
  return entryOf(properties, "delta.feature.clustering") !== undefined;
}

/** @throws {RefusedLayout} for a table that is to be Z-ordered and was clustered */
export function refuseZorder({ table, zordered }: LayoutDeclaration, live: LiveLayout): void {
  if (zordered !== true || !wasClustered(live)) return;
  throw new RefusedLayout(
    [
      `${table} is declared Z-ordered, and was clustered: it has the table feature clustering, with which Delta refuses OPTIMIZE … ZORDER BY (DELTA_CLUSTERING_WITH_ZORDER_BY), and which no ALTER TABLE takes off.`,
      `Nothing was sent. Keep it clustered (layout: { cluster: […] }), or have it written anew, then up --refresh sets the layout:`,
      ...copying(table, []).map((statement) => `  ${statement}`),
      `Rows and comments on columns come along; NOT NULL, defaults, CHECK constraints, tags, grants and history do not, and stay with the old table.`,
    ].join("\n"),
  );
}
