import type { Item, Mark, Page, Tone } from "../page/model.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { type Change, type Rank, RANK_WORDS, RANKS, type Review, type Run } from "../review/report.ts";
import { estatePage } from "./estate-page.ts";

const TONE: Readonly<Record<Rank, Tone>> = {
  data: "bad",
  rewrite: "warn",
  interruption: "warn",
  cost: "info",
  metadata: "ok",
};

/** A review as a page: its changes, and the estate as it will be. */
export function reviewPage({ stacks }: Review, plans: readonly LakehousePlan[], now: Date): Page {
  const items = stacks.flatMap(({ stack, changes }) =>
    changes.map((change) => itemOf(change, stacks.length > 1 ? `${stack}: ` : "")),
  );
  // One estate; the plan of the first stack that has one speaks for it.
  const plan = stacks.flatMap(({ stack }) => plans.filter((one) => one.stack === stack)).at(0);
  const changed = stacks.flatMap(({ changes }) => changes);
  const marks = new Map(
    changed.map(({ name, rank }): [string, readonly Mark[]] => [
      name,
      [{ tone: TONE[rank], text: RANK_WORDS[rank].toLowerCase() }],
    ]),
  );
  return {
    title: `Review of ${stacks.map(({ stack }) => stack).join(", ")}`,
    about: stacks.map(({ stack, outcome }) => `${stack}: ${outcome}`).join(", "),
    made: now.toISOString(),
    figures: RANKS.flatMap((rank) => {
      const count = changed.filter((change) => change.rank === rank).length;
      return count === 0
        ? []
        : [{ label: RANK_WORDS[rank].toLowerCase(), value: String(count), tone: TONE[rank] }];
    }),
    items: { heading: "Changes", none: "Nothing changes.", items },
    ...estatePage(plan, marks, now),
    computeNote: [
      ...new Set(
        stacks.flatMap(({ cost }) => [...cost.rates, ...cost.unknown.map((what) => `not in it: ${what}`)]),
      ),
    ].join("; "),
  };
}

function itemOf(
  { rank, what, where, name, effects, runs, takes, undo, notes }: Change,
  prefix: string,
): Item {
  return {
    tone: TONE[rank],
    group: RANK_WORDS[rank],
    what,
    where: `${prefix}${where ?? name}`,
    fields: effects.map(({ field, from, to, why }) => ({
      ...{ field, why },
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })),
    facts: [["Takes", takes], ["Undo", undo], ...notes.map((note) => ["Note", note] as const)],
    code: runs.map((run) => ({ label: whenOf(run), text: run.statement })),
  };
}

function whenOf({ when, job }: Run): string {
  if (when === "during up") return "Runs during up";
  return `Runs by schedule ${when.schedule}${when.paused ? ", paused" : ""}${job === undefined ? "" : `, job ${job}`}`;
}
