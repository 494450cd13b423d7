import type { Rank } from "../../model/rank.ts";

/** What a change of something does once it is deployed, with where that was read. */
export interface Verdict {
  readonly rank: Rank;
  readonly why: string;
  readonly source: string;
  /** @default revert the edit and deploy again */
  readonly undo?: string;
  /** How long it takes, and on what, where not as any change of its kind. @default as any other */
  readonly takes?: string;
}

/**
 * A field of one kind of resource, or several that are alike in all that is said of them: what drift reports, what a
 * review says of an edit, and what servers put there.
 */
export interface ResourceField {
  /** In the REST API's words, each with all that is under it: `autoscale.min_workers`; `*` stands for anything. */
  readonly fields: readonly string[];
  /** What another live value leads to. @default nobody sets it there, or nobody knows */
  readonly impact?: string;
  /** Path within the stack's settings, whose value is the field's. @default not to be set there */
  readonly setting?: readonly string[];
  /** Why no edit of a file adopts a live value. @default the general reason */
  readonly notAdopted?: string;
  /** What deploying another value does. @default the worst that a change of the kind can do */
  readonly change?: Verdict;
  /** Where the values decide. @default they do not */
  readonly judge?: (change: { readonly path: readonly string[]; readonly to?: unknown }) => Verdict;
  /** What is there without anybody having set it. @default nothing */
  readonly byBackend?: BackendValue;
}

/** Something that a server, or this library, puts beside what was declared. It is never drift. */
export interface BackendValue {
  /** Only with one of these values, whatever the case. @default any */
  readonly values?: readonly string[];
  /** Only with the value of this field beside it. @default any */
  readonly sameAs?: string;
  /** Only where the path or the value names somebody who deploys. @default anybody */
  readonly onlyFor?: "makers";
  readonly why: string;
}

/** A path of the REST API as Pulumi spells it: `autoscale.minWorkers`. */
export function inputPath(field: string): string {
  return field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What matches a field's path, and those of all that is under it. */
export function fieldPattern(field: string): RegExp {
  const source = field.replaceAll(/[.[\]"]/g, String.raw`\$&`).replaceAll("*", ".*");
  return new RegExp(`^${source}(?:[.[]|$)`, "i");
}

export const SHARED_TAGS =
  "tags are declared once for all compute and jobs of a stack (tags in its settings)";
