import { inputPath, type ResourceField, type Verdict } from "../../catalog/fields/field.ts";
import { defined } from "../../model/defined.ts";
import type { FieldChange } from "../preview/fields.ts";
import type { Json } from "../../model/json.ts";

export type { Verdict };

export interface FieldImpact extends Verdict {
  /** Names on the way to the field, with dots; what lies below it behaves alike. */
  readonly field: string;
  /** Where the values decide. @default they do not */
  readonly judge?: (change: FieldChange) => Verdict;
}

/** How one kind of resource takes its changes. */
export interface KindImpact {
  /** In people's words. */
  readonly what: string;
  /** Input that holds the name people know it by. @default its id */
  readonly named?: string;
  readonly created: Verdict;
  /** Where its declaration says more of what creating it does. @default it does not */
  readonly createdAs?: (inputs: Json) => Verdict;
  readonly deleted: Verdict;
  /** Where its last declaration says what deleting it does. @default it does not */
  readonly deletedAs?: (inputs: Json) => Verdict | undefined;
  /** Whether what it stands for outlives it in the workspace, by its last declaration. @default it does not */
  readonly outlived?: (inputs: Json) => boolean;
  /** @default what deleting it does */
  readonly replaced?: Verdict;
  readonly fields: readonly FieldImpact[];
  /** Fields that are not listed: the worst that the kind can do. */
  readonly other: Verdict;
  /** How long a change takes, and on what. */
  readonly takes: string;
  /** How long a change takes that interrupts nothing. @default as any other */
  readonly takesLess?: string;
  /** How long it takes to create one. @default as a change */
  readonly takesNew?: string;
}

/** What is known of a kind's fields, in Pulumi's spelling. */
export function fieldImpacts(rows: readonly ResourceField[]): readonly FieldImpact[] {
  return rows.flatMap(({ fields, change, judge }) =>
    change === undefined
      ? []
      : fields.map((field) => ({ field: inputPath(field), ...change, ...defined({ judge }) })),
  );
}

/** The entry of the longest path that leads to the field. */
export function judgeField(impact: KindImpact, change: FieldChange): Verdict {
  const entry = impact.fields
    .filter(({ field }) => startsWith(change.path, field.split(".")))
    .sort((a, b) => b.field.length - a.field.length)[0];
  if (entry === undefined) return impact.other;
  return entry.judge?.(change) ?? entry;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, at) => path[at] === name);
}
