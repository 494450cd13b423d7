import { deltaProperty, deltaPropertyDefault } from "../../catalog/delta-properties.ts";
import {
  bringsFeatures,
  loses,
  noted,
  type PropertyChanges,
  UNKNOWN_PROPERTY,
  writes,
} from "../../catalog/fields/property-row.ts";
import { tableProperty } from "../../catalog/fields/table-property.ts";
import { intervalMicroseconds } from "../../catalog/interval.ts";
import { propertyMeaning } from "../../catalog/property-values.ts";
import type { FieldChange } from "../preview/fields.ts";
import { RANKS } from "../report.ts";
import type { Verdict } from "./impact.ts";

/** What a property does to a table when it changes. */
export function judgeProperty(change: FieldChange): Verdict {
  const key = change.path[1] ?? "";
  const { shorter, changes } = tableProperty(key) ?? {};
  if (shorter !== undefined) return retention(key, shorter, change);
  if (changes !== undefined) return switched(key, changes, change);
  if (!/^delta\./i.test(key)) return noted("a note on the table; the engine does not read it");
  if (/^delta\.feature\./i.test(key)) return feature(key, change);
  return UNKNOWN_PROPERTY;
}

/** Words that stand for nothing. */
const OFF: ReadonlySet<string> = new Set(["false", "none", "classic", ""]);

function switched(key: string, { on, off }: PropertyChanges, { from, to }: FieldChange): Verdict {
  const before = meaningOf(key, from);
  const after = meaningOf(key, to);
  // Delta rewrites a table also for a “none” that changes nothing.
  if (before === after && before !== UNCLEAR && off.rank !== "rewrite")
    return noted("means the same as before");
  if (after === UNCLEAR) return RANKS.indexOf(on.rank) <= RANKS.indexOf(off.rank) ? on : off;
  return after === undefined || OFF.has(after) ? off : on;
}

/** The catalogue has as their default the highest that Delta knows; a table has what its features ask for. */
const WITHOUT_DEFAULT = /^delta\.min(reader|writer)version$/i;

/** A value that is not known, or that the engine would refuse. */
const UNCLEAR = Symbol("unclear");

/** What a value means to the engine, or its default where there is none; `undefined` where neither is. */
function meaningOf(key: string, value: unknown): string | typeof UNCLEAR | undefined {
  const text = value ?? (WITHOUT_DEFAULT.test(key) ? undefined : deltaPropertyDefault(key));
  if (text === undefined) return undefined;
  const fact = deltaProperty(key);
  if (typeof text !== "string") return UNCLEAR;
  return fact === undefined ? text : (propertyMeaning(fact, text) ?? UNCLEAR);
}

function feature(key: string, { to }: FieldChange): Verdict {
  return typeof to !== "string"
    ? noted("the feature stays: ALTER TABLE … DROP FEATURE alone takes it off")
    : bringsFeatures([key, to], "the table gets a feature by name");
}

/** What is shorter goes with the next VACUUM or clean-up of the log, and nothing brings it back. */
function retention(key: string, lost: string, { from, to }: FieldChange): Verdict {
  const before = length(key, from);
  const after = length(key, to);
  if (before !== undefined && before === after) return noted("kept as long as before");
  if (before !== undefined && after !== undefined && after > before) {
    return writes("deleted files and history are kept longer, and paid for");
  }
  return {
    ...loses(
      `kept shorter: ${lost}`,
      "revert the edit and deploy again before the next VACUUM or checkpoint; what those deleted stays deleted",
    ),
    source: "Databricks SQL reference, VACUUM (read 2026-11)",
  };
}

/** Longer than any that can be written. */
const FOR_EVER = 1n << 80n;

/** `undefined` for a value that is not known. */
function length(key: string, value: unknown): bigint | undefined {
  const text = value ?? deltaPropertyDefault(key);
  if (text === undefined) return FOR_EVER;
  return typeof text === "string" ? intervalMicroseconds(text) : undefined;
}
