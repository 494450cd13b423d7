import { acceptanceRules } from "../rules/acceptance.ts";
import type { Severity } from "../rules/finding.ts";
import { rules } from "../rules/index.ts";

/** What comes of a violation, in Pulumi's words; `remediate` is for packs that mend, which this one does not. */
export type EnforcementLevel = "advisory" | "disabled" | "mandatory" | "remediate";

/** A rule as a policy of the pack. */
export interface Policy {
  /** Names of policies have no slash: `cluster-node-type` for `cluster/node-type`. */
  readonly name: string;
  readonly rule: string;
  readonly description: string;
  readonly level: EnforcementLevel;
  /** Whether findings may be accepted; those about acceptances may not. */
  readonly acceptable: boolean;
}

export const policies: readonly Policy[] = [
  ...rules.map(({ id, reason, severity }) => ({
    ...{ name: policyName(id), rule: id, description: reason },
    ...{ level: levelOf(severity), acceptable: true },
  })),
  ...acceptanceRules.map(({ rule, severity }) => ({
    ...{ name: policyName(rule), rule, description: "An acceptance that does not hold, or holds nothing." },
    ...{ level: levelOf(severity), acceptable: false },
  })),
];

export function policyName(rule: string): string {
  return rule.replace("/", "-");
}

/** Whoever wants to read information turns it on, by `advisory`. */
function levelOf(severity: Severity): EnforcementLevel {
  switch (severity) {
    case "error":
      return "mandatory";
    case "warning":
      return "advisory";
    case "info":
      return "disabled";
  }
}
