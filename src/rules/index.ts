import { type Acceptance, settle } from "./acceptance.ts";
import { cacheIgnored } from "./cache-ignored.ts";
import { cacheStorageLevel } from "./cache-storage-level.ts";
import { cacheWarmUp } from "./cache-warm-up.ts";
import { clusterAutoTermination } from "./cluster-auto-termination.ts";
import { clusterAutoscale } from "./cluster-autoscale.ts";
import { clusterMemoryKeys } from "./cluster-memory-keys.ts";
import { clusterMemory } from "./cluster-memory.ts";
import { clusterNodeType } from "./cluster-node-type.ts";
import { clusterOffHeap } from "./cluster-off-heap.ts";
import { clusterRuntime } from "./cluster-runtime.ts";
import { clusterSingleNode } from "./cluster-single-node.ts";
import { clusterSpotDriver } from "./cluster-spot-driver.ts";
import type { Finding, Rule } from "./finding.ts";
import { jobAllPurposeCluster } from "./job-all-purpose-cluster.ts";
import { joinBroadcastHint } from "./join-broadcast-hint.ts";
import { joinBroadcastThreshold } from "./join-broadcast-threshold.ts";
import { joinFilterOnDimension } from "./join-filter-on-dimension.ts";
import { joinMarkedDimension } from "./join-marked-dimension.ts";
import { joinShufflePartitions } from "./join-shuffle-partitions.ts";
import { layoutAcknowledgedRepartition } from "./layout-acknowledged-repartition.ts";
import { layoutBuckets } from "./layout-buckets.ts";
import { layoutClusteringKeys } from "./layout-clustering-keys.ts";
import { layoutClusteringWithPartitions } from "./layout-clustering-with-partitions.ts";
import { layoutColumns } from "./layout-columns.ts";
import { layoutFileSize } from "./layout-file-size.ts";
import { layoutHashBucket } from "./layout-hash-bucket.ts";
import { layoutKeysWithoutStatistics } from "./layout-keys-without-statistics.ts";
import { layoutPartitionByExpression } from "./layout-partition-by-expression.ts";
import { layoutRetention } from "./layout-retention.ts";
import { layoutSmallPartitions } from "./layout-small-partitions.ts";
import { layoutTimeTravel } from "./layout-time-travel.ts";
import { layoutUnfilteredKey } from "./layout-unfiltered-key.ts";
import { layoutZorderLowCardinality } from "./layout-zorder-low-cardinality.ts";
import { layoutZorderManyColumns } from "./layout-zorder-many-columns.ts";
import { layoutZorderOnOneFile } from "./layout-zorder-on-one-file.ts";
import { layoutZorderOnPartitionColumn } from "./layout-zorder-on-partition-column.ts";
import { maintenanceAnalyze } from "./maintenance-analyze.ts";
import { maintenanceJobClusterRuntime } from "./maintenance-job-cluster-runtime.ts";
import { maintenanceKeep } from "./maintenance-keep.ts";
import { maintenanceLeftOut } from "./maintenance-left-out.ts";
import { maintenanceOptimize } from "./maintenance-optimize.ts";
import { maintenanceOptimizeBesidePredictive } from "./maintenance-optimize-beside-predictive.ts";
import { maintenanceRecent } from "./maintenance-recent.ts";
import { maintenanceRetentionGuard } from "./maintenance-retention-guard.ts";
import { maintenanceSetTooLate } from "./maintenance-set-too-late.ts";
import { maintenanceVacuumBelowRetention } from "./maintenance-vacuum-below-retention.ts";
import { maintenanceWindow } from "./maintenance-window.ts";
import { maintenanceWindowsApart } from "./maintenance-windows-apart.ts";
import { materializedViewClusteringKeys } from "./materialized-view-clustering-keys.ts";
import { materializedViewMaintenance } from "./materialized-view-maintenance.ts";
import { materializedViewName } from "./materialized-view-name.ts";
import { materializedViewQuery } from "./materialized-view-query.ts";
import { materializedViewRefresh } from "./materialized-view-refresh.ts";
import { materializedViewRowTracking } from "./materialized-view-row-tracking.ts";
import { materializedViewTrigger } from "./materialized-view-trigger.ts";
import { materializedViewWarehouse } from "./materialized-view-warehouse.ts";
import { permissionsEveryoneManages } from "./permissions-everyone-manages.ts";
import { programIdle } from "./program-idle.ts";
import { sparkConfAccessMode } from "./spark-conf-access-mode.ts";
import { sparkConfContradiction } from "./spark-conf-contradiction.ts";
import { sparkConfDefault } from "./spark-conf-default.ts";
import { sparkConfFixedAtLaunch } from "./spark-conf-fixed-at-launch.ts";
import { sparkConfIdleJavaOptions } from "./spark-conf-idle-java-options.ts";
import { sparkConfJavaOptions } from "./spark-conf-java-options.ts";
import { sparkConfNoEffect } from "./spark-conf-no-effect.ts";
import { sparkConfOutdated } from "./spark-conf-outdated.ts";
import { sparkConfOwnedByDatabricks } from "./spark-conf-owned-by-databricks.ts";
import { sparkConfPlainSecret } from "./spark-conf-plain-secret.ts";
import { sparkConfRefusedAtStart } from "./spark-conf-refused-at-start.ts";
import { sparkConfNotOnThisCompute } from "./spark-conf-not-on-this-compute.ts";
import { sparkConfUnknownKey } from "./spark-conf-unknown-key.ts";
import { sparkConfValue } from "./spark-conf-value.ts";
import type { Subject } from "./subject.ts";
import { tableColumns } from "./table-columns.ts";
import { tableName } from "./table-name.ts";
import { tableProperties } from "./table-properties.ts";
import { tableTags } from "./table-tags.ts";
import { warehouseAutoStop } from "./warehouse-auto-stop.ts";
import { warehouseType } from "./warehouse-type.ts";

export const rules: readonly Rule[] = [
  cacheIgnored,
  cacheStorageLevel,
  cacheWarmUp,
  clusterAutoTermination,
  clusterAutoscale,
  clusterMemory,
  clusterMemoryKeys,
  clusterNodeType,
  clusterOffHeap,
  clusterRuntime,
  clusterSingleNode,
  clusterSpotDriver,
  jobAllPurposeCluster,
  joinBroadcastHint,
  joinBroadcastThreshold,
  joinFilterOnDimension,
  joinMarkedDimension,
  joinShufflePartitions,
  layoutAcknowledgedRepartition,
  layoutBuckets,
  layoutClusteringKeys,
  layoutClusteringWithPartitions,
  layoutColumns,
  layoutFileSize,
  layoutHashBucket,
  layoutKeysWithoutStatistics,
  layoutPartitionByExpression,
  layoutRetention,
  layoutSmallPartitions,
  layoutTimeTravel,
  layoutUnfilteredKey,
  layoutZorderLowCardinality,
  layoutZorderManyColumns,
  layoutZorderOnOneFile,
  layoutZorderOnPartitionColumn,
  maintenanceAnalyze,
  maintenanceJobClusterRuntime,
  maintenanceKeep,
  maintenanceLeftOut,
  maintenanceOptimize,
  maintenanceOptimizeBesidePredictive,
  maintenanceRecent,
  maintenanceRetentionGuard,
  maintenanceSetTooLate,
  maintenanceVacuumBelowRetention,
  maintenanceWindow,
  maintenanceWindowsApart,
  materializedViewClusteringKeys,
  materializedViewMaintenance,
  materializedViewName,
  materializedViewQuery,
  materializedViewRefresh,
  materializedViewRowTracking,
  materializedViewTrigger,
  materializedViewWarehouse,
  permissionsEveryoneManages,
  programIdle,
  sparkConfAccessMode,
  sparkConfContradiction,
  sparkConfDefault,
  sparkConfFixedAtLaunch,
  sparkConfIdleJavaOptions,
  sparkConfJavaOptions,
  sparkConfNoEffect,
  sparkConfOutdated,
  sparkConfOwnedByDatabricks,
  sparkConfPlainSecret,
  sparkConfRefusedAtStart,
  sparkConfNotOnThisCompute,
  sparkConfUnknownKey,
  sparkConfValue,
  tableColumns,
  tableName,
  tableProperties,
  tableTags,
  warehouseAutoStop,
  warehouseType,
];

/**
 * Everything every rule has to say and nobody accepted, by place and then by rule.
 * @param accepted what may stay as it is, by rule, with its reason and its last day
 */
export function examine(
  subject: Subject,
  { accepted = [], today }: { readonly accepted?: readonly Acceptance[]; readonly today: Date },
): readonly Finding[] {
  const found = rules.flatMap(({ id, severity, check }) =>
    check(subject).map((breach): Finding => ({ rule: id, severity, ...breach })),
  );
  return [...settle(found, accepted, today)].sort(
    (a, b) => compare(a.where, b.where) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
