import { tableFeature } from "../../catalog/delta-features.ts";
import { featuresOfType } from "../../catalog/type-features.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { Statement } from "../../plan/sql.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";

const PREFIX = "delta.feature.";

/** Properties that enable the table features which these types need and the table lacks. */
export function missingFeatures(
  live: LiveLayout,
  types: readonly string[],
): Readonly<Record<string, string>> {
  const needed = types.flatMap((text) => {
    const type = dataTypeOf(text);
    return type === undefined ? [] : featuresOfType(type);
  });
  const has = (feature: string) => entryOf(live.properties, `${PREFIX}${feature}`) !== undefined;
  // Tables from before a feature was settled have it under its first name.
  const missing = needed.filter((feature) => !has(feature) && !has(`${feature}-preview`));
  return Object.fromEntries(missing.map((feature) => [`${PREFIX}${feature}`, "supported"]));
}

/** The statement that enables them, where one is needed. */
export function featuresFor(live: LiveLayout, types: readonly string[]): readonly Statement[] {
  const properties = missingFeatures(live, types);
  return Object.keys(properties).length === 0
    ? []
    : [{ kind: "setProperties", table: live.table, properties }];
}

/** What the table features cost that these properties add to a table: said when they come, for they stay. */
export function featureNotes(
  live: LiveLayout,
  properties: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(properties).flatMap((key) => {
    if (!key.startsWith(PREFIX) || entryOf(live.properties, key) !== undefined) return [];
    const name = key.slice(PREFIX.length);
    const reader = tableFeature(name)?.minReaderVersion ?? 0;
    const who = reader > 0 ? "Readers and writers" : "Writers";
    const can = reader > 0 ? "use" : "write to";
    return [
      `${live.table} gets the table feature ${name}, which stays until ALTER TABLE … DROP FEATURE. ${who} that lack it can no longer ${can} the table.`,
    ];
  });
}
