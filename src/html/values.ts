import { scheduleWords } from "../config/schedule-words.ts";
import { html, type Markup } from "./html.ts";
import { type DiffLine, wordDiff } from "./word-diff.ts";
import type { ItemField, ItemList } from "./model.ts";
import { count } from "./section.ts";

type Sides = { readonly [side in "from" | "to"]: ItemField[side] | undefined };

/** The two values of a field: beside each other, or as a diff where they are texts. */
export function valuesOf({ from, to }: Sides, sides: ItemList["sides"]): Markup | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (isText(from) || isText(to)) return diff({ from, to }, sides);
  const [was, is] = sides;
  const none = html`<span class="none">none</span>`;
  const [before, after] = inWords(from, to);
  return html`<p class="change">
    <small>${was}</small> ${before === undefined ? none : html`<del>${before}</del>`} <small>${is}</small>
    ${after === undefined ? none : html`<ins>${after}</ins>`}
  </p>`;
}

/** SQL, the content of a file: what is long is read line by line. */
function isText(value = ""): boolean {
  return value.includes("\n") || value.length > 72;
}

/** A schedule as people say it, with itself as its title; both as they are where the words would hide what differs. */
function inWords(
  from: string | undefined,
  to: string | undefined,
): readonly [from: Markup | string | undefined, to: Markup | string | undefined] {
  const [before, after] = [from, to].map((value) =>
    value === undefined ? undefined : scheduleInWords(value),
  );
  if (before !== undefined && before === after) return [from, to];
  const shown = (value: string | undefined, said: string | undefined) =>
    said === undefined ? value : scheduledAt(said, value);
  return [shown(from, before), shown(to, after)];
}

/** `0 0 3 ? * SUN`, `0 0 3 ? * SUN (America/New_York)`. */
const SCHEDULE = /^(?<cron>\S+(?: [^\s(]+){5})(?: \((?<timezone>[\w/+-]+)\))?(?<paused>, paused)?$/;

/** @returns `undefined` for what is no schedule, or none of the kinds that a plan writes */
export function scheduleInWords(value: string): string | undefined {
  const { cron = "", timezone, paused = "" } = SCHEDULE.exec(value)?.groups ?? {};
  const said = scheduleWords({ cron, ...(timezone === undefined ? {} : { timezone }) });
  return said === undefined ? undefined : `${said}${paused}`;
}

/** Words for a schedule, and the schedule for those who want to see it. */
export function scheduledAt(said: string, schedule: string | undefined): Markup {
  return schedule === undefined ? html`${said}` : html`<span title="${schedule}">${said}</span>`;
}

function diff({ from, to }: Sides, [was, is]: ItemList["sides"]): Markup {
  const lines =
    from === undefined || to === undefined
      ? onlyOne({ from, to })
      : folded(wordDiff(from, to)).map((line) =>
          "alike" in line ? html`<small>${count(line.alike)} lines that are alike</small>` : lineOf(line),
        );
  return html`<p class="legend">
      <small
        ><del>− ${was}${from === undefined && ": none"}</del>
        <ins>+ ${is}${to === undefined && ": none"}</ins></small
      >
    </p>
    <pre class="diff">${lines}</pre>`;
}

function onlyOne({ from, to }: Sides): readonly Markup[] {
  const side = from === undefined ? "to" : "from";
  return (from ?? to ?? "").split("\n").map((text) => lineOf({ side, pieces: [{ side: "both", text }] }));
}

function lineOf({ side, pieces }: DiffLine): Markup {
  const text = pieces.map((piece) => (piece.side === "both" ? piece.text : html`<mark>${piece.text}</mark>`));
  switch (side) {
    case "from":
      return html`<del>${text}</del>`;
    case "to":
      return html`<ins>${text}</ins>`;
    case "both":
      return html`<span>${text}</span>`;
  }
}

/** Lines on each side of what differs. */
const AROUND = 3;

function folded(lines: readonly DiffLine[]): readonly (DiffLine | { readonly alike: number })[] {
  const near = (at: number) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ side }) => side !== "both");
  const shown: (DiffLine | { readonly alike: number })[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (near(at)) shown.push(line);
    else if (last !== undefined && "alike" in last) shown[shown.length - 1] = { alike: last.alike + 1 };
    else shown.push({ alike: 1 });
  }
  return shown;
}
