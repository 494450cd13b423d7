import type { FieldImpact, KindImpact, Verdict } from "./impact.ts";

const EDIT = "Databricks REST API, Clusters: Edit (read 2026-11)";
const PROVIDER = "terraform-provider-databricks 1.128, clusters/resource_cluster.go";

const restarts: Verdict = {
  rank: "interruption",
  why: "a cluster that runs is restarted, and what runs on it ends; one that is terminated takes it at its next start",
  source: EDIT,
};

const resizes: Verdict = {
  rank: "cost",
  why: "only the number of workers: a cluster that runs is resized and goes on",
  source: PROVIDER,
};

const fields: readonly FieldImpact[] = [
  { field: "autoscale.minWorkers", ...resizes },
  { field: "autoscale.maxWorkers", ...resizes },
  { field: "numWorkers", ...resizes },
  { field: "isPinned", rank: "metadata", why: "pins or unpins it; nothing restarts", source: PROVIDER },
  { field: "noWait", rank: "metadata", why: "how long the deployment waits", source: PROVIDER },
  { field: "sparkVersion", ...restarts, why: `another runtime: ${restarts.why}` },
  { field: "nodeTypeId", ...restarts, why: `other machines: ${restarts.why}` },
  { field: "driverNodeTypeId", ...restarts, why: `another driver: ${restarts.why}` },
  { field: "sparkConf", ...restarts, why: `Spark conf of a cluster is read at its start: ${restarts.why}` },
  { field: "customTags", ...restarts, why: `also for tags: ${restarts.why}` },
  { field: "clusterName", ...restarts, why: `also for a name: ${restarts.why}` },
  { field: "autoterminationMinutes", ...restarts, why: `also for this number: ${restarts.why}` },
];

export const cluster: KindImpact = {
  what: "cluster",
  named: "clusterName",
  created: {
    rank: "cost",
    why: "a cluster more; it starts with the deployment, which waits for it",
    source: PROVIDER,
    undo: "revert the edit and deploy again; that deletes it for good",
  },
  deleted: {
    rank: "interruption",
    why: "what runs on it ends, and it is deleted for good: jobs and notebooks that name its id have none",
    source: PROVIDER,
    undo: "revert the edit and deploy again; the new cluster has another id",
  },
  fields,
  other: { ...restarts, why: `not among the fields that are known to do less: ${restarts.why}` },
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
    source: "Databricks REST API, Cluster policies",
  },
  deleted: {
    rank: "interruption",
    why: "nobody can make a cluster with it any more, and clusters made with it may not start or be edited as before",
    source: "Databricks REST API, Cluster policies: Delete",
    undo: "revert the edit and deploy again; the new policy has another id",
  },
  fields: [
    {
      field: "definition",
      rank: "interruption",
      why: "clusters made with it go on, and may be against it from now on: they are held to it when they are next edited or made",
      source: "Databricks REST API, Cluster policies: Update (read 2026-11)",
    },
    {
      field: "name",
      rank: "metadata",
      why: "what people choose it by",
      source: "Databricks REST API, Cluster policies",
    },
    {
      field: "description",
      rank: "metadata",
      why: "a text",
      source: "Databricks REST API, Cluster policies",
    },
  ],
  other: {
    rank: "interruption",
    why: "not among the fields that are known to do less: clusters made with it may be against it from now on",
    source: "Databricks REST API, Cluster policies: Update (read 2026-11)",
  },
  takes: "a moment; one request",
};
