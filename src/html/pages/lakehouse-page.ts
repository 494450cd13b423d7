import type { JobRuns } from "../../drift/live/runs.ts";
import { defined } from "../../model/defined.ts";
import { bytesOf, type Clustering, type RefreshDeclaration } from "../../model/index.ts";
import {
  type LayoutPart,
  type MaintenanceOfView,
  type Mark,
  type Page,
  type TableRow,
  type Tone,
  MAINTENANCE,
} from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import type { TablePlan } from "../../plan/layout.ts";
import type { MaterializedViewPlan } from "../../plan/materialized-views.ts";
import type { Finding } from "../../rules/finding.ts";
import { type Turns, turnsOf, maintenanceNote, maintenancePart } from "./maintenance-page.ts";
import { scheduleShown, windowsPage } from "./windows-page.ts";

/** What is known of a lakehouse beside its plan. */
export interface Known {
  /** What is to be said of tables besides the plan's own findings, by table. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** The last runs of the jobs, by the jobs' keys. @default not read */
  readonly runs?: ReadonlyMap<string, JobRuns>;
  readonly now: Date;
}

const TONE: Readonly<Record<Finding["severity"], Tone>> = {
  error: "bad",
  warning: "warn",
  info: "info",
};

/** What a page shows of a lakehouse whatever it was made for: tables, findings, windows. */
export function lakehousePage(
  plan: LakehousePlan | undefined,
  { marks, runs, now }: Known,
): Pick<Page, "tables" | "maintenanceNote" | "findings" | "windows"> {
  if (plan === undefined) {
    return { tables: [], maintenanceNote: "Tables are known from a plan, and none was given.", findings: [] };
  }
  const jobs = runs === undefined ? undefined : [...runs.values()];
  const turns = jobs === undefined ? undefined : turnsOf(jobs);
  const said = (name: string) => [...(marks.get(name) ?? []), ...findingMarks(plan, name)];
  return {
    tables: [
      ...plan.tables.map((table) => tableRow(plan, { table, turns, marks: said(table.name) })),
      ...plan.materializedViews.map((view) => viewRow(view, said(view.name))),
    ],
    maintenanceNote: maintenanceNote(jobs),
    findings: plan.findings.map(({ severity, ...finding }) => ({ ...finding, tone: TONE[severity] })),
    windows: windowsPage(plan, now, runs ?? new Map<string, JobRuns>()),
  };
}

function findingMarks({ findings }: LakehousePlan, name: string): readonly Mark[] {
  return findings
    .filter(({ where }) => where === name)
    .map(({ rule, severity }) => ({ tone: TONE[severity], text: rule }));
}

interface KnownTable {
  readonly table: TablePlan;
  readonly turns: Turns | undefined;
  readonly marks: readonly Mark[];
}

function tableRow(plan: LakehousePlan, { table, turns, marks }: KnownTable): TableRow {
  const { name, layout, zorder, size } = table;
  const maintenance = MAINTENANCE.flatMap((kind) => {
    const planned = maintenancePart(plan, { table: name, kind }, turns);
    return planned === undefined ? [] : [[kind, planned] as const];
  });
  return {
    ...{ name, marks, rows: size.rows, bytes: bytesOf(size.bytes) },
    layout: [
      ...part("partition by", layout.partitionedBy ?? []),
      ...clusteredBy(layout.clustering),
      ...part("Z-order by", zorder),
    ],
    maintenance: { kind: "table", ...Object.fromEntries(maintenance) },
  };
}

function viewRow({ name, view }: MaterializedViewPlan, marks: readonly Mark[]): TableRow {
  return {
    ...{ name, marks, layout: clusteredBy(view.clustering) },
    maintenance: { kind: "materialized view", ...refreshShown(view.refresh) },
  };
}

function part(by: string, columns: readonly string[]): readonly LayoutPart[] {
  return columns.length === 0 ? [] : [{ by, columns }];
}

function clusteredBy(clustering: Clustering = { kind: "none" }): readonly LayoutPart[] {
  switch (clustering.kind) {
    case "columns":
      return part("cluster by", clustering.columns);
    case "auto":
      return [{ by: "clustered automatically", columns: [] }];
    case "none":
      return [];
  }
}

function refreshShown(
  refresh: RefreshDeclaration = { kind: "manual" },
): Pick<MaintenanceOfView, "refresh" | "schedule"> {
  if (refresh.kind !== "cron") return { refresh: refreshWords(refresh) };
  const { starts, schedule } = scheduleShown(refresh);
  return { refresh: starts, ...defined({ schedule }) };
}

function refreshWords(refresh: Exclude<RefreshDeclaration, { readonly kind: "cron" }>): string {
  switch (refresh.kind) {
    case "manual":
      return "by hand only";
    case "every":
      return `every ${refresh.count} ${refresh.unit.toLowerCase()}${refresh.count === 1 ? "" : "s"}`;
    case "onUpdate": {
      const minutes = (refresh.atMostEverySeconds ?? 0) / 60;
      if (minutes === 0) return "when its tables change";
      return `when its tables change, at most every ${minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`}`;
    }
  }
}
