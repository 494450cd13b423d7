import data from "./delta-features.json" with { type: "json" };

/** Features that only Databricks' own Delta has, by name: from its documentation, August 2026. */
const DATABRICKS_ONLY = [
  "collations",
  "collations-preview",
  "icebergCompatV3",
  "materializePartitionColumns",
];

const names = new Set([...Object.keys(data.entries), ...DATABRICKS_ONLY].map((name) => name.toLowerCase()));

/** Whether a table feature, such as `deletionVectors`, is one that this library knows of. */
export function isKnownFeature(name: string): boolean {
  return names.has(name.toLowerCase());
}
