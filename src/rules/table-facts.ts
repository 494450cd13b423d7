import { propertyMeaning } from "../catalog/property-values.ts";
import type { Subject, TableSubject } from "./subject.ts";

const GiB = 1024 ** 3;

/** A property that the table sets; the engine looks keys up without regard to case. */
export function property({ properties = {} }: TableSubject, key: string): string | undefined {
  return Object.entries(properties).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** Whether a property is set to something that is not known. */
export function isUnknownProperty({ unknown = [] }: TableSubject, key: string): boolean {
  return unknown.some((name) => name.toLowerCase() === key.toLowerCase());
}

/** The size OPTIMIZE aims for: `delta.targetFileSize`, or Delta's 1 GiB. */
export function targetFileBytes(table: TableSubject): number {
  return Number(propertyMeaning("bytes", property(table, "delta.targetFileSize") ?? "") ?? GiB);
}

/** How many partitions there are at most; `undefined` where a partition column's values were not counted. */
export function partitionCount({ layout, size }: TableSubject): number | undefined {
  return (layout.partition ?? []).reduce<number | undefined>((product, column) => {
    const values = size?.distinct?.[column];
    return product === undefined || values === undefined ? undefined : product * values;
  }, 1);
}

/** Whether two texts name one table: either may leave its catalog, or catalog and schema, out. */
export function sameTable(a: string, b: string): boolean {
  const [long, short] = [a, b]
    .map((name) => name.replaceAll("`", "").toLowerCase().split("."))
    .sort((left, right) => right.length - left.length);
  return long?.slice(-(short?.length ?? 0)).join(".") === short?.join(".");
}

/** Finds what a text's name stands for, among many, by {@link sameTable}. */
export function finder<T>(all: readonly T[], nameOf: (one: T) => string): (name: string) => readonly T[] {
  const last = (name: string) =>
    name
      .slice(name.lastIndexOf(".") + 1)
      .replaceAll("`", "")
      .toLowerCase();
  const byLast = Map.groupBy(all, (one) => last(nameOf(one)));
  return (name) => (byLast.get(last(name)) ?? []).filter((one) => sameTable(nameOf(one), name));
}

/** Whether what is known of a table says that it is Delta's. */
export function isDelta(table: TableSubject, { statements }: Subject): boolean {
  const { name, format, declared, layout, properties = {} } = table;
  if (format !== undefined) return format === "delta";
  return (
    declared !== undefined ||
    (layout.zorder ?? []).length > 0 ||
    layout.cluster !== undefined ||
    Object.keys(properties).some((key) => /^delta\./i.test(key)) ||
    statements.some((one) => (one.kind === "optimize" || one.kind === "vacuum") && sameTable(one.table, name))
  );
}

/** Whether a partition is no column but an expression over one. */
export function isExpression(partition: string): boolean {
  return !/^`.*`$/.test(partition) && /[()%*/+:]/.test(partition);
}

/** `"a", "b"`, as a table file lists columns. */
export function quoted(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(", ");
}

/** In the largest binary unit that it fills: `5 MB`, `81.9 KB`. */
export function bytesText(bytes: number): string {
  const [unit, factor] = UNITS.find(([, size]) => bytes >= size) ?? ["bytes", 1];
  return `${Number((bytes / factor).toFixed(1))} ${unit}`;
}

const UNITS: readonly (readonly [string, number])[] = [
  ["TB", 1024 * GiB],
  ["GB", GiB],
  ["MB", 1024 ** 2],
  ["KB", 1024],
];
