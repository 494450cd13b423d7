import { createHash } from "node:crypto";
import type { JsonObject } from "../http/json.ts";
import type { Collection } from "../store.ts";

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
  /** When Spark was last started. `@default` created */
  readonly started?: number;
  /** `@default` the user, as the next */
  readonly creator?: string;
  readonly terminated_by?: string;
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
  const changed = Date.now();
  return {
    ...cluster,
    entered,
    changed,
    ...(starts ? { started: changed, libraries: libraries.filter(({ leaving }) => leaving !== true) } : {}),
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

/** The id of a cluster's Spark context, another one after each start; within what JSON's readers take for a number. */
export function contextOf({ cluster_id, created, started = created }: Cluster): {
  readonly context: number;
  readonly started: number;
} {
  return { context: contextId(`${cluster_id} ${started}`), started };
}

const contextId = (of: string): number => createHash("sha256").update(of).digest().readUIntBE(0, 6);

/** Which cluster ran a task, as the jobs API says it. */
interface Instance {
  readonly cluster_id: string;
  readonly spark_context_id: string;
}

/** The cluster a run names, started where it had stopped; undefined when there is none. */
export function instanceForRun(clusters: Collection<Cluster>, id: string): Instance | undefined {
  const cluster = clusters.get(id);
  if (cluster === undefined) return undefined;
  const stopped = ["TERMINATING", "TERMINATED"].includes(stateAt(cluster, Date.now()));
  const running = stopped ? entering(cluster, "PENDING") : cluster;
  if (stopped) clusters.put(id, running);
  return { cluster_id: id, spark_context_id: String(contextOf(running).context) };
}

/** The cluster that is made for one run and goes with it: the same for all its tasks that share it. */
export function jobCluster(
  run: { readonly run_id: number; readonly started: number },
  key: string,
): Instance {
  const letters = createHash("sha256").update(`${run.run_id} ${key}`).digest("hex").slice(0, 8);
  const cluster_id = clusterId(run.started, letters);
  return { cluster_id, spark_context_id: String(contextId(`${cluster_id} ${run.started}`)) };
}

/** As the workspace forms them: month, day, time, eight letters. */
export function clusterId(now: number, letters: string): string {
  const [, month = "", day = "", time = ""] = /-(..)-(..)T(..:..:..)/.exec(new Date(now).toISOString()) ?? [];
  return `${month}${day}-${time.replaceAll(":", "")}-${letters}`;
}
