import { UserError } from "../model/user-error.ts";
import type { Finding } from "../rules/finding.ts";

/** A plan that must not be carried out: every error the rules found. */
export class PlanError extends UserError {
  override readonly name = "PlanError";
  readonly stackName: string;
  readonly findings: readonly Finding[];

  constructor(stack: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? "1 error" : `${findings.length} errors`;
    super(`the plan for ${stack} has ${count}\n${findings.map(line).join("\n")}`);
    this.stackName = stack;
    this.findings = findings;
  }
}

function line({ at, where, message, instead, rule }: Finding): string {
  const place = at === undefined ? "" : `${at.file}${at.line === undefined ? "" : `:${at.line}`}: `;
  return `  - ${place}${where}: ${message}\n    instead: ${instead} (${rule})`;
}
