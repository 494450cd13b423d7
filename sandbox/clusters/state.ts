import type { JsonObject } from "../http/json.ts";

export type ClusterState = "PENDING" | "RUNNING" | "RESTARTING" | "RESIZING" | "TERMINATING" | "TERMINATED";

/** A cluster as it is kept: the specification as sent, and the last thing that was asked of it. */
export interface Cluster {
  readonly cluster_id: string;
  readonly spec: JsonObject;
  /** The state entered at `changed`; {@link stateAt} says what has become of it. */
  readonly entered: ClusterState;
  /** Milliseconds since the epoch, as all times here. */
  readonly changed: number;
  readonly created: number;
  readonly pinned: boolean;
  /** `@default` none */
  readonly libraries?: readonly Installed[];
}

export interface Installed {
  readonly library: JsonObject;
  /** Uninstalled while the cluster ran. `@default` false */
  readonly leaving?: boolean;
}

/** The cluster as it begins to enter a state; a start leaves behind what was uninstalled before it. */
export function entering(cluster: Cluster, entered: ClusterState): Cluster {
  const starts = entered === "PENDING" || entered === "RESTARTING";
  const { libraries = [] } = cluster;
  return {
    ...cluster,
    entered,
    changed: Date.now(),
    ...(starts ? { libraries: libraries.filter(({ leaving }) => leaving !== true) } : {}),
  };
}

/** Long enough that a client which does not poll is found out, short enough for a test. */
export const TRANSITION_MS = 300;

const SETTLES_AS: Readonly<Record<ClusterState, ClusterState>> = {
  PENDING: "RUNNING",
  RESTARTING: "RUNNING",
  RESIZING: "RUNNING",
  TERMINATING: "TERMINATED",
  RUNNING: "RUNNING",
  TERMINATED: "TERMINATED",
};

/**
 * The state at that time. Computed and not driven by a timer, so that a cluster that was starting when the
 * server stopped is running when it is back.
 */
export function stateAt(cluster: Cluster, now: number): ClusterState {
  return now - cluster.changed < TRANSITION_MS ? cluster.entered : SETTLES_AS[cluster.entered];
}

/** Whether it takes work. */
export const isUp = (cluster: Cluster): boolean =>
  ["RUNNING", "RESIZING"].includes(stateAt(cluster, Date.now()));

const MESSAGES: Readonly<Record<ClusterState, string>> = {
  PENDING: "Starting Spark",
  RUNNING: "",
  RESTARTING: "Restarting",
  RESIZING: "Resizing",
  TERMINATING: "Terminating",
  TERMINATED: "Terminated by a user's request",
};

/** The answer of `clusters/get`. */
export function clusterJson(cluster: Cluster, user: string): JsonObject {
  const state = stateAt(cluster, Date.now());
  const stopped = state === "TERMINATING" || state === "TERMINATED";
  return {
    ...cluster.spec,
    cluster_id: cluster.cluster_id,
    state,
    state_message: MESSAGES[state],
    creator_user_name: user,
    cluster_source: "API",
    start_time: cluster.created,
    last_restarted_time: stopped ? cluster.created : cluster.changed,
    ...(stopped
      ? {
          terminated_time: cluster.changed,
          termination_reason: { code: "USER_REQUEST", type: "SUCCESS", parameters: { username: user } },
        }
      : {}),
  };
}
