import { defined } from "../../model/defined.ts";
import type { Item, Mark, Page, Tone } from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import {
  type Change,
  type Message,
  type Operation,
  type Rank,
  RANK_WORDS,
  RANKS,
  type Review,
  type Run,
  type StackReview,
} from "../../review/report.ts";
import { scheduleInWords } from "../values.ts";
import { computePage } from "./compute-page.ts";
import { lakehousePage } from "./lakehouse-page.ts";

const TONE: Readonly<Record<Rank, Tone>> = {
  data: "bad",
  rewrite: "warn",
  interruption: "warn",
  cost: "info",
  metadata: "ok",
};

/** What happens to all of a resource; of an update its fields tell. */
const STATES: Readonly<Partial<Record<Operation, string>>> = {
  create: "created",
  replace: "replaced",
  delete: "deleted",
  forget: "no longer managed",
  adopt: "adopted",
  read: "read",
};

/** A review as a page: its changes, and the lakehouse as it will be. */
export function reviewPage({ stacks }: Review, plans: readonly LakehousePlan[], now: Date): Page {
  const prefix = (stack: string) => (stacks.length > 1 ? `${stack}: ` : "");
  // One lakehouse; the plan of the first stack that has one speaks for it.
  const plan = stacks.flatMap(({ stack }) => plans.filter((one) => one.stack === stack)).at(0);
  const changed = stacks.flatMap(({ changes }) => changes);
  return {
    title: `Review of ${stacks.map(({ stack }) => stack).join(", ")}`,
    about: stacks.map((stack) => `${prefix(stack.stack)}${outcomeOf(stack)}`).join(" · "),
    made: now.toISOString(),
    figures: [
      ...RANKS.flatMap((rank) => {
        const count = changed.filter((change) => change.rank === rank).length;
        return count === 0
          ? []
          : [{ label: RANK_WORDS[rank].toLowerCase(), value: String(count), tone: TONE[rank] }];
      }),
      {
        label: "unchanged",
        value: String(stacks.reduce((sum, { unchanged }) => sum + unchanged, 0)),
        tone: "ok",
      },
    ],
    items: {
      heading: `Changes (${changed.length})`,
      none: "Nothing changes.",
      sides: ["before", "after"],
      items: stacks.flatMap(({ stack, errors, changes }) => [
        ...errors.map((error) => errorItem(error, prefix(stack))),
        ...changes.map((change) => itemOf(change, prefix(stack))),
      ]),
    },
    ...lakehousePage(plan, { marks: marksOf(changed), now }),
    ...computePage(stacks),
    notes: stacks.flatMap(({ stack, warnings, withheld }) => [
      ...warnings.map(
        ({ about, text }) => `${prefix(stack)}${about === undefined ? "" : `${about}: `}${text}`,
      ),
      ...(withheld === 0
        ? []
        : [`${prefix(stack)}texts of the program itself, not repeated here: ${withheld}`]),
    ]),
  };
}

function outcomeOf({ outcome, changes }: StackReview): string {
  switch (outcome) {
    case "failed":
      return "the preview failed: what it shows may not be all";
    case "unchanged":
      return "nothing changes";
    case "changes":
      return `${changes.length} ${changes.length === 1 ? "change" : "changes"}`;
  }
}

function marksOf(changes: readonly Change[]): ReadonlyMap<string, readonly Mark[]> {
  return new Map(
    changes.map(({ name, rank }): [string, readonly Mark[]] => [
      name,
      [{ tone: TONE[rank], text: RANK_WORDS[rank].toLowerCase() }],
    ]),
  );
}

function errorItem({ about, text }: Message, prefix: string): Item {
  return {
    ...{ tone: "bad", group: "Error", what: "", where: `${prefix}${about ?? "the program"}` },
    ...{ fields: [], facts: [["Says", text]], code: [] },
  };
}

function itemOf(
  { rank, operation, what, where, name, effects, runs, takes, undo, notes }: Change,
  prefix: string,
): Item {
  return {
    tone: TONE[rank],
    group: RANK_WORDS[rank],
    ...defined({ state: STATES[operation] }),
    what,
    where: `${prefix}${where ?? name}`,
    fields: effects.map(({ field, from, to, why }) => ({
      ...{ field, why },
      ...defined({ from, to }),
    })),
    facts: [["Takes", takes], ["Undo", undo], ...notes.map((note) => ["Note", note] as const)],
    code: runs.map((run) => ({ label: whenOf(run), text: run.statement })),
  };
}

function whenOf({ when, job }: Run): string {
  if (when === "during up") return "Runs during up";
  return `Runs by schedule ${scheduleInWords(when.schedule) ?? when.schedule}${when.paused ? ", paused" : ""}${job === undefined ? "" : `, job ${job}`}`;
}
