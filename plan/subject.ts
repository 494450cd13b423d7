import {
  bytesOf,
  clusteringKeys,
  columnType,
  engineProperties,
  type Estate,
  type Table,
  zorderKeys,
} from "../model/index.ts";
import type { Acceptance } from "../rules/acceptance.ts";
import { type PermissionSubject, subject, type Subject, type TableSubject } from "../rules/subject.ts";
import { ACCESS_MODE } from "./compute.ts";
import type { Target } from "./lakehouse.ts";

/** What the rules look at in a stack of this repository. */
export function subjectOf(estate: Estate, target: Target): Subject {
  const { cluster, maintenance, principals, warehouse } = target.settings;
  const settings = { file: `Pulumi.${target.stack}.yaml` };
  const conf = estate.sparkConf
    .flatMap(({ entries }) => entries)
    .map(({ key, value }) => ({ key, value, at: SPARK_CONF }));
  const runtime = /^\d+\.\d+/.exec(cluster.runtime)?.[0];
  return subject({
    today: (target.today ?? new Date()).toISOString().slice(0, 10),
    confs: [
      {
        ...{ setAt: "launch", on: "cluster", entries: conf, accessMode: ACCESS_MODE },
        ...(runtime === undefined ? {} : { runtime }),
      },
    ],
    tables: estate.tables.map((table) => tableSubject(table, maintenance.predictiveOptimization)),
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
    jobs: (["analyze", "optimize"] as const).map((key) => ({
      ...{ where: `maintenance.${key}`, at: settings, permissions: managedBy(principals.admins) },
      tasks: estate.tables
        .filter((table) => table.maintenance?.[key] !== undefined)
        .map(({ name }) => ({ key: name, runsOn: "warehouse", warehouse: "warehouse", kind: "sql" })),
    })),
  });
}

/** What the tables of an estate are by themselves: for statements on them that stand elsewhere. */
export function knownTables({ tables }: Estate): readonly TableSubject[] {
  return tables.map((table) => tableSubject(table, undefined));
}

/** Nobody else may manage what the stack makes. */
function managedBy(admins: string): readonly PermissionSubject[] {
  return [{ principal: admins, level: "CAN_MANAGE" }];
}

/** Kept together in one file; `tables/estate.ts` puts it into the estate. */
const SPARK_CONF = { file: "tables/spark-conf.ts" };

function fileOf(table: Table) {
  return { file: `tables/${table.name.replace(".", "/")}.ts` };
}

function tableSubject(table: Table, predictiveOptimization: boolean | undefined): TableSubject {
  const { name, columns, size, layout, maintenance, statistics, tags, filteredBy } = table;
  const cluster = layout !== "unordered" && layout.cluster === "auto" ? "auto" : clusteringKeys(layout);
  return {
    ...{ name, at: fileOf(table), declared: table },
    columns: Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, columnType(type)])),
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
    properties: engineProperties(table.properties ?? {}),
    maintenance: {
      optimize: maintenance?.optimize !== undefined,
      analyze: maintenance?.analyze !== undefined,
    },
    ...(statistics === undefined ? {} : { statistics }),
    ...(tags === undefined ? {} : { tags }),
    ...(filteredBy === undefined ? {} : { filteredBy }),
    ...(predictiveOptimization === undefined ? {} : { predictiveOptimization }),
  };
}

/** Every acceptance of a stack, from the file that it stands in. */
export function acceptedIn(estate: Estate, { stack, settings }: Target): readonly Acceptance[] {
  return [
    ...estate.tables.flatMap((table) =>
      (table.accept ?? []).map((accepted) => ({ ...accepted, where: table.name, at: fileOf(table) })),
    ),
    ...estate.sparkConf
      .flatMap(({ entries }) => entries)
      .flatMap(({ key, accept = [] }) =>
        accept.map((accepted) => ({ ...accepted, where: key, at: SPARK_CONF })),
      ),
    ...settings.accept.map((accepted) => ({ ...accepted, at: { file: `Pulumi.${stack}.yaml` } })),
  ];
}
