import { Buffer } from "node:buffer";
import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

/**
 * One resource of every kind the sandbox serves. `step` 2 changes each of them in place; nothing here may
 * need a replacement, so that a changed id means a fault.
 */
const settings = new pulumi.Config();
const second = settings.requireNumber("step") === 2;
const catalog = settings.require("catalog");
const pick = <T>(first: T, then: T): T => (second ? then : first);

const policy = new databricks.ClusterPolicy("policy", {
  name: pick("bounds", "tighter bounds"),
  definition: JSON.stringify({
    "autoscale.max_workers": { type: "range", maxValue: pick(8, 6) },
    "spark_conf.spark.sql.adaptive.enabled": { type: "fixed", value: "true" },
  }),
});

const cluster = new databricks.Cluster("cluster", {
  clusterName: "etl",
  sparkVersion: "15.4.x-scala2.12",
  nodeTypeId: pick("i3.xlarge", "i3.2xlarge"),
  autoscale: { minWorkers: 2, maxWorkers: pick(8, 6) },
  autoterminationMinutes: pick(30, 20),
  dataSecurityMode: "USER_ISOLATION",
  policyId: policy.id,
  sparkConf: {
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.shuffle.partitions": pick("auto", "64"),
  },
  customTags: { team: "data" },
  libraries: [{ pypi: { package: "duckdb==1.1.0" } }],
});

const warehouse = new databricks.SqlEndpoint("warehouse", {
  name: "bi",
  clusterSize: pick("Small", "Medium"),
  maxNumClusters: pick(1, 2),
  autoStopMins: 15,
  warehouseType: "PRO",
  tags: { customTags: [{ key: "team", value: "data" }] },
});

const folder = new databricks.Directory("folder", { path: "/Shared/kinds" });

const file = new databricks.WorkspaceFile(
  "file",
  {
    path: "/Shared/kinds/run.sql",
    contentBase64: Buffer.from(pick("SELECT :n", "SELECT :n + 1")).toString("base64"),
  },
  { dependsOn: [folder] },
);

const notebook = new databricks.Notebook(
  "notebook",
  {
    path: "/Shared/kinds/notebook",
    language: "SQL",
    contentBase64: Buffer.from(pick("SELECT 1", "SELECT 2")).toString("base64"),
  },
  { dependsOn: [folder] },
);

/**
 * In the order the provider sorts them into. Few: comparing a hundred takes the provider ten seconds, and of
 * more than a hundred version 1.80 reads the first page only.
 */
const steps = Array.from({ length: 12 }, (_, index) => `step_${String(index).padStart(3, "0")}`);
const job = new databricks.Job("job", {
  name: "weekly",
  maxConcurrentRuns: 1,
  queue: { enabled: true },
  parameters: [{ name: "n", default: pick("1", "2") }],
  schedule: {
    quartzCronExpression: pick("0 0 3 ? * SUN", "0 30 3 ? * SUN"),
    timezoneId: "UTC",
    pauseStatus: "PAUSED",
  },
  tags: { team: "data" },
  tasks: steps.map((taskKey, index) => ({
    taskKey,
    maxRetries: pick(1, 2),
    ...(index === 0 ? {} : { dependsOns: [{ taskKey: "step_000" }], runIf: "ALL_DONE" }),
    sqlTask: {
      warehouseId: warehouse.id,
      file: { path: file.path },
      parameters: { n: "{{job.parameters.n}}" },
    },
  })),
});

const query = new databricks.Query("query", {
  displayName: pick("rows", "all rows"),
  warehouseId: warehouse.id,
  queryText: pick("SELECT 1", "SELECT 2"),
});

const alert = new databricks.AlertV2("alert", {
  displayName: pick("too few rows", "far too few rows"),
  warehouseId: warehouse.id,
  queryText: "SELECT count(*) AS n FROM gold.t",
  evaluation: {
    source: { name: "n" },
    comparisonOperator: "LESS_THAN",
    threshold: { value: { doubleValue: pick(10, 20) } },
  },
  schedule: { quartzCronSchedule: "0 0 6 * * ?", timezoneId: "UTC" },
});

const dashboard = new databricks.Dashboard(
  "dashboard",
  {
    displayName: "health",
    parentPath: "/Shared/kinds",
    warehouseId: warehouse.id,
    serializedDashboard: JSON.stringify({ pages: [{ name: "one", displayName: pick("One", "Two") }] }),
  },
  { dependsOn: [folder] },
);

const destination = new databricks.NotificationDestination("destination", {
  displayName: pick("on call", "on duty"),
  config: { genericWebhook: { url: "https://hooks.test/x", username: "u", password: "p" } },
});

const schema = new databricks.Schema("schema", {
  catalogName: catalog,
  name: "kinds",
  comment: pick("first", "second"),
});

new databricks.Grants("schema-grants", {
  schema: schema.id,
  grants: [{ principal: "analysts", privileges: pick(["SELECT", "USE_SCHEMA"], ["USE_SCHEMA"]) }],
});

const table = new databricks.SqlTable("table", {
  catalogName: catalog,
  schemaName: schema.name,
  name: "t",
  tableType: "MANAGED",
  dataSourceFormat: "DELTA",
  warehouseId: warehouse.id,
  comment: pick("it's one", "it's two"),
  columns: [
    { name: "id", type: "bigint", nullable: false },
    { name: "day", type: "date", comment: pick("when", "on what day") },
  ],
  partitions: ["day"],
  properties: { "delta.checkpointInterval": pick("10", "20") },
});

new databricks.SqlTable("table-by-cluster", {
  catalogName: catalog,
  schemaName: schema.name,
  name: "by_cluster",
  tableType: "MANAGED",
  dataSourceFormat: "DELTA",
  clusterId: cluster.id,
  columns: [{ name: "id", type: "bigint", nullable: true, comment: pick("a", "b") }],
});

const allow = (
  name: string,
  on: Omit<databricks.PermissionsArgs, "accessControls">,
  levels: readonly [string, string],
): void => {
  new databricks.Permissions(name, {
    ...on,
    accessControls: [{ groupName: "analysts", permissionLevel: pick(...levels) }],
  });
};

allow("cluster-access", { clusterId: cluster.id }, ["CAN_ATTACH_TO", "CAN_RESTART"]);
allow("warehouse-access", { sqlEndpointId: warehouse.id }, ["CAN_USE", "CAN_MONITOR"]);
allow("job-access", { jobId: job.id }, ["CAN_VIEW", "CAN_MANAGE_RUN"]);
allow("folder-access", { directoryPath: folder.path }, ["CAN_READ", "CAN_RUN"]);
allow("file-access", { workspaceFilePath: file.path }, ["CAN_READ", "CAN_EDIT"]);
allow("notebook-access", { notebookPath: notebook.path }, ["CAN_READ", "CAN_RUN"]);
allow("query-access", { sqlQueryId: query.id }, ["CAN_RUN", "CAN_EDIT"]);
allow("dashboard-access", { dashboardId: dashboard.id }, ["CAN_READ", "CAN_EDIT"]);

// A policy has one level only: who holds it is what changes.
new databricks.Permissions("policy-access", {
  clusterPolicyId: policy.id,
  accessControls: [{ groupName: pick("analysts", "engineers"), permissionLevel: "CAN_USE" }],
});

export const ids = {
  policy: policy.id,
  cluster: cluster.id,
  warehouse: warehouse.id,
  job: job.id,
  query: query.id,
  alert: alert.id,
  dashboard: dashboard.id,
  destination: destination.id,
  schema: schema.id,
  table: table.id,
  file: file.objectId,
  notebook: notebook.objectId,
};
