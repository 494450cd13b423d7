import { catalogueFor, DEFAULT_ENGINE, type Engine } from "./engine.ts";

/** Features that only Databricks' own Delta has, by name: from its documentation, August 2026. */
const DATABRICKS_ONLY = [
  "collations",
  "collations-preview",
  "icebergCompatV3",
  "materializePartitionColumns",
];

/** Names of the table features that this Delta, or Databricks' own, has. */
export function deltaFeatureNames(engine: Engine = DEFAULT_ENGINE): readonly string[] {
  return [...Object.keys(catalogueFor(engine).deltaFeatures), ...DATABRICKS_ONLY];
}

/** Whether a table feature, such as `deletionVectors`, is one that this library knows of. */
export function isKnownFeature(name: string, engine: Engine = DEFAULT_ENGINE): boolean {
  return deltaFeatureNames(engine).some((known) => known.toLowerCase() === name.toLowerCase());
}
