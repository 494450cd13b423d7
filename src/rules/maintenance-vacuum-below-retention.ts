import type { Rule } from "./finding.ts";
import { DELETED, retention, said } from "./retention.ts";
import { sameTable } from "./table-facts.ts";

const HOUR = 3_600_000_000n;
const vacuum = { kind: "vacuum", on: "cluster", table: "gold.t" } as const;

export const maintenanceVacuumBelowRetention: Rule = {
  id: "maintenance/vacuum-below-retention",
  severity: "error",
  reason:
    "Delta refuses to delete files that readers and time travel may still need; with its check off, their queries fail.",
  source:
    "Delta 4.0, run: Are you sure you would like to vacuum files with such a low retention period?; Delta 4.1 ignores RETAIN other than 0",
  example: {
    wrong: { statements: [{ ...vacuum, retainHours: 24 }] },
    right: { statements: [{ ...vacuum, retainHours: 168 }] },
  },
  check({ statements, tables }) {
    return statements.flatMap((statement) => {
      if (statement.kind !== "vacuum" || statement.retainHours === undefined) return [];
      const { table: name, retainHours, at, call = false } = statement;
      const table = tables.find((known) => sameTable(known.name, name)) ?? { name, layout: {} };
      const kept = retention(table, DELETED);
      if (kept === undefined || BigInt(Math.ceil(retainHours)) * HOUR >= kept.microseconds) return [];
      return [
        {
          where: name,
          message: `VACUUM retains ${retainHours} hours, and the table keeps deleted files for ${said(kept)}`,
          // Never less of a guard: readers and writers that still run need the files.
          instead: call ? "vacuum() without hours" : `VACUUM ${name}`,
          at,
        },
      ];
    });
  },
};
