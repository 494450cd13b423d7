import type { FilesJudged } from "./files.ts";
import type { Finding, Severity } from "../rules/finding.ts";
import { aboutFinding } from "../rules/finding-text.ts";

/** Findings by file, each with a place that a terminal or an editor opens; the counts come last. */
export function lintText({ findings, notRead }: FilesJudged, { all }: { readonly all: boolean }): string {
  const shown = findings.filter(({ severity }) => all || severity !== "info");
  const files = Map.groupBy(shown, ({ at, where }) => at?.file ?? where);
  const sections = [...files].map(([file, list]) => [file, ...list.toSorted(byLine).map(entry)].join("\n"));
  // A fault names its place itself.
  const unread = notRead
    .map(({ file, why }) => (why.includes(file) ? `not read: ${why}` : `${file}: not read: ${why}`))
    .join("\n");
  const last = `${counts(findings, all)}${notRead.length === 0 ? "" : `, ${many(notRead.length, "file")} not read`}`;
  return `${[...sections, ...(unread === "" ? [] : [unread]), last].join("\n\n")}\n`;
}

function byLine(a: Finding, b: Finding): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0);
}

function entry(finding: Finding): string {
  const { rule, severity, instead, at } = finding;
  const place = at === undefined ? "" : `${at.file}${at.line === undefined ? "" : `:${at.line}`}: `;
  return `  ${place}${severity}: ${aboutFinding(finding)}\n    instead: ${instead}  [${rule}]`;
}

function counts(findings: readonly Finding[], all: boolean): string {
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const hidden = of("info") > 0 && !all ? " (--all prints them)" : "";
  return `${many(of("error"), "error")}, ${many(of("warning"), "warning")}, ${of("info")} info${hidden}`;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
