import type { Breach, Rule } from "./finding.ts";
import type { Subject, TableSubject } from "./subject.ts";
import { finder } from "./table-facts.ts";

const zordered = { name: "gold.a", layout: { zorder: ["id"] } };
const partitioned = { name: "gold.b", layout: { partition: ["year"] } };

export const maintenanceLeftOut: Rule = {
  id: "maintenance/left-out",
  severity: "info",
  reason: "What a text does for its other tables it does not do for this one, which may have been forgotten.",
  source: "https://docs.databricks.com/aws/en/delta/optimize",
  example: {
    wrong: { tables: [zordered, partitioned] },
    right: { tables: [zordered, { ...partitioned, layout: { partition: ["year"], zorder: ["id"] } }] },
  },
  check(subject) {
    // A table file of this library says itself what it wants.
    const tables = subject.tables.filter(({ declared }) => declared === undefined);
    return [...notOptimized(tables, subject), ...notAnalyzed(tables, subject)];
  },
};

function notOptimized(tables: readonly TableSubject[], { statements }: Subject): readonly Breach[] {
  const optimizes = finder(
    statements.flatMap((one) => (one.kind === "optimize" ? [one.table] : [])),
    (table) => table,
  );
  const is = ({ name, layout }: TableSubject) =>
    (layout.zorder ?? []).length > 0 || optimizes(name).length > 0;
  const others = tables.filter(is).length;
  return tables
    .filter((table) => others > 0 && !is(table) && isPlainPartition(table))
    .map(({ name: where, layout, at }) => ({
      ...{ where, at },
      message: `is partitioned by ${layout.partition?.join(", ") ?? ""} and not optimised, as ${many(others)}`,
      instead: `OPTIMIZE ${where}`,
    }));
}

/** One that is filled by a query is written anew, and may be in order as it is. */
function isPlainPartition({ layout, computed }: TableSubject): boolean {
  return (layout.partition ?? []).length > 0 && computed === undefined;
}

function notAnalyzed(tables: readonly TableSubject[], { statements }: Subject): readonly Breach[] {
  const byColumns = finder(
    statements.flatMap((one) => (one.kind === "analyze" && one.columns !== "none" ? [one.table] : [])),
    (table) => table,
  );
  const is = ({ name }: TableSubject) => byColumns(name).length > 0;
  const others = tables.filter(is).length;
  return tables
    .filter((table) => others > 0 && !is(table) && (table.layout.zorder ?? []).length > 0)
    .map(({ name: where, at }) => ({
      ...{ where, at, message: `is not analysed by columns, as ${many(others)}` },
      instead: `ANALYZE TABLE ${where} COMPUTE STATISTICS FOR ALL COLUMNS`,
    }));
}

function many(others: number): string {
  return others === 1 ? "another table is" : `${others} other tables are`;
}
