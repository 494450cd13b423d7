import type { ResourceField, Verdict } from "./field.ts";
import { SHARED_TAGS } from "./field.ts";

export const WAREHOUSES_EDIT = "Databricks REST API, Warehouses: Edit";

/** The reference names the fields and leaves open what becomes of running queries; the worst is taken. */
export const warehouseRestarts: Verdict = {
  rank: "interruption",
  why: "the warehouse's clusters are made anew; Databricks does not say that running queries survive, so they are taken to end",
  source: WAREHOUSES_EDIT,
};

const because = (why: string): Verdict => ({ ...warehouseRestarts, why: `${why}: ${warehouseRestarts.why}` });
const metadata = (why: string): Verdict => ({ rank: "metadata", why, source: WAREHOUSES_EDIT });

const scales: Verdict = {
  rank: "cost",
  why: "how far it scales; clusters come and go as queries queue",
  source: "Databricks, SQL warehouse sizing, scaling, and queuing",
};

const OTHERWISE = "how fast queries run, what they cost, and what they may reach";

/** https://docs.databricks.com/api/workspace/warehouses/edit */
export const WAREHOUSE_FIELDS: readonly ResourceField[] = [
  { fields: ["channel"], change: because("another release of the engine") },
  {
    fields: ["channel.name"],
    impact: "the preview channel runs releases that are not final, under the dashboards",
    setting: ["warehouse", "channel"],
    byBackend: { values: ["CHANNEL_NAME_CURRENT"], why: "the default of a warehouse" },
  },
  { fields: ["channel.dbsql_version"], impact: "pins a version that gets no fixes" },
  {
    fields: ["cluster_size"],
    impact: "each step up doubles the price of an hour",
    setting: ["warehouse", "size"],
    change: because("another size"),
  },
  {
    fields: ["min_num_clusters"],
    impact: "these clusters are paid for as long as the warehouse runs",
    setting: ["warehouse", "clusters", "min"],
    change: scales,
    byBackend: { values: ["1"], why: "the default of a warehouse" },
  },
  {
    fields: ["max_num_clusters"],
    impact: "bounds cost at most, and how many queries run without queueing",
    setting: ["warehouse", "clusters", "max"],
    change: scales,
    byBackend: { values: ["1"], why: "the default of a warehouse" },
  },
  {
    fields: ["auto_stop_mins"],
    impact: "how long an idle warehouse is paid for; 0 is for ever",
    setting: ["warehouse", "autoStopMinutes"],
    change: {
      rank: "cost",
      why: "how long it runs, and is paid for, after its last query",
      source: WAREHOUSES_EDIT,
    },
    byBackend: { values: ["120"], why: "the default of a warehouse" },
  },
  {
    fields: ["enable_serverless_compute"],
    impact: "where queries run, how fast the warehouse starts, and what it costs",
    setting: ["warehouse", "serverless"],
    change: because("other machines"),
    byBackend: { why: "the workspace's default, where nobody says" },
  },
  {
    fields: ["warehouse_type"],
    impact: "a classic warehouse lacks what pro has: predictive IO, and statements that layouts need",
    notAdopted: "this library's warehouses are pro",
    change: because("another type"),
    byBackend: {
      values: ["PRO", "CLASSIC"],
      why: "the default of the API or of the workspace, where nobody says",
    },
  },
  {
    fields: ["tags"],
    impact: "cost reports find the warehouse by its tags",
    notAdopted: SHARED_TAGS,
    change: metadata("for cost reports, from the next usage record on"),
  },
  {
    fields: ["name"],
    impact: "people and recovery find the warehouse by its name",
    change: metadata("its id stays, which is what dashboards and jobs hold"),
  },
  {
    fields: ["enable_photon"],
    impact: OTHERWISE,
    change: because("another engine"),
    byBackend: { values: ["true"], why: "on unless somebody switches it off" },
  },
  {
    fields: ["spot_instance_policy"],
    impact: OTHERWISE,
    change: because("other machines"),
    byBackend: { values: ["COST_OPTIMIZED", "POLICY_UNSPECIFIED"], why: "the workspace's default" },
  },
  { fields: ["instance_profile_arn"], impact: OTHERWISE },
  { fields: ["no_wait"], change: metadata("how long the deployment waits") },
  {
    fields: [
      ...["id", "creator_name", "creator_id", "jdbc_url", "odbc_params"],
      ...["data_source_id", "query_history_statement_id"],
    ],
    byBackend: { why: "says which warehouse it is, and how to reach it" },
  },
  {
    fields: [
      ...["state", "num_clusters", "num_active_sessions", "health", "size", "conf_pairs"],
      "warm_up_*",
    ],
    byBackend: { why: "how the warehouse fares; it may be stopped" },
  },
];
