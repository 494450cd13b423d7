import type { DriftReport, DriftedResource, Moved } from "../drift/report.ts";
import { countOf } from "../drift/report.ts";
import { headline, kindInWords, whoSays } from "../drift/sentences.ts";
import type { Item, Mark, Page } from "../page/model.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { estatePage } from "./estate-page.ts";

const MOVED: Readonly<Record<Moved, string>> = { we: "we moved", they: "they moved", both: "both moved" };

/** A look for drift as a page: what differs, and the estate as it is declared. */
export function driftPage(report: DriftReport, plan: LakehousePlan | undefined, now: Date): Page {
  const marks = new Map(
    report.resources.map(({ name }): [string, readonly Mark[]] => [name, [{ tone: "warn", text: "drift" }]]),
  );
  for (const name of report.waiting) marks.set(name, [{ tone: "info", text: "not there yet" }]);
  return {
    title: `Drift of ${report.stack}`,
    about: headline(report),
    made: now.toISOString(),
    figures: [
      { label: "differences", value: String(countOf(report)), tone: countOf(report) === 0 ? "ok" : "warn" },
      { label: "resources looked at", value: String(report.looked), tone: "info" },
      {
        label: "not seen",
        value: String(report.unseen.length),
        tone: report.unseen.length === 0 ? "ok" : "bad",
      },
    ],
    items: { heading: "Differences", none: "Nothing differs.", items: report.resources.map(itemOf) },
    ...estatePage(plan, marks, now),
    computeNote: "DBU by list; what the cloud asks for machines is not in it.",
  };
}

function itemOf({ kind, object, differences, putBack }: DriftedResource): Item {
  const [first] = differences;
  return {
    tone: differences.some(({ what }) => what === "missing" || what === "recreated") ? "bad" : "warn",
    group: MOVED[first?.moved ?? "they"],
    what: kindInWords(kind),
    where: object,
    fields: differences.map(({ path, declared, live, matters }) => ({
      ...{ field: path, why: matters },
      ...(declared === undefined ? {} : { from: declared }),
      ...(live === undefined ? {} : { to: live }),
    })),
    facts: [
      ...differences.map(({ path, who }) => [path === "" ? "Who" : `Who, ${path}`, whoSays(who)] as const),
      ...differences.map(({ accept }) => ["Accept", accept.says] as const),
      ...(putBack.byHand === undefined ? [] : [["By hand", putBack.byHand] as const]),
    ],
    code: [
      ...(putBack.command === undefined ? [] : [{ label: "Put it back", text: putBack.command }]),
      ...(putBack.statements ?? []).map((text) => ({ label: "Statement", text })),
    ],
  };
}
