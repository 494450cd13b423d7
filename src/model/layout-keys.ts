import type { Layout } from "./table.ts";

/** Keys of liquid clustering; empty for every other layout, `auto` included. */
export function clusteringKeys(layout: Layout<string>): readonly string[] {
  if (layout === "unordered" || layout.cluster === undefined || layout.cluster === "auto") return [];
  return layout.cluster.filter((column) => column !== undefined);
}

/** The keys OPTIMIZE orders by; empty for every other layout. */
export function zorderKeys(layout: Layout<string>): readonly string[] {
  return layout === "unordered" ? [] : (layout.zorder ?? []);
}

/** Columns by which files are ordered, whichever way: what queries skip files by. */
export function layoutKeys(layout: Layout<string>): readonly string[] {
  return [...clusteringKeys(layout), ...zorderKeys(layout)];
}
