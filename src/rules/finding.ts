import type { Subject } from "./subject.ts";
import type { Place } from "./place.ts";

/** `error` stops a preview, `warning` shows on the resource, `info` in `lakewright lint` and in the plan. */
export type Severity = "error" | "warning" | "info";

/** One thing a rule has to say, in the words a reader needs. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What it is about: a table's name, a path of the settings, a Spark conf key. */
  readonly where: string;
  /** What is wrong, with the value given. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
  /** @default not known to the rule: what was checked did not come from a text */
  readonly at?: Place | undefined;
}

/** A finding before its rule signs it. */
export interface Breach extends Omit<Finding, "rule" | "severity"> {
  /** Where it weighs less than the rule's others do. @default the rule's */
  readonly severity?: Severity;
}

export interface Rule {
  /** `subject/fault`, for ever: findings are accepted by it. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it matters. */
  readonly reason: string;
  /** Where the reason comes from. */
  readonly source: string;
  /** Shown in docs/rules.md, and what a test holds the rule to. */
  readonly example: {
    /** What the rule finds, and finds nothing else in. */
    readonly wrong: Partial<Subject>;
    /** Near to it, and in order. */
    readonly right: Partial<Subject>;
  };
  readonly check: (subject: Subject) => readonly Breach[];
}
