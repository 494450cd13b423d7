import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

/**
 * A program that knows nothing of this library. `written` is its state: `mistaken` has mistakes in every kind of
 * resource that the policy pack judges, `corrected` has none, and the others have one, in a value that comes to be
 * known only while the stack is deployed.
 */
type Written = "corrected" | "late conf" | "late job" | "late layout" | "mistaken";
const written = new pulumi.Config().require<Written>("written");
const pick = <T>(mistaken: T, corrected: T): T => (written === "mistaken" ? mistaken : corrected);

const policy = new databricks.ClusterPolicy("bounds", {
  name: "bounds",
  definition: JSON.stringify({
    autotermination_minutes: { type: "fixed", value: pick(0, 30), hidden: true },
    "spark_conf.spark.sql.shuffle.partitions": { type: "fixed", value: pick("2.5", "64") },
    spark_version: { type: "allowlist", values: ["17.3.x-scala2.13"], defaultValue: "17.3.x-scala2.13" },
  }),
});

/** What is made of it is known once the policy is created. */
const later = <T>(value: T): pulumi.Output<T> => policy.id.apply(() => value);

const cluster = new databricks.Cluster("shared", {
  clusterName: "shared",
  sparkVersion: "17.3.x-scala2.13",
  nodeTypeId: pick("r6id.2xlrage", "r6id.2xlarge"),
  numWorkers: 2,
  autoterminationMinutes: pick(0, 30),
  policyId: policy.id,
  awsAttributes: { availability: "SPOT_WITH_FALLBACK", firstOnDemand: pick(0, 1) },
  sparkConf: {
    [pick("spark.executor.memoryFraction", "spark.memory.fraction")]: "0.8",
    "spark.hadoop.fs.s3a.secret.key": pulumi.secret("2.5"),
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "64MB",
    "spark.sql.adaptive.coalescePartitions.parallelismFirst": later("false"),
    "spark.sql.autoBroadcastJoinThreshold": later(written === "late conf" ? "50 MB" : "50MB"),
  },
});

const warehouse = new databricks.SqlEndpoint("dashboards", {
  name: "dashboards",
  clusterSize: "2X-Small",
  maxNumClusters: 1,
  autoStopMins: pick(0, 45),
  warehouseType: pick("CLASSIC", "PRO"),
  enableServerlessCompute: false,
});

new databricks.Permissions("dashboards-access", {
  sqlEndpointId: warehouse.id,
  accessControls: [{ groupName: "users", permissionLevel: pick("CAN_MANAGE", "CAN_USE") }],
});

const schema = new databricks.Schema("sales", { catalogName: "main", name: "sales" });

const columns = ["order_id", "customer_id", "country", "channel", "day"].map((name) => ({
  name,
  type: name === "day" ? "date" : "bigint",
}));

new databricks.SqlTable("orders", {
  catalogName: "main",
  schemaName: schema.name,
  name: "orders",
  tableType: "MANAGED",
  columns,
  clusterKeys: pick(
    columns.map(({ name }) => name),
    ["customer_id", "day"],
  ),
  properties: {
    [pick("delta.logRetentionDuraton", "delta.logRetentionDuration")]: "interval 30 days",
    "delta.deletedFileRetentionDuration": later("interval 14 days"),
  },
  warehouseId: warehouse.id,
});

new databricks.SqlTable("events", {
  catalogName: "main",
  schemaName: schema.name,
  name: "events",
  tableType: "MANAGED",
  columns: later(columns),
  ...(written === "mistaken"
    ? { partitions: ["hash(order_id) % 50"] }
    : { clusterKeys: later(written === "late layout" ? columns.map(({ name }) => name) : ["day"]) }),
  properties: later({ "delta.enableChangeDataFeed": "true" }),
  warehouseId: warehouse.id,
});

const file = new databricks.WorkspaceFile("report", {
  path: "/Shared/report.sql",
  contentBase64: Buffer.from("SELECT 1").toString("base64"),
});

new databricks.Job("nightly", {
  name: "nightly",
  jobClusters: [
    {
      jobClusterKey: "load",
      newCluster: {
        sparkVersion: "17.3.x-scala2.13",
        nodeTypeId: "r6id.xlarge",
        autoscale: pick({ minWorkers: 8, maxWorkers: 2 }, { minWorkers: 2, maxWorkers: 8 }),
        sparkConf: {
          "spark.memory.offHeap.enabled": "true",
          ...pick({}, { "spark.memory.offHeap.size": later("2g") }),
        },
      },
    },
  ],
  tasks: [
    {
      taskKey: "load",
      ...pick({ existingClusterId: cluster.id }, { jobClusterKey: "load" }),
      sparkPythonTask: { pythonFile: "dbfs:/load.py" },
    },
    { taskKey: "report", sqlTask: { warehouseId: warehouse.id, file: { path: file.path } } },
  ],
});

// All of its tasks are known only once the policy is.
new databricks.Job("hourly", {
  name: "hourly",
  tasks: later([
    { taskKey: "all", jobClusterKey: "none", sparkPythonTask: { pythonFile: "dbfs:/hourly.py" } },
  ]),
  jobClusters: later([
    {
      jobClusterKey: "none",
      newCluster: {
        sparkVersion: "17.3.x-scala2.13",
        nodeTypeId: written === "late job" ? "r6id.2xlrage" : "r6id.2xlarge",
        numWorkers: 1,
      },
    },
  ]),
});
