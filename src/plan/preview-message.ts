import { undrop } from "./sql-questions.ts";

/**
 * What the plugin says in a preview of one table or view: lines for people, in the engine's log, that
 * `lakewright review` reads as data. Writer and reader stand here together, and a property test holds that what is
 * written is what is read.
 */
export type Outlook =
  /** Statements as they will be sent; without blanks around them. */
  | { readonly kind: "statements"; readonly statements: readonly string[] }
  /** There is nothing to send. */
  | { readonly kind: "asDeclared"; readonly name: string }
  /** A layout whose table is not there yet. */
  | { readonly kind: "layoutWaits"; readonly table: string }
  /** A layout whose table was there, and is gone. */
  | { readonly kind: "layoutOfDeleted"; readonly table: string }
  /** A view whose sources are not there yet. */
  | { readonly kind: "viewWaits"; readonly view: string; readonly missing: readonly string[] };

export interface Said {
  /** Absent for a text that is none of these, which is all notes. */
  readonly outlook?: Outlook;
  /** Sentences; further lines of one, such as statements that it advises, are set in. */
  readonly notes: readonly string[];
}

/** Statements, where there are any. */
export function outlookOf(name: string, statements: readonly string[]): Outlook {
  return statements.length === 0 ? { kind: "asDeclared", name } : { kind: "statements", statements };
}

export function writeSaid({ outlook, notes }: Said & { readonly outlook: Outlook }): string {
  return [
    writeOutlook(outlook),
    ...notes.map((note) => note.trim().replaceAll(/\n(?! {2})/g, `\n${BEGINS}`)),
  ].join("\n");
}

/** The head of a message, with its statements. */
export function writeOutlook(outlook: Outlook): string {
  switch (outlook.kind) {
    case "statements":
      return [HEAD.write(counted(outlook.statements)), ...outlook.statements.map(indented)].join("\n");
    case "asDeclared":
      return AS_DECLARED.write(outlook.name);
    case "layoutWaits":
      return LAYOUT_WAITS.write(outlook.table);
    case "layoutOfDeleted":
      return LAYOUT_OF_DELETED.write(outlook.table, undrop(outlook.table));
    case "viewWaits": {
      const waits = outlook.missing.length === 1 ? VIEW_WAITS_FOR_ONE : VIEW_WAITS_FOR_MANY;
      return waits.write(outlook.missing.join(", "), outlook.view);
    }
  }
}

export function readSaid(text: string): Said {
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const [count] = HEAD.read(head) ?? [];
  if (count !== undefined) return readStatements(lines, Number.parseInt(count));
  const outlook = readSentence(head);
  return outlook === undefined
    ? { notes: notesIn([head, ...lines].filter((line) => line.trim() !== "")) }
    : { outlook, notes: notesIn(lines) };
}

function readSentence(line: string): Outlook | undefined {
  const [name] = AS_DECLARED.read(line) ?? [];
  if (name !== undefined) return { kind: "asDeclared", name };
  const [table] = LAYOUT_WAITS.read(line) ?? [];
  if (table !== undefined) return { kind: "layoutWaits", table };
  const [deleted] = LAYOUT_OF_DELETED.read(line) ?? [];
  if (deleted !== undefined) return { kind: "layoutOfDeleted", table: deleted };
  const [missing, view] = VIEW_WAITS_FOR_ONE.read(line) ?? VIEW_WAITS_FOR_MANY.read(line) ?? [];
  if (missing === undefined || view === undefined) return undefined;
  return { kind: "viewWaits", view, missing: missing.split(", ") };
}

/** What follows the last statement is notes, which begin without blanks. */
function readStatements(lines: readonly string[], count: number): Said {
  const statements: string[] = [];
  let at = 0;
  for (const line of lines) {
    if (line.startsWith(WITHIN) && statements.length > 0) extend(statements, line.slice(WITHIN.length));
    else if (line.startsWith(BEGINS) && statements.length < count) statements.push(line.slice(BEGINS.length));
    else break;
    at += 1;
  }
  return { outlook: { kind: "statements", statements }, notes: notesIn(lines.slice(at)) };
}

function notesIn(lines: readonly string[]): readonly string[] {
  const notes: string[] = [];
  for (const line of lines) {
    if (line.startsWith(BEGINS) && notes.length > 0) extend(notes, line);
    else notes.push(line);
  }
  return notes;
}

/** Another line of the last text. */
function extend(texts: string[], line: string): void {
  texts.push(`${texts.pop() ?? ""}\n${line}`);
}

/** What a statement's first line begins with, and its further ones: so a query of several lines is told from the next. */
const BEGINS = "  ";
const WITHIN = "    ";

function indented(statement: string): string {
  return `${BEGINS}${statement.trim().replaceAll("\n", `\n${WITHIN}`)}`;
}

function counted({ length }: readonly string[]): string {
  return length === 1 ? "1 statement" : `${length} statements`;
}

const HEAD = sentence("will run ", ":");
const AS_DECLARED = sentence("", " is already as declared; nothing will be sent.");
const LAYOUT_WAITS = sentence(
  "",
  " does not exist yet; its layout waits, and the first up after the table appears applies it.",
);
const LAYOUT_OF_DELETED = sentence(
  "",
  " was deleted; nothing is sent until it is back. For 7 days, where nobody chose otherwise, this restores it with its rows: ",
  "",
);
const VIEW_WAITS_FOR_ONE = sentence(
  "",
  " does not exist yet; ",
  " waits, and the first up after it appears creates it.",
);
const VIEW_WAITS_FOR_MANY = sentence(
  "",
  " do not exist yet; ",
  " waits, and the first up after they appear creates it.",
);

interface Sentence {
  readonly write: (...values: readonly string[]) => string;
  /** The values between the words; `undefined` for another sentence. */
  readonly read: (line: string) => readonly string[] | undefined;
}

/** @param words what stands before, between and after its values */
function sentence(...words: readonly string[]): Sentence {
  const pattern = words.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("(.+)");
  const whole = new RegExp(`^${pattern}$`);
  return {
    write: (...values) => words.map((part, at) => `${part}${values[at] ?? ""}`).join(""),
    read: (line) => whole.exec(line)?.slice(1),
  };
}
