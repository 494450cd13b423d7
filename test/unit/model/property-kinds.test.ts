import { expect, test } from "vitest";
import { deltaProperty, deltaPropertyKeys } from "../../../src/catalog/delta-properties.ts";
import { propertyMeaning } from "../../../src/catalog/property-values.ts";
import {
  DELTA_PROPERTY_KINDS,
  engineProperties,
  type PropertyValueKind,
  readProperty,
} from "../../../src/model/properties.ts";
import { whyNotDeclared } from "../../../src/provider/table-layout/keys.ts";

/** Values of each kind, as a table file has them. */
function valuesOf(kind: PropertyValueKind): readonly (boolean | number | string | readonly string[])[] {
  switch (kind) {
    case "boolean":
      return [true, false];
    case "bytes":
      return ["16 MB"];
    case "columns":
      return [["a", "b c"]];
    case "integer":
      return [2];
    case "interval":
      return ["40 days"];
    case "text":
      return ["{}"];
    default:
      return "listOf" in kind ? [kind.listOf, kind.listOf.slice(1)] : kind;
  }
}

test("a table file may set every property of the catalogue that the plugin lets a user set", () => {
  const allowed = deltaPropertyKeys().filter(
    (key) => deltaProperty(key)?.editable !== false && whyNotDeclared(key) === undefined,
  );
  expect(Object.keys(DELTA_PROPERTY_KINDS).sort()).toEqual(allowed.sort());
});

test("the engine takes all that a table file can say of a property, and no word is left out", () => {
  for (const [key, kind] of Object.entries<PropertyValueKind>(DELTA_PROPERTY_KINDS)) {
    const fact = deltaProperty(key);
    const meanings = valuesOf(kind).map((value) => {
      const text = engineProperties({ [key]: value })[key] ?? "";
      expect(readProperty(key, text), key).toEqual(value);
      return fact === undefined ? undefined : propertyMeaning(fact, text);
    });
    expect(meanings, key).not.toContain(undefined);
    if (fact?.kind === "word") {
      const words = (fact.values ?? []).map((word) => propertyMeaning(fact, word));
      expect([...new Set(meanings)].sort(), key).toEqual([...new Set(words)].sort());
    }
    if (fact?.kind === "list") expect(kind, key).toEqual({ listOf: fact.values });
  }
});

test("properties of one's own are texts, written and read as they stand", () => {
  const own = { quality: "gold", "team.owner": "interval 1 day" };
  expect(engineProperties(own)).toEqual(own);
  expect(readProperty("quality", "TRUE")).toBe("TRUE");
  expect(readProperty("delta.unknown", "1")).toBeUndefined();
  expect(readProperty("delta.feature.rowTracking", "supported")).toBe("supported");
});

test("statistics columns are paths, and a name of digits is quoted", () => {
  const columns = ["id", "1", "2b", "order id", "s.a", "`a.b`", "x`y,z"];
  const { "delta.dataSkippingStatsColumns": text = "" } = engineProperties({
    "delta.dataSkippingStatsColumns": columns,
  });
  expect(text).toBe("id,`1`,`2b`,`order id`,s.a,`a.b`,`x``y,z`");
  expect(readProperty("delta.dataSkippingStatsColumns", text)).toEqual(columns);
  expect(readProperty("delta.dataSkippingStatsColumns", "id,`open")).toBeUndefined();
});
