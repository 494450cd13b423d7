import type { Breach, Rule } from "./finding.ts";
import type { StatementSubject, Subject, TableSubject } from "./subject.ts";
import { isDelta, sameTable } from "./table-facts.ts";

type Analyze = Extract<StatementSubject, { readonly kind: "analyze" }>;

const analyze = { kind: "analyze", on: "warehouse", table: "gold.v", columns: "none" } as const;

export const maintenanceAnalyze: Rule = {
  id: "maintenance/analyze",
  severity: "error",
  reason: "The engine refuses the statement.",
  source:
    "Spark 4.0: UNSUPPORTED_FEATURE.ANALYZE_VIEW, NOT_SUPPORTED_COMMAND_FOR_V2_TABLE, UNSUPPORTED_FEATURE.ANALYZE_UNSUPPORTED_COLUMN_TYPE",
  example: {
    wrong: { statements: [{ ...analyze, view: true }] },
    right: { statements: [analyze] },
  },
  check(subject) {
    return [
      ...subject.statements.flatMap((statement) =>
        statement.kind === "analyze" ? ofStatement(statement, subject) : [],
      ),
      ...subject.tables.flatMap(ofWeekly),
    ];
  },
};

function ofStatement(statement: Analyze, subject: Subject): readonly Breach[] {
  const { table: where, view, on, columns, at } = statement;
  if (view === true) {
    return [{ where, at, message: "ANALYZE of a view", instead: "ANALYZE of the tables that it reads" }];
  }
  const table = subject.tables.find(({ name }) => sameTable(name, where));
  if (table === undefined) return [];
  if (on === "spark") {
    if (!isDelta(table, subject)) return [];
    const message = "ANALYZE of a Delta table, which open-source Spark does not support";
    return [{ where, at, message, instead: "no ANALYZE: Delta keeps statistics of files by itself" }];
  }
  return typeof columns === "object" ? ofColumns({ ...table, name: where, at }, columns) : [];
}

/** What this stack's own weekly ANALYZE would name. */
function ofWeekly(table: TableSubject): readonly Breach[] {
  const { statistics, maintenance } = table;
  return maintenance?.analyze === true && typeof statistics === "object" ? ofColumns(table, statistics) : [];
}

function ofColumns(
  { name: where, at, columns = {} }: TableSubject,
  named: readonly string[],
): readonly Breach[] {
  const types = new Map(Object.entries(columns).map(([column, type]) => [column.toLowerCase(), type]));
  const refused = named.filter((column) => REFUSED.test(types.get(column.toLowerCase()) ?? ""));
  if (refused.length === 0) return [];
  const rest = named.filter((column) => !refused.includes(column));
  const what = refused.map((column) => `${column} of type ${types.get(column.toLowerCase())}`).join(", ");
  return [
    {
      where,
      message: `ANALYZE of ${what}`,
      instead: rest.length === 0 ? "other columns" : `FOR COLUMNS ${rest.join(", ")}`,
      at,
    },
  ];
}

const REFUSED = /^\s*(array|map|struct|variant)\b/i;
