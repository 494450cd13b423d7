import { needsMapping } from "../../model/column-faults.ts";
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

/**
 * @param then the table once properties are set and unset
 * @throws {RefusedLayout} for a change of column mapping that the engine would refuse
 * (DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE, DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES), when other statements have run
 */
export function refuseColumnMapping(live: LiveLayout, then: LiveLayout): void {
  const [from, to] = [mappingOf(live.properties), mappingOf(then.properties)];
  if (from === to) return;
  const refuse = (why: string) => {
    throw new RefusedLayout(
      `${live.table}: "${COLUMN_MAPPING}" is "${from}" and to be "${to}", ${why}. Nothing was sent.`,
    );
  };
  if (to === "id" || (from === "id" && to === "name")) {
    refuse(`which Delta changes in CREATE TABLE only; declare "${from === "none" ? "name" : from}"`);
  }
  const strange = (then.columns ?? []).filter(needsMapping).map(({ name }) => `"${name}"`);
  if (to === "none" && strange.length > 0) {
    refuse(`and without it Delta does not take the names in ${strange.join(", ")}; rename them first`);
  }
}
