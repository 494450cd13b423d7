import { featuresAdded, lostWithout } from "../property-features.ts";
import type { ResourceField, Verdict } from "./field.ts";

export const PROPERTIES_REFERENCE = "Delta table properties reference";

/** Where `src/catalog/spark-4.0/property-effects.json` comes from. */
const TRIED = "tried on Delta 4.0, on a table with rows";

/** Table properties that are alike in all that is said of them. */
export interface TableProperty extends ResourceField {
  /** How long something is kept: what a shorter time loses for good. @default it is no such time */
  readonly shorter?: string;
  /** What a change of the value does, by where it leads. @default the engine keeps it, and nobody may change it */
  readonly changes?: PropertyChanges;
}

/** Both directions of a property. */
export interface PropertyChanges {
  /** To `true`, to another word than the one that stands for nothing, or to any value of what is no switch. */
  readonly on: Verdict;
  /** To `false`, to the word that stands for nothing, or taken away so that nothing holds. */
  readonly off: Verdict;
}

/** From now on; what is there stays. */
export const writes = (why: string, more: Partial<Verdict> = {}): Verdict => ({
  rank: "cost",
  why,
  source: PROPERTIES_REFERENCE,
  ...more,
});

export const noted = (why: string): Verdict => ({ rank: "metadata", why, source: PROPERTIES_REFERENCE });

/** Somebody's reads or writes are refused from now on. */
export const interrupts = (why: string, more: Partial<Verdict> = {}): Verdict => ({
  rank: "interruption",
  why,
  source: PROPERTIES_REFERENCE,
  ...more,
});

/** What nobody brings back. */
export const loses = (why: string, undo: string): Verdict => ({
  rank: "data",
  why,
  source: PROPERTIES_REFERENCE,
  undo,
});

/** The same whatever the value. */
export const alike = (verdict: Verdict): PropertyChanges => ({ on: verdict, off: verdict });

/** A value that brings table features, which outlive it. @param why what it is for */
export function bringsFeatures(
  [key, value]: readonly [key: string, value: string],
  why: string,
  more: Partial<Verdict> = {},
): Verdict {
  return {
    rank: "interruption",
    why: `${why}; ${lostWithout(featuresAdded(key, value))}`,
    source: TRIED,
    undo: "the property goes back, the feature stays until ALTER TABLE … DROP FEATURE, where the engine drops it",
    ...more,
  };
}

/** @param why what ends; who lacks the feature stays shut out */
export const leavesFeatures = (why: string, more: Partial<Verdict> = {}): Verdict => ({
  rank: "cost",
  why: `${why}; the table feature stays, and who lacks it stays shut out`,
  source: TRIED,
  ...more,
});

/** Of something that is neither known to Delta nor to Databricks. */
export const UNKNOWN_PROPERTY: Verdict = {
  rank: "rewrite",
  why: "nothing is known here of what it does, so the worst of its kind is taken: files may be rewritten, and readers and writers shut out",
  source: TRIED,
  undo: "the property goes back; what it brought may stay",
};
