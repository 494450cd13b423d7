import { CLUSTER_POLICY_FIELDS, POLICIES, POLICIES_UPDATE } from "../../catalog/fields/cluster-policy.ts";
import { CLUSTER_FIELDS, CLUSTER_PROVIDER, clusterRestarts } from "../../catalog/fields/cluster.ts";
import { fieldImpacts, type KindImpact } from "./impact.ts";

export const cluster: KindImpact = {
  what: "cluster",
  named: "clusterName",
  created: {
    rank: "cost",
    why: "a cluster more; it starts with the deployment, which waits for it",
    source: CLUSTER_PROVIDER,
    undo: "revert the edit and deploy again; that deletes it for good",
  },
  deleted: {
    rank: "interruption",
    why: "what runs on it ends, and it is deleted for good: jobs and notebooks that name its id have none",
    source: CLUSTER_PROVIDER,
    undo: "revert the edit and deploy again; the new cluster has another id",
  },
  fields: fieldImpacts(CLUSTER_FIELDS),
  other: {
    ...clusterRestarts,
    why: `not among the fields that are known to do less: ${clusterRestarts.why}`,
  },
  takesLess: "a moment; one request",
  takesNew: "minutes, on machines of the cloud: the deployment waits until it runs",
  takes: "minutes where it restarts, on machines of the cloud; the deployment does not wait for the restart",
};

export const clusterPolicy: KindImpact = {
  what: "cluster policy",
  named: "name",
  created: {
    rank: "metadata",
    why: "nothing is governed by it yet",
    source: POLICIES,
  },
  deleted: {
    rank: "interruption",
    why: "nobody can make a cluster with it any more, and clusters made with it may not start or be edited as before",
    source: `${POLICIES}: Delete`,
    undo: "revert the edit and deploy again; the new policy has another id",
  },
  fields: fieldImpacts(CLUSTER_POLICY_FIELDS),
  other: {
    rank: "interruption",
    why: "not among the fields that are known to do less: clusters made with it may be against it from now on",
    source: POLICIES_UPDATE,
  },
  takes: "a moment; one request",
};
