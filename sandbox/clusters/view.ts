import { createHash } from "node:crypto";
import { number, object, text, textMap, type JsonObject } from "../http/json.ts";
import { USER } from "../identity/user.ts";
import { nodeSize } from "./catalogue.ts";
import { contextOf, stateAt, type Cluster, type ClusterState } from "./state.ts";

const MESSAGES: Readonly<Record<ClusterState, string>> = {
  PENDING: "Starting Spark",
  RUNNING: "",
  RESTARTING: "Restarting",
  RESIZING: "Resizing",
  TERMINATING: "Terminating",
  TERMINATED: "Terminated by a user's request",
};

/** What the workspace sets of a cluster; a caller who sends it back changes nothing. */
export const OWN_FIELDS = [
  "cluster_cores",
  "cluster_id",
  "cluster_memory_mb",
  "cluster_source",
  "creator_user_name",
  "default_tags",
  "driver",
  "executors",
  "jdbc_port",
  "last_restarted_time",
  "last_state_loss_time",
  "spark_context_id",
  "spec",
  "start_time",
  "state",
  "state_message",
  "terminated_time",
  "termination_reason",
];

/** The answer of `clusters/get`. */
export function clusterJson(cluster: Cluster): JsonObject {
  const { cluster_id, created, changed, creator = USER.name } = cluster;
  const state = stateAt(cluster, Date.now());
  const spec = complete(cluster.spec);
  const { context, started } = contextOf(cluster);
  return {
    ...spec,
    spec: cluster.spec,
    cluster_id,
    state,
    state_message: MESSAGES[state],
    creator_user_name: creator,
    cluster_source: "API",
    default_tags: {
      Vendor: "Databricks",
      Creator: creator,
      ClusterName: text(spec, "cluster_name") ?? "",
      ClusterId: cluster_id,
    },
    start_time: created,
    last_restarted_time: started,
    spark_context_id: context,
    ...(state === "RUNNING" || state === "RESIZING" ? machines(cluster_id, spec, started) : {}),
    ...(state === "TERMINATING" || state === "TERMINATED"
      ? {
          terminated_time: changed,
          termination_reason: {
            code: "USER_REQUEST",
            type: "SUCCESS",
            parameters: { username: cluster.terminated_by ?? creator },
          },
        }
      : {}),
  };
}

/** The specification with what the workspace fills in: the driver's type, and all that makes a single node. */
function complete(spec: JsonObject): JsonObject {
  const type = text(spec, "driver_node_type_id") ?? text(spec, "node_type_id");
  const whole = type === undefined ? spec : { ...spec, driver_node_type_id: type };
  if (spec["is_single_node"] !== true) return whole;
  return {
    ...whole,
    num_workers: 0,
    spark_conf: {
      ...textMap(spec, "spark_conf"),
      "spark.databricks.cluster.profile": "singleNode",
      "spark.master": "local[*]",
    },
    custom_tags: { ...textMap(spec, "custom_tags"), ResourceClass: "SingleNode" },
  };
}

/** The machines it would have: the driver and, of a cluster that scales, the fewest workers. */
function machines(cluster_id: string, spec: JsonObject, started: number): JsonObject {
  const workers = number(spec, "num_workers") ?? number(object(spec, "autoscale") ?? {}, "min_workers") ?? 0;
  const types = [
    text(spec, "driver_node_type_id"),
    ...Array.from({ length: workers }, () => text(spec, "node_type_id")),
  ];
  const sizes = types.map((type) => nodeSize(type ?? ""));
  const [driver, ...executors] = types.map((_, index) => node(`${cluster_id}/${index}`, started));
  return {
    driver,
    executors,
    jdbc_port: 10_000,
    last_state_loss_time: started,
    cluster_cores: sizes.reduce((sum, { cores }) => sum + cores, 0),
    cluster_memory_mb: sizes.reduce((sum, { memory_mb }) => sum + memory_mb, 0),
  };
}

function node(name: string, start_timestamp: number): JsonObject {
  const id = createHash("sha256").update(name).digest("hex");
  return {
    node_id: id.slice(0, 32),
    instance_id: `i-${id.slice(0, 17)}`,
    start_timestamp,
    private_ip: "127.0.0.1",
    host_private_ip: "127.0.0.1",
    public_dns: "",
    node_aws_attributes: { is_spot: false },
  };
}
