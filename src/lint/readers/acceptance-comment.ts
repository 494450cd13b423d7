import type { Acceptance } from "../../rules/acceptance.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";

const MARK = /lakewright:\s*accept\b([^\n]*)/;
const FULL = /^\s+([a-z-]+\/[a-z-]+)\s+until\s+(\d{4}-\d{2}-\d{2})\s*:\s*(\S.*?)\s*(?:\*\/\s*)?$/;

/** How an acceptance is written in a comment. */
export const ACCEPTANCE_FORM = "lakewright: accept RULE until 2027-03-31: reason";

/** The acceptance that a comment holds. */
export function acceptanceIn(from: Fragment, comment: string, start: number): readonly Fact[] {
  const mark = MARK.exec(comment);
  if (mark === null) return [];
  return [{ kind: "acceptance", text: mark[1] ?? "", at: placeAt(from, start + mark.index) }];
}

/** @returns `undefined` where the rule, a day of the calendar or the reason is missing */
export function parseAcceptance({ text, at }: Extract<Fact, { kind: "acceptance" }>): Acceptance | undefined {
  const [, rule, until, reason] = FULL.exec(text) ?? [];
  if (rule === undefined || until === undefined || reason === undefined || !isDay(until)) return undefined;
  return { rule, until: until as Acceptance["until"], reason, at };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
