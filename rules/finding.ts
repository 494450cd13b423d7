import type { Settings } from "../config/settings.ts";
import type { Estate } from "../model/index.ts";

export type Severity = "error" | "warning" | "information";

/** One thing a rule has to say, in the words a reader needs. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What it is about: a table's name, `cluster`, a Spark conf key. */
  readonly where: string;
  /** What is wrong, with the value given. */
  readonly message: string;
  /** What to write instead. */
  readonly instead: string;
}

/** What every rule looks at. */
export interface RuleInput {
  readonly estate: Estate;
  readonly settings: Settings;
}

export interface Rule {
  /** `subject/fault`, for ever: findings are silenced by it. */
  readonly id: string;
  readonly severity: Severity;
  /** Why it matters. */
  readonly reason: string;
  /** Where the reason comes from. */
  readonly source: string;
  readonly check: (input: RuleInput) => readonly Breach[];
}

/** A finding before its rule signs it. */
export type Breach = Pick<Finding, "where" | "message" | "instead">;
