import type { TableProperty } from "./property-row.ts";
import { FEATURE_PROPERTIES } from "./table-features.ts";
import { LOG_PROPERTIES } from "./table-log.ts";
import { WRITE_PROPERTIES } from "./table-writes.ts";

/** Table properties that the engine reads, by their keys. */
export const TABLE_PROPERTIES: readonly TableProperty[] = [
  ...WRITE_PROPERTIES,
  ...LOG_PROPERTIES,
  ...FEATURE_PROPERTIES,
];

const BY_KEY: ReadonlyMap<string, TableProperty> = new Map(
  TABLE_PROPERTIES.flatMap((row) => row.fields.map((key) => [key.toLowerCase(), row])),
);

/** What is known of a property, which the engine finds without regard to case. */
export function tableProperty(key: string): TableProperty | undefined {
  return BY_KEY.get(key.toLowerCase());
}
