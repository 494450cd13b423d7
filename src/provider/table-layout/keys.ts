import { deltaProperty, reservedProperty } from "../../catalog/delta-properties.ts";

/**
 * Delta looks its properties up without regard to case and stores its own spelling, so that a declared and a
 * live key may differ in case and be one. Other properties are compared as written.
 */
export function sameKey(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

export function folded(key: string): string {
  const lower = key.toLowerCase();
  return lower.startsWith("delta.") ? lower : key;
}

/** The entry of `properties` under `key`, in the map's own spelling. */
export function entryOf(
  properties: Readonly<Record<string, string>>,
  key: string,
): { readonly key: string; readonly value: string } | undefined {
  const exact = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (exact !== undefined) return { key, value: exact };
  const found = Object.entries(properties).find(([other]) => sameKey(other, key));
  return found === undefined ? undefined : { key: found[0], value: found[1] };
}

export interface KeyRule {
  readonly key: RegExp;
  readonly why: string;
}

/** Properties that the engine writes by itself: to declare one is a mistake, to import one would freeze it. */
const KEPT_BY_THE_ENGINE: readonly KeyRule[] = [
  { key: /^lakewright\./i, why: "this library marks with it which stack manages the layout" },
  { key: /^clusteringcolumns$/i, why: `declare "clustering" instead` },
  { key: /^comment$/, why: `declare "comment" instead` },
  { key: /^clusterbyauto$/i, why: `declare "clustering" instead` },
  { key: /^delta\.constraints\./i, why: "a CHECK constraint comes from ALTER TABLE … ADD CONSTRAINT" },
  { key: /^delta\.columnmapping\.maxcolumnid$/i, why: "Delta counts it" },
  { key: /^delta\.rowtracking\.materialized/i, why: "Delta names these hidden columns" },
  { key: /^delta\.rowtrackingsuspended$/i, why: "Delta sets it while it rewrites a table" },
  { key: /^delta\.incommittimestampenablement/i, why: "Delta notes here when the feature was switched on" },
  {
    key: /^delta\.requirecheckpointprotectionbeforeversion$/i,
    why: "Delta sets it when a feature is dropped",
  },
  { key: /^delta\.coordinatedcommits\./i, why: "the catalog's commit coordinator owns it" },
  { key: /^delta\.(lastcommittimestamp|lastupdateversion)$/i, why: "it changes with every commit" },
  { key: /^delta\.workloadbasedcolumns\./i, why: "predictive optimization writes it" },
];

/**
 * The table's protocol. It may be declared and it only ever rises: UNSET does not lower it, and an import
 * leaves it out because the other properties bring it with them.
 */
const PROTOCOL: readonly KeyRule[] = [
  { key: /^delta\.min(reader|writer)version$/i, why: "a protocol version is not lowered by UNSET" },
  { key: /^delta\.feature\./i, why: "a table feature is taken away by ALTER TABLE … DROP FEATURE only" },
];

/** All of these rules, for a reference. */
export const OF_THE_ENGINE: readonly KeyRule[] = [...KEPT_BY_THE_ENGINE, ...PROTOCOL];

function whyOf(rules: readonly KeyRule[], key: string): string | undefined {
  return rules.find((rule) => rule.key.test(key))?.why;
}

/** Why this property is not for users to set, and what is instead; `undefined` when it is. */
export function whyNotDeclared(key: string): string | undefined {
  return whyOf(KEPT_BY_THE_ENGINE, key) ?? whyReserved(key);
}

/** What the engine refuses, or takes and keeps elsewhere; a feature that it refuses today may be known tomorrow. */
function whyReserved(key: string): string | undefined {
  const reserved = /^delta\.feature\./i.test(key) ? undefined : reservedProperty(key);
  if (reserved === undefined) return undefined;
  const { says, instead = "nothing" } = reserved;
  return `${says} Write ${instead} instead`;
}

/** Why this property stays on the table when its declaration goes; `undefined` when it can be unset. */
export function whyNotUnset(key: string): string | undefined {
  return whyOf(PROTOCOL, key);
}

/** Whether an import takes this property over: known here, set by people, and reversible. */
export function isImported(key: string): boolean {
  return (
    deltaProperty(key) !== undefined && whyNotDeclared(key) === undefined && whyNotUnset(key) === undefined
  );
}
