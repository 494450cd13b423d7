import { type DataType, typesWithin } from "../model/data-type.ts";

/**
 * The table features of column types. Delta switches them on by itself in CREATE TABLE and not for a column that a table gets
 * later (DELTA_FEATURES_REQUIRE_MANUAL_ENABLEMENT). Those of Delta are held against a running one by a test; `collations`
 * is Databricks' (Collation, read 2026-11) and `geospatial` as delta-kernel 0.28 spells it.
 */
const FEATURES: readonly { readonly type: RegExp; readonly feature: string }[] = [
  { type: /^timestamp_ntz$/, feature: "timestampNtz" },
  { type: /^variant$/, feature: "variantType" },
  { type: /^string collate (?!UTF8_BINARY$)/, feature: "collations" },
  { type: /^geo(graphy|metry)\b/, feature: "geospatial" },
];

/** The table features that a table needs for a column of this type; none for most. */
export function featuresOfType(type: DataType): readonly string[] {
  const found = typesWithin(type).flatMap((within) =>
    within.kind === "plain"
      ? FEATURES.filter(({ type: matches }) => matches.test(within.name)).map(({ feature }) => feature)
      : [],
  );
  return [...new Set(found)];
}
