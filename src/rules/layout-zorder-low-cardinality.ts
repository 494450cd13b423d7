import type { Breach, Rule } from "./finding.ts";
import { zorderBy } from "./layout-words.ts";
import type { TableSubject } from "./subject.ts";
import { targetFileBytes } from "./table-facts.ts";
import { filesRead } from "./zorder-model.ts";

const table = {
  name: "gold.cert_overview",
  columns: { user_id: "BIGINT", status: "STRING" },
  size: { rows: 92_000, bytes: 5_000_000, distinct: { user_id: 3057, status: 4 } },
};

export const layoutZorderLowCardinality: Rule = {
  id: "layout/zorder-low-cardinality",
  severity: "warning",
  reason:
    "Z-order interleaves the bits of ranks: those of a key with few values come last, and no file is skipped by it.",
  source: "Delta 4.0, MultiDimClustering and InterleaveBits, as src/rules/zorder-model.ts computes it",
  example: {
    wrong: { tables: [{ ...table, layout: { zorder: ["user_id", "status"] } }] },
    right: { tables: [{ ...table, layout: { zorder: ["user_id"] } }] },
  },
  check({ tables }) {
    return tables.flatMap(uselessKeys);
  },
};

function uselessKeys(table: TableSubject): readonly Breach[] {
  const { zorder = [] } = table.layout;
  const counted = zorder.map((key) => valuesOf(table, key));
  if (counted.every((values) => values === undefined)) return [];
  const { files, rows } = sizeOf(table);
  const read = filesRead({ rows, files, distinct: counted.map((values) => values ?? rows) });
  const useless = zorder.filter((_, at) => counted[at] !== undefined && (read[at] ?? 0) > files * 0.95);
  const rest = zorder.filter((key) => !useless.includes(key));
  const others = zorder.filter((_, at) => counted[at] === undefined);
  const taken = others.length === 0 ? "" : `, if ${others.join(", ")} has about as many values as rows`;
  return useless.map((key) => ({
    where: table.name,
    message: `Z-orders by ${key} (${said(table, key)}): of ${files} files an equality filter on it still reads about ${Math.round(read[zorder.indexOf(key)] ?? files)}${taken}`,
    instead: zorderBy(table, rest),
    at: table.at,
  }));
}

function said(table: TableSubject, key: string): string {
  const declared = table.size?.distinct?.[key] !== undefined;
  return `${valuesOf(table, key)} values${declared ? ", as declared" : ""}`;
}

/** @returns `undefined` for a key whose values nobody counted */
function valuesOf({ columns = {}, size }: TableSubject, key: string): number | undefined {
  return size?.distinct?.[key] ?? (columns[key]?.toUpperCase() === "BOOLEAN" ? 2 : undefined);
}

/** As many files as the declared size makes, within what shows a difference and can be computed at once. */
function sizeOf(table: TableSubject): { readonly files: number; readonly rows: number } {
  const { bytes = 0, rows = ROWS_NOT_DECLARED } = table.size ?? {};
  const files = Math.ceil(bytes / targetFileBytes(table));
  return { files: Math.min(256, Math.max(16, files)), rows };
}

/** A key that was not counted is taken to have a value for each row. */
const ROWS_NOT_DECLARED = 100_000;
