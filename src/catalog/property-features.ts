import { deltaProperty } from "./delta-properties.ts";
import { catalogueFor, DEFAULT_ENGINE } from "./engine.ts";
import type { DeltaFeature, PropertyEffect } from "./entries.ts";
import { propertyMeaning } from "./property-values.ts";
import effects from "./spark-4.0/property-effects.json" with { type: "json" };

const EFFECTS: ReadonlyMap<string, readonly PropertyEffect[]> = new Map(
  Object.entries(effects.entries as Readonly<Record<string, readonly PropertyEffect[]>>).map(
    ([key, changes]) => [key.toLowerCase(), changes],
  ),
);

const FEATURES = catalogueFor(DEFAULT_ENGINE).deltaFeatures;
const FEATURE = "delta.feature.";

/** What the engine did to a table with rows when a property changed; nothing where it was not tried. */
export function propertyEffects(key: string): readonly PropertyEffect[] {
  return EFFECTS.get(key.toLowerCase()) ?? [];
}

/** The table features that a property brings to a table which has none; `[]` where it brings none. */
export function featuresAdded(key: string, value: string): readonly string[] {
  if (key.toLowerCase().startsWith(FEATURE)) return [featureNamed(key.slice(FEATURE.length))];
  return [...new Set(changesTo(key, value).flatMap(({ adds = [] }) => adds))];
}

/** Whether the engine writes data files anew when a property gets a value, or goes. */
export function rewritesFiles(key: string, to: string | null): boolean {
  return changesTo(key, to).some(({ rewrites = false }) => rewrites);
}

/** What was tried that ends in this value, however it is spelt. */
function changesTo(key: string, value: string | null): readonly PropertyEffect[] {
  const fact = deltaProperty(key);
  const meaning = (text: string | null) =>
    text === null || fact === undefined ? text : propertyMeaning(fact, text);
  return propertyEffects(key).filter(({ to }) => meaning(to) === meaning(value));
}

/** The table features that a live table has, by its properties as the workspace lists them. */
export function featuresOf(properties: Readonly<Record<string, string>>): readonly string[] {
  const keys = Object.keys(properties);
  const named = keys.filter((key) => key.toLowerCase().startsWith(FEATURE));
  const version = keys.find((key) => key.toLowerCase() === "delta.minwriterversion");
  const writer = Number(version === undefined ? 0 : properties[version]);
  // From version 7 on features have names; below, a version stands for all up to it.
  const implied = Object.entries(FEATURES).filter(
    ([, needs]) => needs.minWriterVersion <= writer && writer < 7,
  );
  return [...named.map((key) => featureNamed(key.slice(FEATURE.length))), ...implied.map(([name]) => name)];
}

function featureNamed(name: string): string {
  return Object.keys(FEATURES).find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;
}

/** Who no longer gets at a table with these features, in words. */
export function lostWithout(features: readonly string[]): string {
  const these = `the table feature${features.length === 1 ? "" : "s"} ${features.join(" and ")}`;
  return features.some((name) => readersNeed(name))
    ? `readers and writers without ${these} can no longer use the table`
    : `writers without ${these} can no longer write to the table`;
}

/** What a table feature that comes with a property means for those who use the table, in one sentence. */
export function featureNote(key: string, feature: string): string {
  const { minReaderVersion, minWriterVersion } = needs(feature);
  const writer = `writer version ${minWriterVersion}`;
  const versions = readersNeed(feature) ? `reader version ${minReaderVersion}, ${writer}` : writer;
  const lost = readersNeed(feature)
    ? "readers and writers without it can no longer use the table"
    : "writers without it can no longer write to the table";
  return `${key} adds the table feature ${feature} (${versions}), which stays when the property goes; ${lost}`;
}

function readersNeed(feature: string): boolean {
  return needs(feature).minReaderVersion > 0;
}

/** Of a feature that is not known the most is asked. */
function needs(feature: string): DeltaFeature {
  return FEATURES[feature] ?? { minReaderVersion: 3, minWriterVersion: 7 };
}
