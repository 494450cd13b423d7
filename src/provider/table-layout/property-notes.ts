import { featureNote, featuresAdded, featuresOf, rewritesFiles } from "../../catalog/property-features.ts";
import type { LiveLayout } from "./live.ts";

export interface ChangedProperties {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/** What a change of properties means beyond its statement: table features that stay, and files that are rewritten. */
export function propertyNotes(
  { table, properties }: LiveLayout,
  { set, unset }: ChangedProperties,
): readonly string[] {
  const has = new Set(featuresOf(properties));
  const brought = new Map<string, string>();
  for (const [key, value] of Object.entries(set)) {
    for (const feature of featuresAdded(key, value)) {
      if (!has.has(feature) && !brought.has(feature)) brought.set(feature, key);
    }
  }
  const after: readonly (readonly [string, string | null])[] = [
    ...unset.map((key) => [key, null] as const),
    ...Object.entries(set),
  ];
  return [
    ...[...brought].map(([feature, key]) => `${table}: ${featureNote(key, feature)}.`),
    ...after
      .filter(([key, to]) => rewritesFiles(key, to))
      .map(
        ([key]) =>
          `${table}: taking off ${key} rewrites every data file, which takes longer the larger the table is.`,
      ),
  ];
}
