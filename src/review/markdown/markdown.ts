import {
  type Change,
  type Message,
  type Rank,
  RANK_WORDS,
  RANKS,
  type Review,
  type StackReview,
} from "../report.ts";
import { alikeLines, likeness } from "./change.ts";
import { costLines } from "./cost.ts";
import { code, block, plural } from "../../text/markdown.ts";

/** By this a comment is found again, so that it is edited and not repeated. */
export const MARKER = "<!-- lakewright-review -->";

export interface MarkdownOptions {
  /** Where all of it can be read. @default nowhere */
  readonly link?: string;
  /** @default 64000; hosts of code take some 65,000 characters a comment */
  readonly longest?: number;
}

/** The review as a comment: the worst first, and no longer than a comment may be. What does not fit is counted. */
export function reviewMarkdown(review: Review, { link, longest = 64_000 }: MarkdownOptions = {}): string {
  const parts = review.stacks.filter(({ outcome }) => outcome !== "unchanged").map(partOf);
  const frame = (shown: readonly string[]) =>
    [
      MARKER,
      `## Lakewright review: ${headline(review)}`,
      "",
      ...shown,
      ...unchangedLine(review),
      ...linkLine(link),
    ].join("\n");
  // Heads and costs of all stacks are worth more than the last change of the first; then changes, the worst first.
  const fixed = parts.map(({ head, cost }) => [...head, ...cost, ""].join("\n").length + LEFT_OUT);
  let left = longest - frame([]).length - 1;
  const costs = parts.map(() => true);
  for (let at = parts.length - 1; at >= 0 && left < sum(fixed); at -= 1) {
    costs[at] = false;
    fixed[at] = [...(parts[at]?.head ?? []), ""].join("\n").length + LEFT_OUT;
  }
  left -= sum(fixed);
  const fits = new Set<Item>();
  for (const item of worstFirst(parts)) {
    const need = item.text.length + 1 + RANK_LINE;
    if (need > left) break;
    left -= need;
    fits.add(item);
  }
  const shown = parts.flatMap((part, at) => write(part, { fits, cost: costs[at] === true, link }));
  return cut(`${frame(shown)}\n`, longest, link);
}

interface Part {
  readonly head: readonly string[];
  readonly items: readonly Item[];
  readonly cost: readonly string[];
}

/** Changes that are written as one. */
interface Item {
  readonly changes: readonly [Change, ...Change[]];
  readonly rank: Rank;
  readonly text: string;
}

/** Room for a line that says what is left out, and for a heading with the lines around it. */
const LEFT_OUT = 260;
const RANK_LINE = 40;

function partOf(stack: StackReview): Part {
  return {
    head: headOf(stack),
    items: itemsOf(stack.changes),
    cost: costLines(stack.cost),
  };
}

function itemsOf(changes: readonly Change[]): readonly Item[] {
  const alike = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const group = alike.get(likeness(change));
    if (group === undefined) alike.set(likeness(change), [change]);
    else group.push(change);
  }
  return [...alike.values()].map((group) => ({
    changes: group,
    rank: group[0].rank,
    text: alikeLines(group).join("\n"),
  }));
}

function headOf({
  stack,
  outcome,
  changes,
  unchanged,
  errors,
  warnings,
  withheld,
}: StackReview): readonly string[] {
  const count = plural(changes.length, "change");
  // How many resources a preview has read when it fails is chance.
  const heading =
    outcome === "failed"
      ? `the preview failed (${count}, as far as it came)`
      : `${count}, ${unchanged.toLocaleString("en")} unchanged`;
  return [
    `### ${code(stack)}: ${heading}`,
    "",
    ...messages("Error", errors),
    ...messages("Warning", warnings),
    ...(withheld === 0
      ? []
      : [
          `${plural(withheld, "text")} that the program printed ${withheld === 1 ? "is" : "are"} not repeated here; the preview's own log has ${withheld === 1 ? "it" : "them"}.`,
          "",
        ]),
  ];
}

function messages(kind: "Error" | "Warning", all: readonly Message[]): readonly string[] {
  const shown = all
    .slice(0, MOST_MESSAGES)
    .flatMap(({ about, text }) => [
      `${kind}${about === undefined ? "" : `, ${code(about)}`}:`,
      ...block(shorten(text).split("\n")),
      "",
    ]);
  const rest = all.length - MOST_MESSAGES;
  return rest > 0 ? [...shown, `and ${plural(rest, `more ${kind.toLowerCase()}`)}`, ""] : shown;
}

const MOST_MESSAGES = 10;
const LONGEST_MESSAGE = 2_000;

function shorten(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}

function worstFirst(parts: readonly Part[]) {
  return RANKS.flatMap((rank) => parts.flatMap(({ items }) => items.filter((item) => item.rank === rank)));
}

function write(
  { head, items, cost }: Part,
  { fits, cost: withCost, link }: { fits: ReadonlySet<Item>; cost: boolean; link: string | undefined },
): readonly string[] {
  const ranks = RANKS.flatMap((rank) => {
    const all = items.filter((item) => item.rank === rank);
    const shown = all.filter((item) => fits.has(item));
    if (shown.length === 0) return [];
    return [
      `**${RANK_WORDS[rank]}** (${sum(all.map(({ changes }) => changes.length))})`,
      "",
      ...shown.map(({ text }) => text),
      "",
    ];
  });
  const left = items.filter((item) => !fits.has(item)).flatMap(({ changes }) => changes);
  return [...head, ...ranks, ...leftOut(left, link), ...(withCost ? cost : [])];
}

function leftOut(left: readonly Change[], link: string | undefined): readonly string[] {
  if (left.length === 0) return [];
  const kinds = RANKS.flatMap((rank) => {
    const count = left.filter((change) => change.rank === rank).length;
    return count === 0 ? [] : [`${RANK_WORDS[rank].toLowerCase()}: ${count.toLocaleString("en")}`];
  });
  const where = link === undefined ? "lakewright review --json has them" : `[all of them](${link})`;
  return [
    `**and ${plural(left.length, "more change")}** that do not fit here (${kinds.join(", ")}); ${where}`,
    "",
  ];
}

function headline({ stacks }: Review): string {
  const failed = stacks.filter(({ outcome }) => outcome === "failed").map(({ stack }) => code(stack));
  const counts = RANKS.flatMap((rank) => {
    const count = sum(stacks.map(({ counts: of }) => of[rank]));
    return count === 0 ? [] : [`${RANK_WORDS[rank].toLowerCase()} ${count.toLocaleString("en")}`];
  });
  return [
    ...(failed.length === 0 ? [] : [`the preview of ${failed.join(", ")} failed`]),
    counts.length === 0 ? (failed.length === 0 ? "nothing changes" : "no change to show") : counts.join(", "),
  ].join("; ");
}

function unchangedLine({ stacks }: Review): readonly string[] {
  const same = stacks.filter(({ outcome }) => outcome === "unchanged");
  return same.length === 0
    ? []
    : [
        `Unchanged: ${same.map(({ stack, unchanged }) => `${code(stack)} (${plural(unchanged, "resource")})`).join(", ")}`,
        "",
      ];
}

function linkLine(link: string | undefined): readonly string[] {
  return link === undefined ? [] : [`[All of it](${link})`];
}

/** The last resort, for hundreds of stacks: what a host would refuse tells nobody anything. */
function cut(text: string, longest: number, link: string | undefined): string {
  if (text.length <= longest) return text;
  const end = `\n\n… cut here; ${link === undefined ? "lakewright review --json has the rest" : `[all of it](${link})`}\n`;
  const kept = text.slice(0, longest - end.length - FENCE);
  // A cut within a block would swallow the line after it.
  const open = [...kept.matchAll(/^\s*```+/gm)].length % 2 === 1;
  return `${kept.slice(0, kept.lastIndexOf("\n"))}${open ? "\n```" : ""}${end}`;
}

const FENCE = 4;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
