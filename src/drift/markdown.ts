import { countOf, type Difference, type DriftedResource, type DriftReport, type Revert } from "./report.ts";
import { block, code, inert } from "../text/markdown.ts";
import { change, headline, kindInWords, many, revertLines, whoSays } from "./sentences.ts";
import { minute } from "../model/units.ts";

/** Comments and issues of code hosts hold 65,536 characters. */
const MOST = 64_000;

/** By this line a pipeline finds the one issue that it keeps up to date. */
function driftMarker(stack: string): string {
  return `<!-- lakewright drift ${stack} -->`;
}

/** A report for an issue or a chat: never longer than one takes, what does not fit is counted. */
export function driftMarkdown(report: DriftReport): string {
  const { stack, deployedAt, checkedAt, resources } = report;
  const dates = [
    `Checked at ${minute(checkedAt)}`,
    ...(deployedAt === undefined ? [] : [`last deployed ${minute(deployedAt)}`]),
  ];
  const head = [driftMarker(stack), `## ${headline(report, code)}`, `${dates.join(", ")}.`, ""].join("\n");
  const tail = rest(report);
  const room = MOST - head.length - tail.length - 200;
  const shown: string[] = [];
  const fits = new Set<DriftedResource>();
  let used = 0;
  for (const resource of resources) {
    const text = resourceText(resource);
    if (used + text.length > room) continue;
    used += text.length + 1;
    shown.push(text);
    fits.add(resource);
  }
  const left = { ...report, resources: resources.filter((resource) => !fits.has(resource)) };
  const more =
    left.resources.length === 0
      ? ""
      : `\n… and ${many(countOf(left), "difference")} more in ${many(left.resources.length, "resource")}: \`lakewright drift --stack ${stack}\`\n`;
  return `${head}${shown.join("\n")}${more}${tail}`;
}

/** One resource leaves room for others, whatever changed of it. */
const MOST_ROWS = 40;
const MOST_STATEMENTS = 20;
const LONGEST_CELL = 400;
const LONGEST_STATEMENT = 2_000;

function resourceText({ kind, name, object, differences, revert }: DriftedResource): string {
  const title = `### ${kindInWords(kind)} ${code(name)}${object === name ? "" : ` (${code(object)})`}`;
  const rows = differences.slice(0, MOST_ROWS).map(row);
  const more = differences.length - rows.length;
  return [
    "",
    title,
    "",
    "| what | who | impact | adopt |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(more === 0 ? [] : [`| … and ${more} more | | | |`]),
    "",
    ...revertText(revert),
  ].join("\n");
}

function revertText({ command, statements = [], manual }: Revert): readonly string[] {
  if (command === undefined && statements.length === 0 && manual === undefined) return [];
  const shown = statements.slice(0, MOST_STATEMENTS).map((statement) => cut(statement, LONGEST_STATEMENT));
  const more = statements.length - shown.length;
  return [
    `Revert: ${inert(manual ?? "")}`.trimEnd(),
    "",
    ...(command === undefined ? [] : [...block([command], "sh"), ""]),
    ...(shown.length === 0
      ? []
      : [
          ...(command === undefined ? [] : ["sends", ""]),
          ...block([...shown, ...(more === 0 ? [] : [`-- and ${more} more`])], "sql"),
          "",
        ]),
  ];
}

function row(difference: Difference): string {
  const { who, impact, revert, adopt } = difference;
  const own = revert === undefined ? [] : [`revert: ${code(revertLines(revert).join("; "))}`];
  const cells = [
    change(difference, code),
    [whoSays(who, sentence), ...(who.known || who.ask === undefined ? [] : [`ask: ${code(who.ask)}`])].join(
      "; ",
    ),
    [sentence(impact), ...own].join("; "),
    adopt.kind === "edit" ? `${code(adopt.file)}: ${code(adopt.says)}` : sentence(adopt.says),
  ];
  return `| ${cells.join(" | ")} |`;
}

function sentence(text: string): string {
  return inert(cut(text, LONGEST_CELL));
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

function rest({ waiting, settled, unreadable, notes }: DriftReport): string {
  const lines = [
    ...unreadable.map(({ name, reason }) => `could not be read: ${code(name)}: ${code(reason)}`),
    ...(waiting.length === 0
      ? []
      : [`waiting for their pipelines, as agreed: ${waiting.map(code).join(", ")}`]),
    ...settled.map(
      ({ name, path }) =>
        `alike in the declaration and the workspace, recorded by the next up: ${code(name)} ${code(path)}`,
    ),
    ...notes.map((note) => inert(cut(note, LONGEST_CELL))),
  ];
  const kept = lines.slice(0, MOST_LINES).map((line) => `- ${line}`);
  const more = lines.length > MOST_LINES ? [`- … and ${lines.length - MOST_LINES} more`] : [];
  return lines.length === 0 ? "" : `\n${[...kept, ...more].join("\n")}\n`;
}

const MOST_LINES = 40;
