import { defined } from "../../model/defined.ts";
import type { JobRuns } from "../../drift/live/runs.ts";
import type { DifferenceKind, DriftReport, DriftedResource, UnreadableResource } from "../../drift/report.ts";
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

const DELETED = "deleted";
const UNCHECKED = "could not be checked";

/** The worst first. */
const GROUPS: readonly (readonly [group: string, tone: Tone])[] = [
  [DELETED, "bad"],
  [CAUSES.changedOutside, "warn"],
  [CAUSES.both, "warn"],
  [CAUSES.pendingDeployment, "info"],
];

/** What happened to all of a resource, where its group does not say it. */
const STATES: Readonly<Partial<Record<DifferenceKind, string>>> = {
  recreated: "created anew",
  replaced: "of another kind",
  appeared: "appeared",
  notDeployed: "not deployed yet",
  notDeclared: "declared no longer",
};

/** How what is gone comes back is what its reader looks for. */
const OPEN = { open: true } as const;

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
      heading: `Drift (${report.resources.length})`,
      none: "No drift.",
      sides: ["declared", "live"],
      items: [...unreadableItems(report.unreadable), ...report.resources.map(itemOf)],
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

function figures(report: DriftReport, { tables }: ReturnType<typeof lakehousePage>): readonly Figure[] {
  const { resources, total, checked } = report;
  const groups = Map.groupBy(resources, groupOf);
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
    // Green is for what was looked at.
    figure(resources.length, "with drift", resources.length > 0 ? "warn" : checked < total ? "info" : "ok"),
    ...GROUPS.flatMap(([group, tone]) => {
      const drifted = groups.get(group) ?? [];
      return drifted.length === 0 ? [] : [figure(drifted.length, group, tone)];
    }),
    ...(checked === total ? [] : [figure(total - checked, UNCHECKED, "bad")]),
    { value: checked === total ? String(total) : `${checked} of ${total}`, label: "checked", tone: "info" },
    ...(tables.length === 0 ? [] : [figure(failed, "maintenance failed", failed === 0 ? "ok" : "bad")]),
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
  for (const { name } of report.unreadable) marks.set(name, [{ tone: "bad", text: UNCHECKED }]);
  for (const resource of report.resources) {
    marks.set(resource.name, [{ tone: toneOf(resource), text: groupOf(resource) }]);
  }
  return marks;
}

/** One for each resource, as it is counted, whatever of it could not be read. */
function unreadableItems(unreadable: readonly UnreadableResource[]): readonly Item[] {
  const all = Map.groupBy(unreadable, ({ kind, name }) => `${kind} ${name}`).values();
  return [...all].flatMap((of) =>
    of.slice(0, 1).map(({ kind, name }): Item => ({
      ...{ tone: "bad", group: UNCHECKED, what: kindInWords(kind), where: name },
      ...{ fields: [], facts: of.map(({ reason }) => ["Why", reason] as const), code: [] },
    })),
  );
}

function itemOf(resource: DriftedResource): Item {
  const { kind, object, differences, revert } = resource;
  const isDeleted = groupOf(resource) === DELETED;
  const state = differences.map(({ what }) => STATES[what]).find((one) => one !== undefined);
  const several = differences.length > 1;
  const reverts = [revert, ...differences.flatMap((difference) => difference.revert ?? [])];
  const about = (word: string, path: string) => (several && path !== "" ? `${word}, ${path}` : word);
  return {
    tone: toneOf(resource),
    group: groupOf(resource),
    ...defined({ state }),
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
        ...(command === undefined ? [] : [{ label: "Revert it", text: command, ...(isDeleted && OPEN) }]),
        ...statements.map((text) =>
          command === undefined
            ? { label: "Run this", text, ...(isDeleted && OPEN) }
            : { label: "What the deployment sends", text },
        ),
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

function toneOf(resource: DriftedResource): Tone {
  const isAnother = resource.differences.some(({ what }) => what === "recreated" || what === "replaced");
  return isAnother ? "bad" : (GROUPS.find(([group]) => group === groupOf(resource))?.[1] ?? "warn");
}

/** What a resource is counted and filtered by: that it is gone, or which side changed. */
function groupOf({ differences }: DriftedResource): string {
  if (differences.some(({ what }) => what === "missing")) return DELETED;
  const all = new Set(differences.map(({ cause }) => cause));
  const [cause = "both"] = all.size === 1 ? all : [];
  return CAUSES[cause];
}
