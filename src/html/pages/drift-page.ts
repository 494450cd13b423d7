import { defined } from "../../model/defined.ts";
import type { JobRuns } from "../../drift/live/runs.ts";
import type { Difference, DriftReport, DriftedResource, UnreadableResource } from "../../drift/report.ts";
import { countOf } from "../../drift/report.ts";
import { CAUSES, headline, kindInWords, adoptionText, whoSays } from "../../drift/sentences.ts";
import { minute } from "../../model/units.ts";
import type { Figure, Item, Mark, Page, Tone } from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import { declaredCompute } from "./compute-page.ts";
import { lakehousePage } from "./lakehouse-page.ts";

interface DriftPageParts {
  /** @default the stack is none of this repository's */
  readonly plan?: LakehousePlan;
  /** The last runs of the jobs, by the jobs' keys. */
  readonly runs: ReadonlyMap<string, JobRuns>;
}

/** The drift of a stack as a page: what differs, and the lakehouse as it is declared. */
export function driftPage(report: DriftReport, { plan, runs }: DriftPageParts): Page {
  const lakehouse = lakehousePage(plan, {
    marks: marksOf(report, plan),
    runs,
    now: new Date(report.checkedAt),
  });
  const { deployedAt, settled, notes } = report;
  return {
    title: `Drift of ${report.stack}`,
    about: `${headline(report)}${deployedAt === undefined ? "" : ` · last deployed ${minute(deployedAt)}`}`,
    made: report.checkedAt,
    figures: figures(report, lakehouse),
    items: {
      heading: "Differences",
      none: "Nothing differs.",
      sides: ["declared", "live"],
      items: [...report.unreadable.map(unreadableItem), ...report.resources.map(itemOf)],
    },
    ...lakehouse,
    ...declaredCompute(plan),
    notes: [
      ...settled.map(
        ({ name, path, now }) =>
          `${name}: ${path} is ${now ?? "not set"}, declared and live; the next up records it`,
      ),
      ...notes,
    ],
  };
}

function figures(
  report: DriftReport,
  { tables, findings }: ReturnType<typeof lakehousePage>,
): readonly Figure[] {
  const differences = countOf(report);
  const failed = tables.filter(
    ({ maintenance }) =>
      maintenance.kind === "table" &&
      [maintenance.optimize, maintenance.analyze, maintenance.vacuum].some(
        (one) => one?.turns?.[0]?.tone === "bad",
      ),
  ).length;
  const figure = (value: number, label: string, tone: Tone): Figure => ({
    value: String(value),
    label,
    tone,
  });
  return [
    figure(differences, "differences", differences === 0 ? "ok" : "warn"),
    ...(report.unreadable.length === 0 ? [] : [figure(report.unreadable.length, "could not be read", "bad")]),
    figure(report.checked, "resources checked", "info"),
    ...(tables.length === 0
      ? []
      : [
          figure(tables.length, "tables and views", "info"),
          figure(failed, "tables whose maintenance failed", failed === 0 ? "ok" : "bad"),
          figure(findings.length, "findings", "info"),
        ]),
  ];
}

function marksOf(report: DriftReport, plan: LakehousePlan | undefined): ReadonlyMap<string, readonly Mark[]> {
  const marks = new Map<string, readonly Mark[]>();
  // Waiting ones are known by the name in the workspace.
  for (const { name, layout } of plan?.tables ?? []) {
    if (report.waiting.includes(layout.table)) marks.set(name, [{ tone: "info", text: "not there yet" }]);
  }
  for (const { name, view } of plan?.materializedViews ?? []) {
    if (report.waiting.includes(view.view)) marks.set(name, [{ tone: "info", text: "not there yet" }]);
  }
  for (const { name } of report.unreadable) marks.set(name, [{ tone: "bad", text: "could not be read" }]);
  for (const { name } of report.resources) marks.set(name, [{ tone: "warn", text: "drift" }]);
  return marks;
}

function unreadableItem({ kind, name, reason }: UnreadableResource): Item {
  return {
    ...{ tone: "bad", group: "could not be read", what: kindInWords(kind), where: name },
    ...{ fields: [], facts: [["Why", reason]], code: [] },
  };
}

function itemOf({ kind, object, differences, revert }: DriftedResource): Item {
  const several = differences.length > 1;
  const reverts = [revert, ...differences.flatMap((difference) => difference.revert ?? [])];
  const about = (word: string, path: string) => (several && path !== "" ? `${word}, ${path}` : word);
  return {
    tone: differences.some(({ what }) => ["missing", "recreated", "replaced"].includes(what))
      ? "bad"
      : "warn",
    group: causeOf(differences),
    what: kindInWords(kind),
    where: object,
    fields: differences.map(({ path, declared, live, impact }) => ({
      ...{ field: path, why: impact },
      ...defined({ from: declared, to: live }),
    })),
    facts: [
      ...grouped(differences.map(({ path, who }) => [about("Who", path), whoSays(who)])),
      ...grouped(differences.map(({ path, adopt }) => [about("Adopt", path), adoptionText(adopt)])),
      ...reverts.flatMap(({ manual }) => (manual === undefined ? [] : [["To do by hand", manual] as const])),
    ],
    code: [
      ...reverts.flatMap(({ command, statements = [] }) => [
        ...(command === undefined ? [] : [{ label: "Revert it", text: command }]),
        ...statements.map((text) => ({ label: "Statement", text })),
      ]),
      ...[...new Set(differences.map(({ who }) => (who.known ? undefined : who.ask)))].flatMap((text) =>
        text === undefined ? [] : [{ label: "Ask the audit logs who it was", text }],
      ),
    ],
  };
}

type Fact = readonly [label: string, text: string];

/** One fact where all of them say the same. */
function grouped(facts: readonly Fact[]): readonly Fact[] {
  const texts = new Set(facts.map(([, text]) => text));
  const [first] = facts;
  return texts.size === 1 && first !== undefined ? [[first[0].split(",")[0] ?? "", first[1]]] : facts;
}

function causeOf(differences: readonly Difference[]): string {
  const all = new Set(differences.map(({ cause }) => cause));
  const [cause = "both"] = all.size === 1 ? all : [];
  return CAUSES[cause];
}
