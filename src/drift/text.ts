import type { Difference, DriftedResource, DriftReport } from "./report.ts";
import { change, headline, kindInWords, revertLines, adoptionText, whoSays } from "./sentences.ts";
import { minute } from "../model/units.ts";

/** A report for a terminal. */
export function driftText(report: DriftReport): string {
  const { deployedAt, resources, waiting, settled, unreadable, notes } = report;
  const sections = [
    [headline(report), ...(deployedAt === undefined ? [] : [`last deployed ${minute(deployedAt)}`])],
    ...resources.map(resourceLines),
    titled(
      "could not be read",
      unreadable.map(({ name, reason }) => `${name}: ${reason.replaceAll("\n", "\n    ")}`),
    ),
    titled("waiting for their pipelines, as agreed", waiting),
    titled(
      "alike in the declaration and the workspace; the next up records it",
      settled.map(({ name, path, now }) => `${name} ${path}: ${now ?? "not set"}`),
    ),
    titled("besides", notes),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}

function resourceLines({ kind, name, object, differences, revert }: DriftedResource): readonly string[] {
  return [
    `${kindInWords(kind)} ${name}${object === name ? "" : ` (${object})`}`,
    ...differences.flatMap(differenceLines),
    ...indented("revert", revertLines(revert), "  "),
  ];
}

function differenceLines(difference: Difference): readonly string[] {
  const { who, impact, revert, adopt } = difference;
  return [
    `  ${change(difference)}`,
    `    who: ${whoSays(who)}`,
    ...(who.known || who.ask === undefined ? [] : [`      ask: ${who.ask}`]),
    `    impact: ${impact}`,
    ...(revert === undefined ? [] : indented("revert", revertLines(revert), "    ")),
    `    adopt: ${adoptionText(adopt)}`,
  ];
}

function indented(title: string, [first, ...rest]: readonly string[], margin: string): readonly string[] {
  return first === undefined
    ? []
    : [`${margin}${title}: ${first}`, ...rest.map((line) => `${margin}  ${line}`)];
}
