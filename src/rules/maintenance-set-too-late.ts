import type { Rule } from "./finding.ts";
import type { StatementSubject } from "./subject.ts";

/** What OPTIMIZE goes by when it writes. */
const READ_BY_OPTIMIZE = /^delta\.(targetFileSize|parquet\.compression\.codec)$/i;

const statement = { on: "cluster", table: "gold.t", within: "" } as const;
const optimize = { ...statement, kind: "optimize", zorder: [] } as const;
const set = {
  ...statement,
  kind: "set properties",
  properties: { "delta.targetFileSize": "128mb" },
} as const;

export const maintenanceSetTooLate: Rule = {
  id: "maintenance/set-too-late",
  severity: "warning",
  reason:
    "OPTIMIZE writes files as the table's properties say when it runs; one that is set behind it waits for the next.",
  source: "Delta 4.0, OptimizeTableCommand",
  example: { wrong: { statements: [optimize, set] }, right: { statements: [set, optimize] } },
  check({ statements }) {
    return statements.flatMap((late, at) => {
      if (late.kind !== "set properties" || late.within === undefined) return [];
      const keys = Object.keys(late.properties).filter((key) => READ_BY_OPTIMIZE.test(key));
      const optimizes = (one: StatementSubject) =>
        one.kind === "optimize" && one.table === late.table && one.within === late.within;
      const before = statements.slice(0, at).find(optimizes);
      if (keys.length === 0 || before === undefined || statements.slice(at).some(optimizes)) return [];
      const line = before.at?.line === undefined ? "" : `, line ${before.at.line}`;
      return [
        {
          where: late.table,
          message: `sets ${keys.join(", ")} behind the OPTIMIZE that is to go by it${line}`,
          instead: "ALTER TABLE first, then OPTIMIZE",
          at: late.at,
        },
      ];
    });
  },
};
