import type { Change, Effect, Operation, Run } from "../report.ts";
import { lineDiff } from "./line-diff.ts";
import { block, code, indented, inert, plural } from "../../text/markdown.ts";

const OPERATIONS: Readonly<Record<Operation, string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  forget: "no longer managed",
  adopt: "taken over",
  read: "read",
};

/** One change as an item of a list. */
function changeLines(change: Change): readonly string[] {
  const { what, name, where, operation, effects, runs, takes, undo, notes } = change;
  const called = where === undefined || where === name ? "" : `, ${code(where)}`;
  return [
    `- **${code(name)}** (${inert(what)}${called}) is ${OPERATIONS[operation]}`,
    ...indented([
      ...effectLines(effects, runs),
      ...runLines(runs),
      ...noteLines(notes),
      `- takes: ${inert(takes)}${rewrites(runs)}`,
      `- undo: ${inert(undo)}`,
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
    `- ${names.join(", ")}${more > 0 ? ` and ${plural(more, "more", "more")}` : ""} (${inert(what)}) are ${OPERATIONS[operation]}`,
    ...indented([...effectLines(effects, []), `- undo: ${inert(undo)}`]),
  ];
}

/** Changes that may stand in one item have the same text here. */
export function likeness({ rank, what, operation, effects, runs, notes, undo, name }: Change): string {
  return JSON.stringify(runs.length > 0 || notes.length > 0 ? name : [rank, what, operation, effects, undo]);
}

const MOST_NAMES = 20;

/** More than these are counted: what follows is rarely read, and never worse. */
const MOST = 8;

/** Fields that change for one reason stand under it. */
function effectLines(effects: readonly Effect[], runs: readonly Run[]): readonly string[] {
  const statements = new Set(runs.map(({ statement }) => statement));
  const by = new Map<string, Effect[]>();
  for (const effect of effects.slice(0, MOST)) {
    const why = inert(effect.why);
    by.set(why, [...(by.get(why) ?? []), effect]);
  }
  const lines = [...by].flatMap(([why, group]) => {
    const fields = group.flatMap((effect) => (effect.field === "" ? [] : [fieldLines(effect, statements)]));
    const [first = [], ...others] = fields;
    const [head = "", ...below] = first;
    if (others.length === 0) return [head === "" ? `- ${why}` : `- ${head}: ${why}`, ...below];
    return [`- ${why}:`, ...indented(fields.flatMap(([one = "", ...more]) => [`- ${one}`, ...more]))];
  });
  return [...lines, ...rest(effects.length, "field")];
}

/** The field with its values; texts of several lines as what differs between them. */
function fieldLines({ field, from, to }: Effect, statements: ReadonlySet<string>): readonly string[] {
  if (from === undefined && to === undefined) return [code(field)];
  // Its text stands below, among the statements.
  if (from === undefined && statements.has(to ?? "")) return [`${code(field)} is new`];
  if (from !== undefined && to !== undefined && from.includes("\n") && to.includes("\n")) {
    return [code(field), ...indented(block(lineDiff(from, to), "diff"))];
  }
  const shown = (value: string | undefined) => (value === undefined ? "none" : code(value));
  return [`${code(field)}: ${shown(from)} → ${shown(to)}`];
}

function noteLines(notes: readonly string[]): readonly string[] {
  const [note] = notes;
  if (note === undefined) return [];
  return notes.length === 1 && !note.includes("\n")
    ? [`- note: ${code(note)}`]
    : ["- note:", ...indented(block(notes.flatMap((text) => text.split("\n"))))];
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
  return `; the statements go over ${inert(sizes.slice(0, 3).join(" and "))}${sizes.length > 3 ? ` and ${plural(sizes.length - 3, "more table")}` : ""}`;
}

function rest(count: number, what: string): readonly string[] {
  return count > MOST ? [`- and ${plural(count - MOST, `more ${what}`, `more ${what}s`)}`] : [];
}
