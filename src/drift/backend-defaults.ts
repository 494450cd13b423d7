import { inJobCluster } from "./objects/job-cluster.ts";
import type { Kind } from "./report.ts";

/** Something that a server, or this library, puts beside what was declared. It is never drift. */
export interface BackendDefault {
  readonly kind: Kind;
  /** Paths, each with all that is under it; `*` stands for anything. Properties of tables are named by their keys. */
  readonly fields: readonly string[];
  /** Only with one of these values, whatever the case. @default any */
  readonly values?: readonly string[];
  /** Only with the value of this field beside it. @default any */
  readonly sameAs?: string;
  /** Only where the path names somebody who deploys. @default anybody */
  readonly onlyFor?: "makers";
  readonly why: string;
}

/**
 * What is there without anybody having set it; `docs/drift.md` shows it to readers. Properties that the engine keeps for
 * itself and table features are in `src/provider/table-layout/keys.ts`, which importing and declaring go by as well.
 */
export const BACKEND_DEFAULTS: readonly BackendDefault[] = [
  // Tables
  {
    kind: "table",
    fields: ["delta.enableDeletionVectors"],
    values: ["true"],
    why: "on for new tables by a setting of the workspace: https://docs.databricks.com/aws/en/delta/deletion-vectors",
  },
  {
    kind: "table",
    fields: ["delta.enableRowTracking"],
    values: ["true"],
    why: "on for new tables with liquid clustering on newer runtimes",
  },
  {
    kind: "table",
    fields: ["delta.checkpointPolicy"],
    values: ["v2"],
    why: "comes with liquid clustering: https://docs.delta.io/latest/delta-clustering.html",
  },
  {
    kind: "table",
    fields: ["delta.parquet.compression.codec"],
    values: ["zstd"],
    why: "the codec that newer runtimes write into new tables",
  },
  {
    kind: "table",
    fields: ["delta.checkpoint.writeStatsAsJson", "delta.checkpoint.writeStatsAsStruct"],
    why: "runtimes choose how checkpoints hold statistics",
  },
  {
    kind: "table",
    fields: ["delta.enableTypeWidening"],
    values: ["true"],
    why: "this library sets it with the first type that it widens",
  },
  {
    kind: "table",
    fields: ["delta.columnMapping.mode"],
    values: ["name"],
    why: "comes with the first column that is renamed or dropped, whoever owns the columns",
  },
  {
    kind: "table",
    fields: ["delta.universalFormat.*", "delta.columnMapping.*", "delta.rowTracking.*", "delta.liquid.*"],
    why: "the engine keeps it beside the feature of that name",
  },

  // Clusters
  {
    kind: "cluster",
    fields: [
      ...["cluster_id", "cluster_source", "creator_user_name", "pinned_by_user_name"],
      ...["spark_context_id", "jdbc_port"],
    ],
    why: "says which cluster it is, and whose",
  },
  {
    kind: "cluster",
    fields: [
      ...["state", "state_message", "start_time", "terminated_time", "last_*_time", "termination_reason"],
      ...["driver", "executors", "cluster_cores", "cluster_memory_mb", "driver_healthy"],
    ],
    why: "how the cluster fares; it may be stopped",
  },
  { kind: "cluster", fields: ["default_tags"], why: "tags that the workspace gives every cluster" },
  {
    kind: "cluster",
    fields: [
      ...["spec", "effective_spark_version", "init_scripts_safe_mode", "disk_spec", "release_version"],
      ...["kind", "is_single_node", "use_ml_runtime", "remote_shuffle", "remote_disk_throughput"],
      "total_initial_remote_disk_size",
    ],
    why: "the workspace's own words for the same specification",
  },
  {
    kind: "cluster",
    fields: [
      ...["aws_attributes", "azure_attributes", "gcp_attributes"],
      ...["enable_elastic_disk", "enable_local_disk_encryption"],
    ],
    why: "filled in by the cloud; the stack leaves them open",
  },
  {
    kind: "cluster",
    fields: ["driver_node_type_id"],
    sameAs: "node_type_id",
    why: "a driver for which nobody chose a type has that of the workers",
  },
  {
    kind: "cluster",
    fields: ["runtime_engine"],
    values: ["STANDARD", "NULL", "RUNTIME_ENGINE_UNSPECIFIED"],
    why: "the engine that a runtime has without Photon",
  },
  { kind: "cluster", fields: ["num_workers"], values: ["0"], why: "nobody fixed the size" },

  // Cluster policies
  {
    kind: "clusterPolicy",
    fields: ["policy_id", "creator_user_name", "created_at_timestamp", "is_default"],
    why: "says which policy it is, and whose",
  },

  // SQL warehouses
  {
    kind: "warehouse",
    fields: [
      ...["id", "creator_name", "creator_id", "jdbc_url", "odbc_params"],
      ...["data_source_id", "query_history_statement_id"],
    ],
    why: "says which warehouse it is, and how to reach it",
  },
  {
    kind: "warehouse",
    fields: [
      ...["state", "num_clusters", "num_active_sessions", "health", "size", "conf_pairs"],
      "warm_up_*",
    ],
    why: "how the warehouse fares; it may be stopped",
  },
  {
    kind: "warehouse",
    fields: ["enable_photon"],
    values: ["true"],
    why: "on unless somebody switches it off",
  },
  {
    kind: "warehouse",
    fields: ["spot_instance_policy"],
    values: ["COST_OPTIMIZED", "POLICY_UNSPECIFIED"],
    why: "the workspace's default",
  },

  // Jobs
  {
    kind: "job",
    fields: [
      ...["job_id", "creator_user_name", "run_as_user_name", "run_as", "run_as_owner", "created_time"],
      ...["effective_*", "has_more", "next_page_token"],
    ],
    why: "says which job it is, and whose",
  },
  { kind: "job", fields: ["format", "edit_mode", "deployment"], why: "how the job was made" },
  {
    kind: "job",
    fields: ["timeout_seconds", "*.timeout_seconds", "*.max_retries", "*.min_retry_interval_millis"],
    values: ["0"],
    why: "no limit and no retries, spelled out",
  },
  {
    kind: "job",
    fields: [
      ...["*.retry_on_timeout", "*.disable_auto_optimization", "*.alert_on_last_attempt"],
      ...["*.no_alert_for_skipped_runs", "*.no_alert_for_canceled_runs"],
    ],
    values: ["false"],
    why: "off, spelled out",
  },
  { kind: "job", fields: ["*.run_if"], values: ["ALL_SUCCESS"], why: "the default of a task" },
  {
    kind: "job",
    fields: ["performance_target"],
    values: ["STANDARD", "PERFORMANCE_OPTIMIZED"],
    why: "the workspace's default for serverless tasks; these jobs have none",
  },

  // Permissions
  {
    kind: "permissions",
    fields: ['["user *"]', '["service principal *"]'],
    values: ["CAN_MANAGE", "IS_OWNER", "CAN_MANAGE, IS_OWNER"],
    onlyFor: "makers",
    why: "whoever makes an object owns it, and the Databricks provider keeps whoever deploys from shutting itself out",
  },
  {
    kind: "permissions",
    fields: ["object_id", "object_type"],
    why: "says which object it is about",
  },
];

const ROWS = BACKEND_DEFAULTS.map((row) => ({
  ...row,
  fields: row.fields.map(pattern),
  values: row.values?.map((value) => value.toLowerCase()),
}));

function pattern(field: string): RegExp {
  const path = field.startsWith("delta.") ? `properties["${field}"]` : field;
  const source = path.replaceAll(/[.[\]"]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source}(?:[.[]|$)`, "i");
}

interface Found {
  readonly value: string;
  /** Value of the field of another name at the same place. */
  readonly beside?: (field: string) => string | undefined;
  /** Names of those who deploy. */
  readonly makers?: readonly (string | undefined)[];
}

/** Why something that nobody declared is no drift; `undefined` where somebody must have set it. */
export function backendDefault(kind: Kind, path: string, found: Found): string | undefined {
  const within = kind === "job" ? inJobCluster(path) : undefined;
  if (within !== undefined) return backendDefault("cluster", within, found);
  const { value, beside = () => undefined, makers = [] } = found;
  return ROWS.find(
    (row) =>
      row.kind === kind &&
      row.fields.some((field) => field.test(path)) &&
      (row.values?.includes(value.toLowerCase()) ?? true) &&
      (row.sameAs === undefined || beside(row.sameAs) === value) &&
      (row.onlyFor === undefined || makers.some((name) => name !== undefined && path.endsWith(` ${name}"]`))),
  )?.why;
}
