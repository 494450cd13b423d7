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
  if (known.length === 0) return [];
  return REFERENCES.flatMap((path) =>
    named(valueAt(table, path), path).flatMap(([steps, name]) =>
      known.includes(name) ? [] : [{ path: [...path, ...steps].join("."), message: notAllowed(name, known) }],
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

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}
