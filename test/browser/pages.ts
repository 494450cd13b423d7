import { driftPage } from "../../src/html/pages/drift-page.ts";
import type { DriftedResource, DriftReport } from "../../src/drift/report.ts";
import type { JobRuns } from "../../src/drift/live/runs.ts";
import { bigint, defineTable, string, timestamp, type Table } from "../../src/model/index.ts";
import type { Page } from "../../src/html/model.ts";
import { type LakehousePlan, planLakehouse } from "../../src/plan/lakehouse.ts";
import { lakehouse, planOf as kineosPlan, targetOf } from "../../dev/start/kineo.ts";

const NOW = "2026-11-25T06:00:00.000Z";
const SUNDAY = "2026-11-22T08:03:00.000Z";

/** Kineo's stack with so many tables in place of its own. */
export function planOf(tables: number, stack: string): LakehousePlan {
  const many = Array.from({ length: tables }, (_, at) => table(at));
  return planLakehouse(
    { ...lakehouse, tables: many, materializedViews: [] },
    { ...targetOf(stack), today: new Date(NOW) },
  );
}

function table(at: number): Table {
  const schema = at % 2 === 0 ? "gold" : "silver";
  return defineTable(`${schema}.table_${String(at).padStart(4, "0")}`, {
    about: "One of many.",
    managedBy: "pipeline",
    size: { rows: (at + 1) * 1_000, bytes: "20 MB" },
    columns: { user_id: bigint, course_id: bigint, region: string, changed: timestamp },
    layout:
      at % 3 === 0 ? { partition: ["region"], zorder: ["user_id"] } : { cluster: ["user_id", "course_id"] },
    maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly" },
  });
}

/** Its drift where every tenth table was changed by hand, and every job ran on Sunday. */
export function driftOf(plan: LakehousePlan): Page {
  const { stack, tables, maintenance } = plan;
  const drifted = tables.filter((_, at) => at % 10 === 0).map(({ name }, at) => resource(name, at));
  const report: DriftReport = {
    ...{ version: 1, stack, workspace: "https://kineo.cloud.test", checkedAt: NOW, deployedAt: SUNDAY },
    ...{
      declaredBy: "plan",
      total: tables.length + 12,
      checked: tables.length + 12,
      waiting: [],
      settled: [],
      unreadable: [],
      notes: [],
    },
    resources: drifted,
  };
  const runs = maintenance.jobs.map(({ key, tasks }): [string, JobRuns] => [
    key,
    {
      name: `kineo-${key}`,
      runs: [
        {
          ...{ at: SUNDAY, result: "SUCCESS", minutes: 3 },
          tasks: tasks.map((task) => ({ key: task.key, at: SUNDAY, result: "SUCCESS" })),
        },
      ],
    },
  ]);
  return driftPage(report, { plan, runs: new Map(runs) });
}

/** Kineo's own lakehouse in production, as `lakewright drift --html` shows it. */
export function kineo(): Page {
  return driftOf(kineosPlan("prod"));
}

const CAUSES = ["changedOutside", "pendingDeployment", "both"] as const;

function resource(name: string, at: number): DriftedResource {
  return {
    ...{ kind: "table", name, object: `prod.${name}` },
    differences: [
      {
        ...{
          what: "value",
          path: 'properties["delta.appendOnly"]',
          cause: CAUSES[at % 3] ?? "changedOutside",
        },
        ...{ declared: "true", live: "<script>alert(1)</script>", impact: "Rows could be deleted." },
        who: {
          ...{ known: true, user: "jo@kineo.example", at: SUNDAY, operation: "SET TBLPROPERTIES" },
          version: 12,
        },
        adopt: { kind: "manual", says: "by hand" },
      },
    ],
    revert: { command: `pulumi up --stack prod --refresh --target ${name}` },
  };
}
