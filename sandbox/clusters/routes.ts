import { randomInt } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { invalid, invalidState, missing, notServed } from "../http/errors.ts";
import { number, object, text, without, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve, versions, type Call, type Handler, type Query } from "../http/route.ts";
import { expectOnly, expectShape } from "../http/shape.ts";
import { applyPolicy } from "../policies/definition.ts";
import { policyDefinition } from "../policies/routes.ts";
import type { Collection } from "../store.ts";
import type { Sandbox } from "../sandbox.ts";
import { nodeTypes, sparkVersions } from "./catalogue.ts";
import { expectClusterSpec } from "./spec.ts";
import { clusterId, entering, stateAt, type Cluster, type ClusterState } from "./state.ts";
import { clusterJson, OWN_FIELDS } from "./view.ts";

const VERSIONS = ["2.0", "2.1"];
const SIZES = ["num_workers", "autoscale"];

export function clusterRoutes(app: FastifyInstance, { store, permissions }: Sandbox): void {
  const clusters = store.collection<Cluster>("clusters");
  const policies = store.collection<JsonObject>("policies");
  permissions.know("clusters", (id) => clusters.get(id) !== undefined);

  const get = (path: string, handler: Handler): void => {
    serve(app, versions("GET", VERSIONS, `clusters/${path}`), handler);
  };
  /** A POST that names a cluster, changes it and answers `{}`. */
  const post = (path: string, change: (cluster: Cluster, call: Call) => Cluster | undefined): void => {
    serve(app, versions("POST", VERSIONS, `clusters/${path}`), (call) => {
      const changed = change(knownCluster(clusters, text(call.body, "cluster_id")), call);
      if (changed !== undefined) clusters.put(changed.cluster_id, changed);
      return {};
    });
  };

  serve(app, versions("POST", VERSIONS, "clusters/create"), ({ body, caller }) => {
    const spec = accepted(body, policies);
    const now = Date.now();
    const cluster_id = clusterId(now, randomLetters());
    clusters.put(cluster_id, {
      cluster_id,
      spec,
      entered: "PENDING",
      changed: now,
      created: now,
      creator: caller.userName,
      pinned: false,
    });
    return { cluster_id };
  });

  get("get", ({ query }) => clusterJson(knownCluster(clusters, query["cluster_id"])));
  get("list", ({ query }) => {
    const sorted = Object.keys(query).find((field) => field.startsWith("sort_by"));
    if (sorted !== undefined) throw notServed(`${sorted} of clusters/list`);
    const chosen = clusters.list().filter((cluster) => matches(cluster, query));
    const { items, ...tokens } = paginate(chosen, pageRequest(query, { usual: 20, most: 100 }));
    return { clusters: items.map(clusterJson), ...tokens };
  });
  get("spark-versions", sparkVersions);
  get("list-node-types", nodeTypes);

  post("edit", (cluster, { body }) => {
    const spec = accepted(body, policies);
    const state = expectState(cluster, ["RUNNING", "TERMINATED"], "edit");
    const edited = { ...cluster, spec };
    return state === "RUNNING" ? entering(edited, "RESTARTING") : edited;
  });
  post("update", (cluster, { body }) => {
    expectOnly(
      body,
      { "cluster_id!": "string", "update_mask!": "string", cluster: "object" },
      "clusters/update",
    );
    const fields = (text(body, "update_mask") ?? "").split(",");
    const other = fields.find((field) => !/^\w+$/.test(field));
    if (other !== undefined) throw notServed(`'${other}' in the update_mask of clusters/update`);
    const sent = Object.entries(object(body, "cluster") ?? {}).filter(([field]) => fields.includes(field));
    // A cluster has one size: either number takes the place of the other.
    const sizes = sent.some(([field]) => SIZES.includes(field)) ? SIZES : [];
    const spec = accepted(
      { ...without(cluster.spec, ...fields, ...sizes), ...Object.fromEntries(sent) },
      policies,
    );
    const state = expectState(cluster, ["RUNNING", "TERMINATED"], "update");
    const updated = { ...cluster, spec };
    return state === "RUNNING" ? entering(updated, "RESTARTING") : updated;
  });
  post("resize", (cluster, { body }) => {
    expectShape(body, {
      num_workers: "integer",
      autoscale: { "min_workers!": "integer", "max_workers!": "integer" },
    });
    expectState(cluster, ["RUNNING"], "resize");
    const size = { num_workers: number(body, "num_workers"), autoscale: object(body, "autoscale") };
    const spec = accepted(
      { ...without(cluster.spec, "num_workers", "autoscale"), ...withoutUndefined(size) },
      policies,
    );
    return entering({ ...cluster, spec }, "RESIZING");
  });
  post("start", (cluster) => {
    expectState(cluster, ["TERMINATED"], "start");
    return entering(cluster, "PENDING");
  });
  post("restart", (cluster) => {
    expectState(cluster, ["RUNNING"], "restart");
    return entering(cluster, "RESTARTING");
  });
  post("delete", (cluster, { caller }) =>
    // Terminating what is terminated is no error, and must not look like a second termination.
    ["TERMINATING", "TERMINATED"].includes(stateAt(cluster, Date.now()))
      ? undefined
      : { ...entering(cluster, "TERMINATING"), terminated_by: caller.userName },
  );
  post("pin", (cluster) => ({ ...cluster, pinned: true }));
  post("unpin", (cluster) => ({ ...cluster, pinned: false }));
  post("permanent-delete", (cluster) => {
    if (cluster.pinned) {
      throw invalid(
        `Cluster ${cluster.cluster_id} is pinned and cannot be deleted; please unpin the cluster first`,
      );
    }
    clusters.delete(cluster.cluster_id);
    permissions.forget("clusters", cluster.cluster_id);
    return undefined;
  });
}

/** The specification as the workspace keeps it, once it and its policy agree. */
function accepted(body: JsonObject, policies: Collection<JsonObject>): JsonObject {
  const sent = without(body, ...OWN_FIELDS);
  const policy = text(sent, "policy_id");
  const spec =
    policy === undefined || policy === "" ? sent : applyPolicy(sent, policyDefinition(policies, policy));
  expectClusterSpec(spec);
  // A switch of the request, never read back.
  return without(spec, "apply_policy_default_values");
}

/** @throws ApiError when the id is absent or there is no such cluster. */
export function knownCluster(clusters: Collection<Cluster>, id: string | undefined): Cluster {
  if (id === undefined || id === "") throw invalid("Missing required field: cluster_id");
  const cluster = clusters.get(id);
  if (cluster === undefined) throw missing(`Cluster ${id} does not exist`);
  return cluster;
}

function expectState(cluster: Cluster, allowed: readonly ClusterState[], what: string): ClusterState {
  const state = stateAt(cluster, Date.now());
  if (!allowed.includes(state)) {
    throw invalidState(`Cluster ${cluster.cluster_id} is in unexpected state ${state}: cannot ${what} it.`);
  }
  return state;
}

function matches(cluster: Cluster, query: Query): boolean {
  const pinned = query["filter_by.is_pinned"];
  const states = query["filter_by.cluster_states"];
  const policy = query["filter_by.policy_id"];
  const sources = query["filter_by.cluster_sources"];
  return (
    (pinned === undefined || pinned === String(cluster.pinned)) &&
    (states === undefined || states.split(",").includes(stateAt(cluster, Date.now()))) &&
    (sources === undefined || sources.split(",").includes("API")) &&
    (policy === undefined || cluster.spec["policy_id"] === policy)
  );
}

/** Of small letters and digits. */
const randomLetters = (): string =>
  Array.from({ length: 8 }, () => "abcdefghijklmnopqrstuvwxyz0123456789".charAt(randomInt(36))).join("");

function withoutUndefined(of: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}
