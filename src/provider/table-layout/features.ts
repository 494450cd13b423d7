import { featuresOf } from "../../catalog/property-features.ts";
import { featuresOfType } from "../../catalog/type-features.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { Statement } from "../../plan/sql.ts";
import type { LiveLayout } from "./live.ts";

/** Properties that enable the table features which these types need and the table lacks. */
export function missingFeatures(
  live: LiveLayout,
  types: readonly string[],
): Readonly<Record<string, string>> {
  const needed = types.flatMap((text) => {
    const type = dataTypeOf(text);
    return type === undefined ? [] : featuresOfType(type);
  });
  const there = featuresOf(live.properties);
  // Tables from before a feature was settled have it under its first name.
  const missing = needed.filter(
    (feature) => !there.some((has) => has === feature || has === `${feature}-preview`),
  );
  return Object.fromEntries(missing.map((feature) => [`delta.feature.${feature}`, "supported"]));
}

/** The statement that enables them, where one is needed. */
export function featuresFor(live: LiveLayout, types: readonly string[]): readonly Statement[] {
  const properties = missingFeatures(live, types);
  return Object.keys(properties).length === 0
    ? []
    : [{ kind: "setProperties", table: live.table, properties }];
}
