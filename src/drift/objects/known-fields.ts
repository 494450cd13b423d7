import { inJobCluster } from "./job-cluster.ts";
import type { ObjectKind } from "./shapes.ts";

/** A field that people set: what a change of it leads to, and where this repository declares it. */
export interface KnownField {
  readonly kind: ObjectKind;
  readonly path: RegExp;
  readonly impact: string;
  /** Path within the stack's settings, whose value is the field's. @default not to be set there */
  readonly setting?: readonly string[];
  /** Why no edit of a file adopts a change. @default the general reason */
  readonly notAdopted?: string;
}

const SHARED_TAGS = "tags are declared once for all compute and jobs of a stack (tags in its settings)";
const WINDOWS =
  "the settings place all jobs of a cadence at once (maintenance.daily, .weekly, .monthly, .warmUp and .timezone)";
const GENERATED = "the plan writes it from tables and settings; change those";

const KNOWN_FIELDS: readonly KnownField[] = [
  // Clusters
  {
    kind: "cluster",
    path: /^spark_conf(\.|\[)/,
    impact: "decides how queries run; what was tuned and measured may no longer hold, from the next start on",
  },
  {
    kind: "cluster",
    path: /^autoscale\.min_workers$/,
    impact: "these workers are paid for as long as the cluster runs",
    setting: ["cluster", "workers", "min"],
  },
  {
    kind: "cluster",
    path: /^autoscale\.max_workers$/,
    impact: "bounds what the cluster costs at most, and how fast large jobs get",
    setting: ["cluster", "workers", "max"],
  },
  {
    kind: "cluster",
    path: /^num_workers$/,
    impact: "a fixed size in place of autoscaling: paid for also while nothing runs",
  },
  {
    kind: "cluster",
    path: /^node_type_id$/,
    impact: "cores, memory, disks and price of every worker; the Spark conf was sized for the declared one",
    setting: ["cluster", "nodeType"],
  },
  {
    kind: "cluster",
    path: /^(driver_node_type_id|(driver_)?instance_pool_id|ssh_public_keys|workload_type\..*|docker_image\..*)$/,
    impact: "the driver or where machines come from is no longer as reviewed",
  },
  {
    kind: "cluster",
    path: /^spark_version$/,
    impact: "another runtime has another Spark and other defaults",
    setting: ["cluster", "runtime"],
  },
  {
    kind: "cluster",
    path: /^autotermination_minutes$/,
    impact: "how long an idle cluster is paid for; 0 is for ever",
    setting: ["cluster", "autoTerminationMinutes"],
  },
  {
    kind: "cluster",
    path: /^(data_security_mode|single_user_name)$/,
    impact: "who may attach, and whether Unity Catalog's permissions hold on this cluster",
  },
  {
    kind: "cluster",
    path: /^custom_tags(\.|\[)/,
    impact: "cost reports and recovery find the cluster by its tags",
    notAdopted: SHARED_TAGS,
  },
  { kind: "cluster", path: /^cluster_name$/, impact: "people and recovery find the cluster by its name" },
  {
    kind: "cluster",
    path: /^(spark_env_vars(\.|\[).*|init_scripts|cluster_log_conf\..*)$/,
    impact: "runs or configures something on every node that nobody reviewed",
  },
  {
    kind: "cluster",
    path: /^(policy_id|apply_policy_default_values)$/,
    impact: "a policy may fix or hide settings of this cluster",
  },
  { kind: "cluster", path: /^runtime_engine$/, impact: "Photon costs more DBU an hour and runs other code" },

  // Cluster policies
  {
    kind: "clusterPolicy",
    path: /^definition(\.|\[)/,
    impact: "bounds what people may start by hand, and so what that costs",
    notAdopted: GENERATED,
  },
  { kind: "clusterPolicy", path: /^name$/, impact: "people choose the policy by its name" },
  {
    kind: "clusterPolicy",
    path: /^(description|max_clusters_per_user|libraries|policy_family_.*)$/,
    impact: "changes what clusters under this policy are, or how many",
  },

  // SQL warehouses
  {
    kind: "warehouse",
    path: /^channel\.name$/,
    impact: "the preview channel runs releases that are not final, under the dashboards",
    setting: ["warehouse", "channel"],
  },
  {
    kind: "warehouse",
    path: /^channel\.dbsql_version$/,
    impact: "pins a version that gets no fixes",
  },
  {
    kind: "warehouse",
    path: /^cluster_size$/,
    impact: "each step up doubles the price of an hour",
    setting: ["warehouse", "size"],
  },
  {
    kind: "warehouse",
    path: /^min_num_clusters$/,
    impact: "these clusters are paid for as long as the warehouse runs",
    setting: ["warehouse", "clusters", "min"],
  },
  {
    kind: "warehouse",
    path: /^max_num_clusters$/,
    impact: "bounds cost at most, and how many queries run without queueing",
    setting: ["warehouse", "clusters", "max"],
  },
  {
    kind: "warehouse",
    path: /^auto_stop_mins$/,
    impact: "how long an idle warehouse is paid for; 0 is for ever",
    setting: ["warehouse", "autoStopMinutes"],
  },
  {
    kind: "warehouse",
    path: /^enable_serverless_compute$/,
    impact: "where queries run, how fast the warehouse starts, and what it costs",
    setting: ["warehouse", "serverless"],
  },
  {
    kind: "warehouse",
    path: /^warehouse_type$/,
    impact: "a classic warehouse lacks what pro has: predictive IO, and statements that layouts need",
    notAdopted: "this library's warehouses are pro",
  },
  {
    kind: "warehouse",
    path: /^tags(\.|\[)/,
    impact: "cost reports find the warehouse by its tags",
    notAdopted: SHARED_TAGS,
  },
  { kind: "warehouse", path: /^name$/, impact: "people and recovery find the warehouse by its name" },
  {
    kind: "warehouse",
    path: /^(enable_photon|spot_instance_policy|instance_profile_arn)$/,
    impact: "how fast queries run, what they cost, and what they may reach",
  },

  // Jobs
  {
    kind: "job",
    path: /^(schedule|trigger)\.pause_status$/,
    impact: "a paused job does no maintenance: small files pile up and statistics grow old without a word",
    notAdopted: "the settings pause all jobs of a stack or none (maintenance.paused)",
  },
  {
    kind: "job",
    path: /^schedule\.(quartz_cron_expression|timezone_id)$/,
    impact: "maintenance at another time meets the loads and the dashboards",
    notAdopted: WINDOWS,
  },
  {
    kind: "job",
    path: /^(schedule|trigger|continuous)(\.|$)/,
    impact: "the job runs at other times than declared",
    notAdopted: WINDOWS,
  },
  {
    kind: "job",
    path: /^tasks(\.|\[)/,
    impact: "maintenance of a table is done otherwise, or not at all",
    notAdopted: GENERATED,
  },
  {
    kind: "job",
    path: /^tags(\.|\[)/,
    impact: "cost reports and recovery find the job by its tags",
    notAdopted: SHARED_TAGS,
  },
  { kind: "job", path: /^name$/, impact: "people and recovery find the job by its name" },
  {
    kind: "job",
    path: /^(max_concurrent_runs|queue\.enabled|timeout_seconds|health\..*|parameters|environments|git_source\..*|budget_policy_id)$/,
    impact: "runs may overlap, be dropped, or be cut short",
  },
  {
    kind: "job",
    path: /^(email_notifications|webhook_notifications|notification_settings|description)(\.|$)/,
    impact: "who hears of failures",
  },

  // Workspace files
  {
    kind: "workspaceFile",
    path: /^(content|path)$/,
    impact: "every task of the maintenance jobs runs this file",
    notAdopted: GENERATED,
  },

  // Notebooks
  {
    kind: "notebook",
    path: /^(content|path)$/,
    impact: "maintenance jobs on clusters, and sessions that fill a cluster's cache, run this notebook",
    notAdopted: GENERATED,
  },

  // Permissions
  {
    kind: "permissions",
    path: /^\[/,
    impact: "who may use, restart, change or delete the object",
    notAdopted: "the stack owns the whole list; its settings name the groups (principals)",
  },
];

const SHARED_SIZE = "the settings shape job clusters and the interactive one alike (cluster)";

export function knownField(kind: ObjectKind, path: string): KnownField | undefined {
  const within = kind === "job" ? inJobCluster(path) : undefined;
  if (within === undefined) return KNOWN_FIELDS.find((field) => field.kind === kind && field.path.test(path));
  const field = knownField("cluster", within);
  return field && { ...field, notAdopted: field.notAdopted ?? SHARED_SIZE };
}
