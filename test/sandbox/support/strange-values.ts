import { liveColumns, type LiveColumn } from "../../../src/databricks/columns.ts";
import { type DataType, fieldNamed } from "../../../src/model/data-type.ts";
import { dataTypeOf } from "../../../src/model/read-data-type.ts";
import { identifier } from "../../../src/model/identifier.ts";
import type { Workspace } from "./workspace.ts";

/** A table with all its rows. */
export interface Content {
  readonly columns: readonly LiveColumn[];
  /** Of each row the values in the order of the columns, and behind them whether each is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** @returns nothing where there is no such table */
export async function contentOf(workspace: Workspace, table: string): Promise<Content | undefined> {
  const { status, body } = await workspace.call("GET", `/api/2.1/unity-catalog/tables/${table}`);
  if (status === 404) return undefined;
  const columns = liveColumns(body);
  const names = columns.map(({ name }) => identifier(name));
  const asked = [...names, ...names.map((name) => `${name} IS NULL`)].join(", ");
  return { columns, rows: await workspace.rows(`SELECT ${asked} FROM ${table}`) };
}

/**
 * What is lost of a table's values. Columns go by their names and values by their meaning, since a type may be another.
 * @param dropped whether a column may be gone
 */
export function lossOf(
  before: Content,
  after: Content,
  dropped: (column: string) => boolean,
): readonly string[] {
  const pairs = before.columns.map((column, at) => ({
    column,
    at,
    to: after.columns.findIndex(({ name }) => name.toLowerCase() === column.name.toLowerCase()),
  }));
  const gone = pairs.filter(({ to, column }) => to < 0 && !dropped(column.name));
  const kept = pairs.flatMap(({ column, at, to }) => {
    const other = after.columns[to];
    return other === undefined ? [] : [{ at, to, types: [dataTypeOf(column.type), dataTypeOf(other.type)] }];
  });
  const old = rowsOf(
    before,
    kept.map(({ at, types: [own, other] }) => ({ at, own, other })),
  );
  const now = rowsOf(
    after,
    kept.map(({ to, types: [other, own] }) => ({ at: to, own, other })),
  );
  const missing = old.filter((row, at) => row !== now[at]);
  return [
    ...gone.map(({ column }) => `column ${JSON.stringify(column.name)} is gone`),
    ...(old.length === now.length ? [] : [`${old.length} rows are ${now.length}`]),
    ...(missing.length === 0
      ? []
      : [`rows were ${missing.slice(0, 2).join(" ")} and are ${now.slice(0, 3).join(" ")}`]),
  ];
}

/** Columns that came, and have values. */
export function filledOf(before: Content, after: Content): readonly string[] {
  return after.columns.flatMap(({ name }, at) => {
    const isNew = !before.columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
    return isNew && after.rows.some((row) => row[at] !== null)
      ? [`the new column ${JSON.stringify(name)} has values`]
      : [];
  });
}

interface Picked {
  readonly at: number;
  readonly own: DataType | undefined;
  readonly other: DataType | undefined;
}

function rowsOf({ columns, rows }: Content, picked: readonly Picked[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        picked.map(({ at, own, other }) => [meaningOf(row[at], own, other), row[at + columns.length]]),
      ),
    )
    .sort();
}

function meaningOf(
  text: string | null | undefined,
  own: DataType | undefined,
  other: DataType | undefined,
): unknown {
  if (text === null || text === undefined || own === undefined) return text ?? null;
  const isNested = own.kind === "struct" || own.kind === "array" || own.kind === "map";
  return isNested ? within(JSON.parse(withTexts(text)), own, other ?? own) : leaf(text);
}

/** Numbers as texts: JavaScript has fewer digits. */
function withTexts(json: string): string {
  return json.replaceAll(
    /("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g,
    (found: string, quoted?: string) => quoted ?? `"${found}"`,
  );
}

/** Of a struct the fields that both types have; one that is NULL is as one that is not there. */
function within(value: unknown, own: DataType, other: DataType): unknown {
  if (value === null || value === undefined) return null;
  if (own.kind === "array" && other.kind === "array" && Array.isArray(value)) {
    return value.map((each) => within(each, own.element, other.element));
  }
  if (typeof value !== "object") return typeof value === "string" ? leaf(value) : value;
  const of = value as Readonly<Record<string, unknown>>;
  if (own.kind === "struct" && other.kind === "struct") {
    return own.fields
      .flatMap((field) => {
        const twin = fieldNamed(other.fields, field.name);
        const inner = twin === undefined ? null : within(of[field.name], field.type, twin.type);
        return inner === null ? [] : [[field.name.toLowerCase(), inner] as const];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
  if (own.kind === "map" && other.kind === "map") {
    const entries = Object.entries(of).map(([key, each]) => [
      leaf(key),
      within(each, own.value, other.value),
    ]);
    return entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  }
  return JSON.stringify(value);
}

function leaf(text: string): string {
  if (/^-?\d+\.\d+$/.test(text)) return text.replace(/\.?0+$/, "");
  return text
    .replace(/^(\d{4,}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)Z?$/, "$1 $2")
    .replace(/^(.* \d\d:\d\d:\d\d\.\d*?)0+$/, "$1")
    .replace(/^(.* \d\d:\d\d:\d\d)\.$/, "$1")
    .replace(/ 00:00:00$/, "")
    .trimEnd();
}
