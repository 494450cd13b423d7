import { deltaFeatureNames, isKnownFeature } from "../catalog/delta-features.ts";
import {
  deltaProperty,
  deltaPropertyKeys,
  NOT_A_PROPERTY,
  openDeltaProperty,
  reservedProperty,
} from "../catalog/delta-properties.ts";
import { deltaPropertyFault } from "../catalog/property-values.ts";
import { nearest } from "../model/nearest.ts";
import type { Breach, Rule } from "./finding.ts";
import type { Compute } from "./subject.ts";

const table = { name: "gold.t", layout: {} };

export const tableProperties: Rule = {
  id: "table/properties",
  severity: "error",
  reason: "Delta refuses the statement, and with it every property that goes with it.",
  source: "Delta 4.0: DELTA_UNKNOWN_CONFIGURATION, DeltaConfigs; src/catalog/spark-*/delta-properties.json",
  example: {
    wrong: { tables: [{ ...table, properties: { "delta.logRetentionDuraton": "interval 14 days" } }] },
    right: { tables: [{ ...table, properties: { "delta.logRetentionDuration": "interval 14 days" } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, on, properties = {} }) =>
      Object.entries(properties).flatMap(([key, value]) => {
        const fault = faultOf(key, value, { on });
        return fault === undefined ? [] : [{ where, at, ...fault }];
      }),
    );
  },
};

/** Any name after these is taken. */
const OPEN = /^delta\.(constraints|universalformat\.config)\./i;
const FEATURE = "delta.feature.";

function faultOf(
  key: string,
  value: string,
  { on }: { readonly on: Compute | undefined },
): Pick<Breach, "message" | "instead"> | undefined {
  const reserved = reservedProperty(key);
  // A statement may say it: COMMENT by another name.
  if (reserved !== undefined && !(reserved.condition === NOT_A_PROPERTY && on !== undefined)) {
    const { condition, says, instead = `no ${key}` } = reserved;
    return { message: `sets ${key}: ${condition}: ${says}`, instead };
  }
  // Delta never looks at other names than its own.
  if (!/^delta\./i.test(key) || OPEN.test(key)) return undefined;
  if (key.toLowerCase().startsWith(FEATURE)) return featureFault(key.slice(FEATURE.length));
  const known = deltaProperty(key);
  const fact = on === "spark" ? openDeltaProperty(key) : known;
  if (fact === undefined && known !== undefined) {
    const message = `only Databricks has the property "${key}"; open-source Delta refuses it`;
    return { message, instead: "remove the property" };
  }
  if (fact === undefined) {
    const meant = nearest(key, deltaPropertyKeys());
    return { message: `Delta has no property "${key}"`, instead: meant ?? "remove the property" };
  }
  const fault = deltaPropertyFault(fact, value);
  if (fault === undefined) return undefined;
  return { message: `${fact.key} = "${value}" ${fault}`, instead: correctionOf(fact, value) };
}

function featureFault(name: string): Pick<Breach, "message" | "instead"> | undefined {
  if (isKnownFeature(name)) return undefined;
  const meant = nearest(name, deltaFeatureNames());
  return {
    message: `Delta has no table feature "${name}"`,
    instead: meant === undefined ? "remove the property" : `${FEATURE}${meant}`,
  };
}

function correctionOf(fact: NonNullable<ReturnType<typeof deltaProperty>>, value: string): string {
  const closed = value.replaceAll(" ", "");
  if (fact.editable === false) return `no ${fact.key}`;
  if (deltaPropertyFault(fact, closed) === undefined) return `${fact.key} = "${closed}"`;
  return `${fact.key}: ${fact.rule}`;
}
