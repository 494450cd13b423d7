import { UserError } from "../model/user-error.ts";
import type { Finding } from "../rules/finding.ts";

/** A plan that must not be carried out: every error the rules found. */
export class PlanError extends UserError {
  override readonly name = "PlanError";
  readonly findings: readonly Finding[];

  constructor(stack: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? "1 error" : `${findings.length} errors`;
    super(`the plan for ${stack} has ${count}\n${findings.map(line).join("\n")}`);
    this.findings = findings;
  }
}

function line({ where, message, instead, rule }: Finding): string {
  return `  - ${where}: ${message}\n    instead: ${instead} (${rule})`;
}
