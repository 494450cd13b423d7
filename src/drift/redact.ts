import type { Redactor } from "../redaction/redactor.ts";
import { manual } from "./adoption.ts";
import type { Difference, DriftReport } from "./report.ts";

/** The report without secrets: neither those of an environment and of telling names, nor what looks like one. */
export function redactReport(report: DriftReport, redactor: Redactor): DriftReport {
  const resources = report.resources.map((resource) => ({
    ...resource,
    differences: resource.differences.map((difference) => redactDifference(difference, redactor)),
  }));
  return withTexts({ ...report, resources }, (text) => redactor.text(text));
}

/** What is hidden is not written into a file either. */
function redactDifference(difference: Difference, redactor: Redactor): Difference {
  const { path, adopt } = difference;
  const names = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g)].map(
    ([name, quoted]) => quoted ?? name,
  );
  const values = (["declared", "deployed", "live"] as const).flatMap((side) => {
    const value = difference[side];
    return value === undefined ? [] : [[side, value, redactor.value(value, names)] as const];
  });
  if (values.every(([, value, clean]) => value === clean)) return difference;
  return {
    ...difference,
    ...Object.fromEntries(values.map(([side, , clean]) => [side, clean])),
    adopt: adopt.kind === "edit" ? HIDDEN_IS_NOT_ADOPTED : adopt,
  };
}

const HIDDEN_IS_NOT_ADOPTED = manual(
  "it looks like a secret, which no file holds: keep it in a secret scope and refer to it as {{secrets/scope/key}}",
);

/** Data of the same shape with every text in it changed. */
function withTexts<T>(value: T, change: (text: string) => string): T;
function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item as unknown, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withTexts(inner as unknown, change)]),
  );
}
