import type { ClusterPlan, ComputePlan } from "./compute.ts";
import type { Permission } from "./inputs/permissions.ts";
import type { LakehousePlan } from "./lakehouse.ts";
import type { JoinPlan } from "./joins.ts";
import type { TablePlan } from "./layout.ts";
import type { JobPlan } from "./maintenance.ts";
import { bytesText } from "../rules/table-facts.ts";
import { refreshText } from "./materialized-view-sql.ts";
import type { MaterializedViewPlan } from "./materialized-views.ts";

/** A plan as a person reads it, top down: compute, conf, tables, jobs, findings. */
export function planText(plan: LakehousePlan): string {
  const sections = [
    [`${plan.stack}: catalog ${plan.catalog}`],
    compute(plan.compute),
    sparkConf(plan.compute.cluster),
    ["Tables", ...plan.tables.flatMap(table)],
    joins(plan.joins),
    ...(plan.materializedViews.length === 0
      ? []
      : [["Materialized views", ...plan.materializedViews.map(materializedView)]]),
    ...plan.maintenance.jobs.map(job),
    plan.findings.length === 0
      ? ["Findings: none"]
      : [
          "Findings",
          ...plan.findings.map(({ severity, where, message }) => `  ${severity}: ${where}: ${message}`),
        ],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function compute({ cluster, policy, warehouse, protect }: ComputePlan): readonly string[] {
  return [
    "Compute",
    `  cluster ${cluster.name}: ${cluster.workers.min} to ${cluster.workers.max} × ${cluster.nodeType}, runtime ${cluster.runtime}, ${cluster.accessMode} access, ends after ${cluster.autoTerminationMinutes} min`,
    `    memory promised: ${cluster.memory.promised}`,
    `      ${cluster.memory.atMin}`,
    `      ${cluster.memory.atMax}`,
    ...permissions(cluster.permissions),
    `  policy ${policy.name}: ${Object.keys(policy.definition).join(", ")}`,
    ...permissions(policy.permissions),
    `  warehouse ${warehouse.name}: ${warehouse.serverless ? "serverless" : "classic"} ${warehouse.type.toLowerCase()}, ${warehouse.size}, ${warehouse.clusters.min} to ${warehouse.clusters.max} clusters, stops after ${warehouse.autoStopMinutes} min`,
    ...permissions(warehouse.permissions),
    `  protected from deletion: ${protect ? "yes" : "no"}`,
  ];
}

function permissions(list: readonly Permission[]): readonly string[] {
  return [`    permissions: ${list.map(({ group, level }) => `${group} ${level}`).join(", ")}`];
}

function sparkConf({ sparkConf: groups }: ClusterPlan): readonly string[] {
  return [
    "Spark conf of the cluster",
    ...groups.flatMap(({ group, about, entries }) => [
      `  ${group}: ${about}`,
      ...entries.flatMap(({ key, value, why }) => [`    ${key} = ${value}`, `      ${why}`]),
    ]),
  ];
}

function table({ name, layout, zorder, unchecked }: TablePlan): readonly string[] {
  const partitioned = layout.partitionedBy ?? [];
  const clustering = layout.clustering ?? { kind: "none" };
  const how = [
    ...(layout.columns === undefined
      ? []
      : [`created by the stack with ${Object.keys(layout.columns).join(", ")}`]),
    ...(partitioned.length > 0 ? [`partitioned by ${partitioned.join(", ")}`] : []),
    ...(clustering.kind === "columns" ? [`clustered by ${clustering.columns.join(", ")}`] : []),
    ...(clustering.kind === "auto" ? ["clustered automatically"] : []),
    ...(zorder.length > 0 ? [`Z-ordered by ${zorder.join(", ")}`] : []),
    ...Object.entries(layout.properties).map(([key, value]) => `${key}=${value}`),
    ...(unchecked === true ? ["no column is declared, so that the engine alone checks its keys"] : []),
  ];
  return [`  ${name}${how.length > 0 ? `: ${how.join("; ")}` : ""}`];
}

function job({ name, about, start, paused, expected, tasks }: JobPlan): readonly string[] {
  const when =
    start.kind === "schedule"
      ? `${start.cron} ${start.timezone}`
      : `${start.quietSeconds / 60} min after an update of ${start.tables.join(", ")}`;
  return [
    `Job ${name} (${when}${paused ? ", paused" : ""})`,
    `  ${about}; about ${expected.minutes} min with ${expected.parallel} statements at once`,
    ...tasks.flatMap(({ key, parameters, why }) => [`  ${key}: ${parameters.statement}`, `    ${why}`]),
  ];
}

function joins({ broadcast }: JoinPlan): readonly string[] {
  const marked = broadcast.under.filter((side) => side.marked).map(({ table: name }) => name);
  return [
    "Joins on the cluster",
    `  broadcast up to ${bytesText(broadcast.threshold)}; ${bytesText(broadcast.enough)} would do for the marked dimensions`,
    `  marked: ${marked.length === 0 ? "none" : marked.join(", ")}`,
    `  larger: ${broadcast.over.length === 0 ? "none: no join is a shuffle join" : broadcast.over.map(({ table: name }) => name).join(", ")}`,
  ];
}

function materializedView({ name, view, reads }: MaterializedViewPlan): string {
  const { clustering = { kind: "none" }, refresh } = view;
  const how = [
    `reads ${reads.join(", ")}`,
    ...(clustering.kind === "columns" ? [`clustered by ${clustering.columns.join(", ")}`] : []),
    ...(clustering.kind === "auto" ? ["clustered automatically"] : []),
    ...(refresh === undefined ? [] : [refreshText(refresh)]),
  ];
  return `  ${name}: ${how.join("; ")}`;
}
