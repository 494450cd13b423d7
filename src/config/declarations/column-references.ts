import { hasColumn } from "../../model/columns-at.ts";
import { type InputFault, notAllowed } from "../faults.ts";

/** Where a table names its own columns. */
const REFERENCES: readonly (readonly string[])[] = [
  ["size", "distinct"],
  ["primaryKey"],
  ["layout", "cluster"],
  ["layout", "partition"],
  ["layout", "zorder"],
  ["statistics"],
  ["filteredBy"],
  ["maintenance", "recent", "column"],
  ["hot", "columns"],
  ["hot", "recent", "column"],
  ["acknowledge", "repartition", "to"],
];

/** Every column that a table names and does not have. What is of another kind is the schema's to say. */
export function columnReferenceFaults(table: unknown): readonly InputFault[] {
  const columns = valueAt(table, ["columns"]);
  if (typeof columns !== "object" || columns === null) return [];
  const known = Object.keys(columns);
  // A pipeline's table may declare none, and then nothing is known.
  if (known.length === 0) return [];
  const types = Object.fromEntries(
    Object.entries(columns).map(([name, column]: [string, unknown]) => [name, typeText(column)]),
  );
  return REFERENCES.flatMap((path) =>
    named(valueAt(table, path), path).flatMap(([steps, name]) =>
      hasColumn(types, name)
        ? []
        : [{ path: [...path, ...steps].join("."), message: notAllowed(name, known) }],
    ),
  );
}

/** Columns that a value names, and where in it: one, a list, or the keys of an object. */
function named(
  value: unknown,
  path: readonly string[],
): readonly (readonly [path: readonly (string | number)[], name: string])[] {
  // Elsewhere a text is a word, such as "auto".
  if (typeof value === "string") return path.at(-1) === "column" ? [[[], value]] : [];
  if (Array.isArray(value)) {
    return value.flatMap((name: unknown, at) => (typeof name === "string" ? [[[at], name] as const] : []));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).map((name) => [[name], name] as const);
}

/** The type of a column as it is declared; what is of another kind has none. */
function typeText(column: unknown): string {
  if (typeof column === "string") return column;
  const type = valueAt(column, ["type"]);
  return typeof type === "string" ? type : "";
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}
