import { needsMapping } from "../../model/column-faults.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";
import { entryOf, sameKey } from "./keys.ts";
import type { LiveLayout } from "./live.ts";

export const COLUMN_MAPPING = "delta.columnMapping.mode";

type Properties = LiveLayout["properties"];

/** How a table knows its columns: `none` by their names in the files, which is what holds where it does not say. */
export function mappingOf(properties: Properties): string {
  return entryOf(properties, COLUMN_MAPPING)?.value.toLowerCase() ?? "none";
}

/** The property under a key; no mapping is none, whether the table says so or not: saying it rewrites every file. */
export function liveEntry(properties: Properties, key: string): { key: string; value: string } | undefined {
  return entryOf(properties, key) ?? (sameKey(key, COLUMN_MAPPING) ? { key, value: "none" } : undefined);
}

/** Whether taking the property off would do nothing but rewrite every file. */
export function isMappedToNothing(properties: Properties, key: string): boolean {
  return sameKey(key, COLUMN_MAPPING) && mappingOf(properties) === "none";
}

/** @throws {RefusedLayout} for the mode that a table has from the start or never (DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE) */
export function refuseMappingById({ table, properties }: LayoutDeclaration, live: LiveLayout): void {
  const there = mappingOf(live.properties);
  if (mappingOf(properties) !== "id" || there === "id") return;
  throw new RefusedLayout(
    `${table} has the column mapping "${there}" and declares "id", which Delta takes in CREATE TABLE only. ` +
      `Nothing was sent. Declare "${COLUMN_MAPPING}": "name", with which columns are renamed and dropped as well.`,
  );
}

/**
 * @param then the table once properties are set and unset
 * @throws {RefusedLayout} for a mapping that Delta does not leave (DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE,
 * DELTA_INVALID_COLUMN_NAMES_WHEN_REMOVING_COLUMN_MAPPING)
 */
export function refuseOtherMapping(live: LiveLayout, then: LiveLayout): void {
  const [from, to] = [mappingOf(live.properties), mappingOf(then.properties)];
  const change = `${live.table} has the column mapping "${from}" and is to have "${to}"`;
  if (from === "id" && to === "name") {
    throw new RefusedLayout(`${change}, which Delta does not change. Nothing was sent. Declare "id".`);
  }
  const strange = (then.columns ?? []).filter(needsMapping).map(({ name }) => `"${name}"`);
  if (from !== to && to === "none" && strange.length > 0) {
    throw new RefusedLayout(
      `${change}, without which Delta does not take the names in ${strange.join(", ")}. Nothing was sent. Declare "${from}", or rename them first.`,
    );
  }
}
