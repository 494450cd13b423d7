import { inJobCluster } from "./objects/job-cluster.ts";
import type { Kind } from "./report.ts";

/** Something that a server, or this library, puts beside what was declared. It is never drift. */
export interface ServerAdded {
  readonly kind: Kind;
  /** Compared with the whole path. */
  readonly path: RegExp;
  /** Only with this value. @default any */
  readonly value?: RegExp;
  /** Only where the path names somebody who deploys. @default anybody */
  readonly onlyFor?: "makers";
  readonly why: string;
}

const property = (pattern: string) => new RegExp(`^properties\\["delta\\.${pattern}"\\]$`, "i");

/**
 * What is there without anybody having set it. Properties that the engine keeps for itself and table features are in
 * `provider/layout/keys.ts`, which importing and declaring go by as well.
 */
export const SERVER_ADDED: readonly ServerAdded[] = [
  // Tables
  {
    kind: "table",
    path: property("enableDeletionVectors"),
    value: /^true$/i,
    why: "on for new tables by a setting of the workspace: https://docs.databricks.com/aws/en/delta/deletion-vectors",
  },
  {
    kind: "table",
    path: property("enableRowTracking"),
    value: /^true$/i,
    why: "on for new tables with liquid clustering on newer runtimes",
  },
  {
    kind: "table",
    path: property("checkpointPolicy"),
    value: /^v2$/i,
    why: "comes with liquid clustering: https://docs.delta.io/latest/delta-clustering.html",
  },
  {
    kind: "table",
    path: property("parquet\\.compression\\.codec"),
    value: /^zstd$/i,
    why: "the codec that newer runtimes write into new tables",
  },
  {
    kind: "table",
    path: property("checkpoint\\.writeStatsAs(Json|Struct)"),
    why: "runtimes choose how checkpoints hold statistics",
  },
  {
    kind: "table",
    path: property("enableTypeWidening"),
    value: /^true$/i,
    why: "this library sets it with the first type that it widens",
  },
  {
    kind: "table",
    path: property("columnMapping\\.mode"),
    value: /^name$/i,
    why: "comes with the first column that is renamed or dropped, whoever owns the columns",
  },
  {
    kind: "table",
    path: property("universalFormat\\.|columnMapping\\.|rowTracking\\.|liquid\\."),
    why: "the engine keeps it beside the feature of that name",
  },

  // Clusters
  {
    kind: "cluster",
    path: /^(cluster_id|cluster_source|creator_user_name|pinned_by_user_name|spark_context_id|jdbc_port)$/,
    why: "says which cluster it is, and whose",
  },
  {
    kind: "cluster",
    path: /^(state|state_message|start_time|terminated_time|last_\w+_time|termination_reason|driver|executors|cluster_cores|cluster_memory_mb|driver_healthy)(\.|$|\[)/,
    why: "how the cluster fares; it may be stopped",
  },
  {
    kind: "cluster",
    path: /^default_tags(\.|\[)/,
    why: "tags that the workspace gives every cluster",
  },
  {
    kind: "cluster",
    path: /^(spec|effective_spark_version|init_scripts_safe_mode|disk_spec|release_version|kind|is_single_node|use_ml_runtime|remote_shuffle|remote_disk_throughput|total_initial_remote_disk_size)(\.|$|\[)/,
    why: "the workspace's own words for the same specification",
  },
  {
    kind: "cluster",
    path: /^(aws|azure|gcp)_attributes\./,
    why: "filled in by the cloud; the stack leaves them open",
  },
  {
    kind: "cluster",
    path: /^(enable_elastic_disk|enable_local_disk_encryption)$/,
    why: "filled in by the cloud; the stack leaves them open",
  },
  {
    kind: "cluster",
    path: /^runtime_engine$/,
    value: /^(STANDARD|NULL|RUNTIME_ENGINE_UNSPECIFIED)$/,
    why: "the engine that a runtime has without Photon",
  },
  { kind: "cluster", path: /^num_workers$/, value: /^0$/, why: "nobody fixed the size" },

  // Cluster policies
  {
    kind: "clusterPolicy",
    path: /^(policy_id|creator_user_name|created_at_timestamp|is_default)$/,
    why: "says which policy it is, and whose",
  },

  // SQL warehouses
  {
    kind: "warehouse",
    path: /^(id|creator_name|creator_id|jdbc_url|odbc_params\.\w+|data_source_id|query_history_statement_id)$/,
    why: "says which warehouse it is, and how to reach it",
  },
  {
    kind: "warehouse",
    path: /^(state|num_clusters|num_active_sessions|health|size|conf_pairs|warm_up_\w+)(\.|$)/,
    why: "how the warehouse fares; it may be stopped",
  },
  { kind: "warehouse", path: /^enable_photon$/, value: /^true$/, why: "on unless somebody switches it off" },
  {
    kind: "warehouse",
    path: /^spot_instance_policy$/,
    value: /^(COST_OPTIMIZED|POLICY_UNSPECIFIED)$/,
    why: "the workspace's default",
  },

  // Jobs
  {
    kind: "job",
    path: /^(job_id|creator_user_name|run_as_user_name|run_as\.\w+|created_time|effective_\w+|has_more|next_page_token|run_as_owner)(\.|$)/,
    why: "says which job it is, and whose",
  },
  { kind: "job", path: /^(format|edit_mode|deployment\.\w+)$/, why: "how the job was made" },
  {
    kind: "job",
    path: /(^|\.)(timeout_seconds|max_retries|min_retry_interval_millis)$/,
    value: /^0$/,
    why: "no limit and no retries, spelled out",
  },
  {
    kind: "job",
    path: /(^|\.)(retry_on_timeout|disable_auto_optimization|no_alert_for_skipped_runs|no_alert_for_skipped_runs|no_alert_for_canceled_runs|alert_on_last_attempt)$/,
    value: /^false$/,
    why: "off, spelled out",
  },
  { kind: "job", path: /\.run_if$/, value: /^ALL_SUCCESS$/, why: "the default of a task" },
  {
    kind: "job",
    path: /^performance_target$/,
    value: /^(STANDARD|PERFORMANCE_OPTIMIZED)$/,
    why: "the workspace's default for serverless tasks; these jobs have none",
  },

  // Permissions
  {
    kind: "permissions",
    path: /^\["(user|service principal) .*"\]$/,
    value: /^(CAN_MANAGE|IS_OWNER|CAN_MANAGE, IS_OWNER)$/,
    onlyFor: "makers",
    why: "whoever makes an object owns it, and the Databricks provider keeps whoever deploys from shutting itself out",
  },
  {
    kind: "permissions",
    path: /^(object_id|object_type)$/,
    why: "says which object it is about",
  },
];

/**
 * Why something that nobody declared is no drift; `undefined` where somebody must have set it.
 * @param makers names of those who deploy
 */
export function whyServerAdded(
  kind: Kind,
  path: string,
  { value, makers = [] }: { readonly value: string; readonly makers?: readonly (string | undefined)[] },
): string | undefined {
  const within = kind === "job" ? inJobCluster(path) : undefined;
  if (within !== undefined) return whyServerAdded("cluster", within, { value, makers });
  return SERVER_ADDED.find(
    (row) =>
      row.kind === kind &&
      row.path.test(path) &&
      (row.value?.test(value) ?? true) &&
      (row.onlyFor === undefined || makers.some((name) => name !== undefined && path.endsWith(` ${name}"]`))),
  )?.why;
}
