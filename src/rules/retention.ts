import { intervalMicroseconds } from "../catalog/interval.ts";
import type { TableSubject } from "./subject.ts";
import { isUnknownProperty, property } from "./table-facts.ts";

export const LOG = "delta.logRetentionDuration";
export const DELETED = "delta.deletedFileRetentionDuration";

/** Delta's own, where a table does not say. */
const DEFAULTS = { [LOG]: "interval 30 days", [DELETED]: "interval 1 week" } as const;

export interface Retention {
  readonly text: string;
  readonly microseconds: bigint;
  /** Whether the table says so itself. */
  readonly set: boolean;
}

/** @returns `undefined` for what is not known, and for a text that Delta refuses, which is another rule's */
export function retention(table: TableSubject, key: typeof LOG | typeof DELETED): Retention | undefined {
  if (isUnknownProperty(table, key)) return undefined;
  const own = property(table, key);
  const text = own ?? DEFAULTS[key];
  const microseconds = intervalMicroseconds(text);
  return microseconds === undefined ? undefined : { text, microseconds, set: own !== undefined };
}

/** A length with the word of where it comes from: `interval 7 days`, or `interval 1 week, the default`. */
export function said({ text, set }: Retention): string {
  return set ? text : `${text}, the default`;
}
