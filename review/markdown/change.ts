import type { Change, Effect, Operation, Run } from "../report.ts";
import { block, code, indented, plural } from "./text.ts";

const OPERATIONS: Readonly<Record<Operation, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  forget: "let go",
  adopt: "taken over",
  read: "looked at",
};

/** One change as an item of a list. */
export function changeLines(change: Change): readonly string[] {
  const { what, name, where, operation, effects, runs, takes, undo, notes } = change;
  const called = where === undefined || where === name ? "" : `, ${code(where)}`;
  return [
    `- **${code(name)}** (${what}${called}) is ${OPERATIONS[operation]}`,
    ...indented([
      ...effects.slice(0, MOST).map(effectLine),
      ...rest(effects.length, "field"),
      ...runLines(runs),
      ...notes.map((note) => `- says: ${code(note)}`),
      `- takes: ${takes}${rewrites(runs)}`,
      `- undo: ${undo}`,
    ]),
  ];
}

/** What is done to several resources in the same way, and sends nothing, as one item. */
export function alikeLines([first, ...others]: readonly [Change, ...Change[]]): readonly string[] {
  if (others.length === 0) return changeLines(first);
  const { what, operation, effects, undo } = first;
  const names = [first, ...others].slice(0, MOST_NAMES).map(({ name }) => `**${code(name)}**`);
  const more = others.length + 1 - names.length;
  return [
    `- ${names.join(", ")}${more > 0 ? ` and ${plural(more, "more", "more")}` : ""} (${what}) are ${OPERATIONS[operation]}`,
    ...indented([
      ...effects.slice(0, MOST).map(effectLine),
      ...rest(effects.length, "field"),
      `- undo: ${undo}`,
    ]),
  ];
}

/** Changes that may stand in one item have the same text here. */
export function likeness({ rank, what, operation, effects, runs, notes, undo, name }: Change): string {
  return JSON.stringify(runs.length > 0 || notes.length > 0 ? name : [rank, what, operation, effects, undo]);
}

const MOST_NAMES = 20;

/** More than these are counted: what follows is rarely read, and never worse. */
const MOST = 8;

function effectLine({ field, from, to, why }: Effect): string {
  const values =
    from === undefined && to === undefined
      ? ""
      : `: ${from === undefined ? "none" : code(from)} → ${to === undefined ? "none" : code(to)}`;
  return field === "" ? `- ${why}` : `- ${code(field)}${values}: ${why}`;
}

function runLines(runs: readonly Run[]): readonly string[] {
  return groups(runs).flatMap(([when, group]) => [
    `- ${when}:`,
    ...indented(
      block(
        group.slice(0, MOST).flatMap(({ statement }) => statement.split(/\r?\n/)),
        "sql",
      ),
    ),
    ...rest(group.length, "statement"),
  ]);
}

function groups(runs: readonly Run[]): readonly (readonly [string, readonly Run[]])[] {
  const by = new Map<string, Run[]>();
  for (const run of runs) by.set(whenLine(run), [...(by.get(whenLine(run)) ?? []), run]);
  return [...by];
}

function whenLine({ when, job }: Run): string {
  if (when === "during up") return "runs during up";
  const by = job === undefined ? "" : ` of job ${code(job)}`;
  return when.paused
    ? `runs only when somebody starts it (schedule ${code(when.schedule)}${by} is paused)`
    : `runs by the schedule ${code(when.schedule)}${by}`;
}

function rewrites(runs: readonly Run[]): string {
  const sizes = [...new Set(runs.flatMap(({ upTo }) => upTo ?? []))];
  if (sizes.length === 0) return "";
  return `; the statements go over ${sizes.slice(0, 3).join(" and ")}${sizes.length > 3 ? ` and ${plural(sizes.length - 3, "more table")}` : ""}`;
}

function rest(count: number, what: string): readonly string[] {
  return count > MOST ? [`- and ${plural(count - MOST, `more ${what}`, `more ${what}s`)}`] : [];
}
