import type { KindImpact, Verdict } from "./impact.ts";

const API = "Databricks REST API, Warehouses: Edit";

/** The reference names the fields and leaves open what becomes of running queries; the worst is taken. */
const restarts: Verdict = {
  rank: "interruption",
  why: "the warehouse's clusters are made anew; Databricks does not say that running queries survive, so they are taken to end",
  source: API,
};

const scales: Verdict = {
  rank: "cost",
  why: "how far it scales; clusters come and go as queries queue",
  source: "Databricks, SQL warehouse sizing, scaling, and queuing",
};

export const warehouse: KindImpact = {
  what: "warehouse",
  named: "name",
  created: {
    rank: "cost",
    why: "a warehouse more; it starts with the deployment, which waits for it",
    source: "terraform-provider-databricks 1.128, sql/resource_sql_endpoint.go",
    undo: "revert the edit and deploy again; that deletes it",
  },
  deleted: {
    rank: "interruption",
    why: "running queries end, and dashboards, alerts and jobs that hold its id have no warehouse",
    source: API,
    undo: "revert the edit and deploy again; the new warehouse has another id",
  },
  fields: [
    { field: "clusterSize", ...restarts, why: `another size: ${restarts.why}` },
    { field: "enableServerlessCompute", ...restarts, why: `other machines: ${restarts.why}` },
    { field: "warehouseType", ...restarts, why: `another type: ${restarts.why}` },
    { field: "channel", ...restarts, why: `another release of the engine: ${restarts.why}` },
    { field: "enablePhoton", ...restarts, why: `another engine: ${restarts.why}` },
    { field: "spotInstancePolicy", ...restarts, why: `other machines: ${restarts.why}` },
    { field: "minNumClusters", ...scales },
    { field: "maxNumClusters", ...scales },
    {
      field: "autoStopMins",
      rank: "cost",
      why: "how long it runs, and is paid for, after its last query",
      source: API,
    },
    {
      field: "name",
      rank: "metadata",
      why: "its id stays, which is what dashboards and jobs hold",
      source: API,
    },
    { field: "tags", rank: "metadata", why: "for cost reports, from the next usage record on", source: API },
    { field: "noWait", rank: "metadata", why: "how long the deployment waits", source: API },
  ],
  other: { ...restarts, why: `not among the fields that are known to do less: ${restarts.why}` },
  takesLess: "a moment; one request",
  takesNew: "seconds (serverless) or minutes (classic and pro): the deployment waits until it runs",
  takes:
    "seconds (serverless) or minutes (classic and pro) where its clusters are made anew; the deployment does not wait",
};
