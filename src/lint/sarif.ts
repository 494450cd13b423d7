import { defined } from "../model/defined.ts";
import type { Invocation, Log, ReportingDescriptor, Result } from "sarif";
import { acceptanceRules } from "../rules/acceptance.ts";
import type { FilesJudged } from "./files.ts";
import type { Finding, Severity } from "../rules/finding.ts";
import { rules } from "../rules/index.ts";

/** Findings in SARIF 2.1.0, which code hosts show beside the lines of a change. */
export function lintSarif({ findings, notRead }: FilesJudged): Log {
  const described: readonly ReportingDescriptor[] = [
    ...rules.map(({ id, severity, reason, source }) => ({
      id,
      shortDescription: { text: reason },
      help: { text: `${reason} Source: ${source}` },
      defaultConfiguration: { level: LEVEL[severity] },
    })),
    ...acceptanceRules.map(({ rule, severity }) => ({
      id: rule,
      shortDescription: { text: "An acceptance that does not hold, or holds nothing." },
      defaultConfiguration: { level: LEVEL[severity] },
    })),
  ];
  const indexes = new Map(described.map(({ id }, index) => [id, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "lakewright", rules: [...described] } },
        columnKind: "utf16CodeUnits",
        ...(notRead.length === 0 ? {} : { invocations: [invocation(notRead)] }),
        results: findings.map((finding) => result(finding, indexes.get(finding.rule))),
      },
    ],
  };
}

function invocation(notRead: FilesJudged["notRead"]): Invocation {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: notRead.map(({ file, why }) => ({
      level: "warning",
      message: { text: withoutLinks(`not read: ${why}`) },
      locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file) } } }],
    })),
  };
}

const LEVEL = { error: "error", warning: "warning", info: "note" } as const satisfies Record<
  Severity,
  Result.level
>;

/** A viewer reads `[text](target)` as a link. Source: SARIF 2.1.0, 3.11.6. */
function withoutLinks(text: string): string {
  return text.replaceAll(/[\\[\]]/g, (mark) => `\\${mark}`);
}

function result(
  { rule, severity, where, message, instead, at }: Finding,
  ruleIndex: number | undefined,
): Result {
  return {
    ruleId: rule,
    ...defined({ ruleIndex }),
    level: LEVEL[severity],
    message: { text: withoutLinks(`${where}: ${message}. Instead: ${instead}`) },
    locations: [
      {
        logicalLocations: [{ fullyQualifiedName: where }],
        ...(at === undefined
          ? {}
          : {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(at.file) },
                ...(at.line === undefined ? {} : { region: { startLine: at.line } }),
              },
            }),
      },
    ],
  };
}
