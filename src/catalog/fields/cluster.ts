import type { ResourceField, Verdict } from "./field.ts";
import { SHARED_TAGS } from "./field.ts";

export const CLUSTER_PROVIDER = "terraform-provider-databricks 1.128, clusters/resource_cluster.go";

export const clusterRestarts: Verdict = {
  rank: "interruption",
  why: "a cluster that runs is restarted, and what runs on it ends; one that is terminated takes it at its next start",
  source: "Databricks REST API, Clusters: Edit (read 2026-11)",
};

const because = (why: string): Verdict => ({ ...clusterRestarts, why: `${why}: ${clusterRestarts.why}` });
const metadata = (why: string): Verdict => ({ rank: "metadata", why, source: CLUSTER_PROVIDER });

const resizes: Verdict = {
  rank: "cost",
  why: "only the number of workers: a cluster that runs is resized and goes on",
  source: CLUSTER_PROVIDER,
};

const MACHINES = "the driver or where machines come from is no longer as reviewed";

const ATTACHES = "who may attach, and whether Unity Catalog's permissions hold on this cluster";

/** https://docs.databricks.com/api/workspace/clusters/edit */
export const CLUSTER_FIELDS: readonly ResourceField[] = [
  {
    fields: ["spark_conf"],
    impact: "decides how queries run; what was tuned and measured may no longer hold, from the next start on",
    change: because("Spark conf of a cluster is read at its start"),
  },
  {
    fields: ["autoscale.min_workers"],
    impact: "these workers are paid for as long as the cluster runs",
    setting: ["cluster", "workers", "min"],
    change: resizes,
  },
  {
    fields: ["autoscale.max_workers"],
    impact: "bounds what the cluster costs at most, and how fast large jobs get",
    setting: ["cluster", "workers", "max"],
    change: resizes,
  },
  {
    fields: ["num_workers"],
    impact: "a fixed size in place of autoscaling: paid for also while nothing runs",
    change: resizes,
    byBackend: { values: ["0"], why: "nobody fixed the size" },
  },
  {
    fields: ["node_type_id"],
    impact: "cores, memory, disks and price of every worker; the Spark conf was sized for the declared one",
    setting: ["cluster", "nodeType"],
    change: because("other machines"),
  },
  {
    fields: ["driver_node_type_id"],
    impact: MACHINES,
    change: because("another driver"),
    byBackend: {
      sameAs: "node_type_id",
      why: "a driver for which nobody chose a type has that of the workers",
    },
  },
  {
    fields: [
      ...["instance_pool_id", "driver_instance_pool_id", "ssh_public_keys"],
      ...["workload_type", "docker_image"],
    ],
    impact: MACHINES,
  },
  {
    fields: ["spark_version"],
    impact: "another runtime has another Spark and other defaults",
    setting: ["cluster", "runtime"],
    change: because("another runtime"),
  },
  {
    fields: ["autotermination_minutes"],
    impact: "how long an idle cluster is paid for; 0 is for ever",
    setting: ["cluster", "autoTerminationMinutes"],
    change: because("also for this number"),
  },
  {
    fields: ["data_security_mode"],
    impact: ATTACHES,
    byBackend: { values: ["NONE"], why: "the mode that a cluster has where nobody chose one" },
  },
  {
    fields: ["single_user_name"],
    impact: ATTACHES,
    byBackend: {
      onlyFor: "makers",
      why: "whoever makes a cluster for one user is that user, where nobody is named",
    },
  },
  {
    fields: ["custom_tags"],
    impact: "cost reports and recovery find the cluster by its tags",
    notAdopted: SHARED_TAGS,
    change: because("also for tags"),
  },
  {
    fields: ["cluster_name"],
    impact: "people and recovery find the cluster by its name",
    change: because("also for a name"),
  },
  {
    fields: ["spark_env_vars", "init_scripts", "cluster_log_conf"],
    impact: "runs or configures something on every node that nobody reviewed",
  },
  {
    fields: ["policy_id", "apply_policy_default_values"],
    impact: "a policy may fix or hide settings of this cluster",
  },
  {
    fields: ["runtime_engine"],
    impact: "Photon costs more DBU an hour and runs other code",
    byBackend: {
      values: ["STANDARD", "NULL", "RUNTIME_ENGINE_UNSPECIFIED"],
      why: "the engine that a runtime has without Photon",
    },
  },
  { fields: ["is_pinned"], change: metadata("pins or unpins it; nothing restarts") },
  { fields: ["no_wait"], change: metadata("how long the deployment waits") },
  {
    fields: [
      ...["cluster_id", "cluster_source", "creator_user_name", "pinned_by_user_name"],
      ...["spark_context_id", "jdbc_port"],
    ],
    byBackend: { why: "says which cluster it is, and whose" },
  },
  {
    fields: [
      ...["state", "state_message", "start_time", "terminated_time", "last_*_time", "termination_reason"],
      ...["driver", "executors", "cluster_cores", "cluster_memory_mb", "driver_healthy"],
    ],
    byBackend: { why: "how the cluster fares; it may be stopped" },
  },
  { fields: ["default_tags"], byBackend: { why: "tags that the workspace gives every cluster" } },
  {
    fields: [
      ...["spec", "effective_spark_version", "init_scripts_safe_mode", "disk_spec", "release_version"],
      ...["kind", "is_single_node", "use_ml_runtime", "remote_shuffle", "remote_disk_throughput"],
      "total_initial_remote_disk_size",
    ],
    byBackend: { why: "the workspace's own words for the same specification" },
  },
  {
    fields: [
      ...["aws_attributes", "azure_attributes", "gcp_attributes"],
      ...["enable_elastic_disk", "enable_local_disk_encryption"],
    ],
    byBackend: { why: "filled in by the cloud; the stack leaves them open" },
  },
];
