import { defined } from "../model/defined.ts";
import {
  bytesOf,
  clusteringKeys,
  columnType,
  engineInterval,
  engineProperties,
  LAKEHOUSE_FILE,
  type LakehouseDeclaration,
  type View,
  queryText,
  refreshDeclaration,
  type Table,
  tableFile,
  zorderKeys,
} from "../model/index.ts";
import type { Acceptance } from "../rules/acceptance.ts";
import type { Place } from "../rules/place.ts";
import {
  type MaterializedViewSubject,
  type PermissionSubject,
  subject,
  type Subject,
  type TableSubject,
  type WarmUpSubject,
} from "../rules/subject.ts";
import { ACCESS_MODE } from "./compute.ts";
import type { Target } from "./target.ts";
import { retentionOf } from "./layout.ts";
import { planMaintenance, type WarmUpPlan } from "./maintenance.ts";
import { CADENCES, minutesOf } from "./maintenance-jobs.ts";

/**
 * What the rules look at in a stack of a lakehouse.
 * @param maintenance as it is planned, where the caller has it
 */
export function subjectOf(
  lakehouse: LakehouseDeclaration,
  target: Target,
  { jobs, warmUp } = planMaintenance(lakehouse, target),
): Subject {
  const { cluster, maintenance, principals, warehouse } = target.settings;
  const settings = { file: `Pulumi.${target.stack}.yaml` };
  const { at, entries } = sparkConfOf(lakehouse);
  const conf = entries.map(({ key, value }) => ({ key, value, at }));
  const runtime = /^\d+\.\d+/.exec(cluster.runtime)?.[0];
  return subject({
    today: (target.today ?? new Date()).toISOString().slice(0, 10),
    confs: [
      {
        ...{ setAt: "launch", on: "cluster", entries: conf, accessMode: ACCESS_MODE },
        ...defined({ runtime }),
      },
    ],
    tables: lakehouse.tables.map((table) => tableSubject(table, maintenance.predictiveOptimization)),
    materializedViews: (lakehouse.materializedViews ?? []).map(viewSubject),
    clusters: [
      {
        ...{ where: "cluster", at: settings, kind: "all-purpose", conf },
        ...{ nodeType: cluster.nodeType, workers: cluster.workers, runtime: cluster.runtime },
        ...{ autoTerminationMinutes: cluster.autoTerminationMinutes, accessMode: ACCESS_MODE },
        permissions: managedBy(principals.admins),
        promise: { memory: cluster.memory.total, at: cluster.memory.at },
      },
    ],
    warehouses: [
      {
        ...{ where: "warehouse", at: settings, type: "pro", serverless: warehouse.serverless },
        ...{ clusters: warehouse.clusters, autoStopMinutes: warehouse.autoStopMinutes },
        permissions: managedBy(principals.admins),
      },
    ],
    jobs: jobs.map(({ key, tasks, jobCluster }) => ({
      ...{ where: `maintenance.${key}`, at: settings, permissions: managedBy(principals.admins) },
      ...defined({ runtime: jobCluster?.runtime }),
      tasks: tasks.map((task) =>
        jobCluster === undefined
          ? { key: task.key, runsOn: "warehouse", warehouse: "warehouse", kind: "sql" }
          : { key: task.key, runsOn: "job cluster", kind: "sql" },
      ),
    })),
    warmUps: warmUpSubjects(warmUp, settings),
    windows: CADENCES.map((cadence) => ({
      ...{ where: `maintenance.${cadence}`, at: settings, hours: maintenance[cadence].hours },
      ...(maintenance.runsOn === "warehouse" && { opens: maintenance[cadence].at }),
      expectedMinutes: minutesOf(jobs, cadence),
    })),
  });
}

/** What the tables of a lakehouse are by themselves: for statements on them that stand elsewhere. */
export function knownTables({ tables }: LakehouseDeclaration): readonly TableSubject[] {
  return tables.map((table) => tableSubject(table, undefined));
}

/** Nobody else may manage what the stack makes. */
function managedBy(admins: string): readonly PermissionSubject[] {
  return [{ principal: admins, level: "CAN_MANAGE" }];
}

function sparkConfOf({ sparkConf = [], sparkConfFile = LAKEHOUSE_FILE }: LakehouseDeclaration) {
  return { at: { file: sparkConfFile }, entries: sparkConf.flatMap(({ entries }) => entries) };
}

function fileOf({ name }: Pick<Table, "name">) {
  return { file: tableFile(name) };
}

function viewSubject(view: View): MaterializedViewSubject {
  const { name, query, layout, refresh } = view;
  const keys = layout === "unordered" ? undefined : layout.cluster;
  return {
    ...{ name, at: fileOf(view), warehouse: "warehouse" },
    query: queryText(query, (table) => `\`${table}\``),
    reads: [...new Set(query.tables)],
    refresh: refreshDeclaration(refresh),
    ...(keys === undefined
      ? {}
      : { cluster: keys === "auto" ? keys : keys.filter((key) => key !== undefined) }),
  };
}

function tableSubject(table: Table, predictiveOptimization: boolean | undefined): TableSubject {
  const { name, managedBy, columns, size, layout, maintenance, statistics, tags, filteredBy } = table;
  const cluster = layout !== "unordered" && layout.cluster === "auto" ? "auto" : clusteringKeys(layout);
  return {
    ...{ name, at: fileOf(table), declared: table },
    // A pipeline's table that declares none may have any.
    ...(managedBy === "pipeline" && Object.keys(columns).length === 0
      ? {}
      : {
          columns: Object.fromEntries(
            Object.entries(columns).map(([column, type]) => [column, columnType(type)]),
          ),
        }),
    size: {
      rows: size.rows,
      bytes: bytesOf(size.bytes),
      ...(size.distinct === undefined ? {} : { distinct: size.distinct as Readonly<Record<string, number>> }),
    },
    layout: {
      ...(cluster.length === 0 ? {} : { cluster }),
      ...(layout === "unordered" || layout.partition === undefined ? {} : { partition: layout.partition }),
      ...(zorderKeys(layout).length === 0 ? {} : { zorder: zorderKeys(layout) }),
    },
    properties: engineProperties({ ...retentionOf(table), ...table.properties }),
    maintenance: maintenanceSubject(maintenance),
    ...defined({ statistics, tags }),
    ...(table.join === "broadcast" ? { broadcast: true } : {}),
    ...defined({ filteredBy, predictiveOptimization }),
  };
}

function warmUpSubjects({ bytes, capacity }: WarmUpPlan, at: Place): readonly WarmUpSubject[] {
  return capacity === "unknown" ? [] : [{ where: "maintenance.warm-up", at, bytes, capacity }];
}

function maintenanceSubject(maintenance: Table["maintenance"]): NonNullable<TableSubject["maintenance"]> {
  if (maintenance === "databricks") return { byDatabricks: true };
  const { optimize, analyze, vacuum, reorg, keep, recent } = maintenance ?? {};
  return {
    ...{ optimize: optimize !== undefined, analyze: analyze !== undefined },
    ...{ vacuum: vacuum !== undefined, reorg: reorg !== undefined },
    ...(keep === undefined ? {} : { keep: engineInterval(keep) }),
    ...defined({ recent }),
  };
}

/** Every acceptance of a stack, from the file that it stands in. */
export function acceptedIn(
  lakehouse: LakehouseDeclaration,
  { stack, settings }: Target,
): readonly Acceptance[] {
  const { at, entries } = sparkConfOf(lakehouse);
  return [
    ...[...lakehouse.tables, ...(lakehouse.materializedViews ?? [])].flatMap((declared) =>
      (declared.accept ?? []).map((accepted) => ({
        ...accepted,
        where: declared.name,
        at: fileOf(declared),
      })),
    ),
    ...entries.flatMap(({ key, accept = [] }) => accept.map((accepted) => ({ ...accepted, where: key, at }))),
    ...settings.accept.map((accepted) => ({ ...accepted, at: { file: `Pulumi.${stack}.yaml` } })),
  ];
}
