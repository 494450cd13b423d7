import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readResource } from "../../../src/policy/resources/index.ts";
import type { Value, Values } from "../../../src/pulumi-rpc/value.ts";
import { examine } from "../../../src/rules/index.ts";
import { subject } from "../../../src/rules/subject.ts";
import { at, LATER, read, resource } from "./resource.ts";

describe("databricks.Cluster", () => {
  test("is an all-purpose cluster with its conf", () => {
    const entries = [{ key: "spark.sql.shuffle.partitions", value: "200", at: at("Cluster") }];
    expect(
      read("Cluster", {
        sparkVersion: "15.4.x-scala2.12",
        nodeTypeId: "i3.xlarge",
        driverNodeTypeId: "i3.2xlarge",
        autoscale: { minWorkers: 2, maxWorkers: 8 },
        numWorkers: 0,
        autoterminationMinutes: 0,
        dataSecurityMode: "USER_ISOLATION",
        awsAttributes: { availability: "SPOT" },
        sparkConf: { "spark.sql.shuffle.partitions": "200", "spark.password": "{{secrets/a/b}}" },
      }),
    ).toEqual({
      confs: [
        {
          ...{ setAt: "launch", on: "cluster", runtime: "15.4", entries },
          ...{ accessMode: "standard", unknown: ["spark.password"] },
        },
      ],
      clusters: [
        {
          ...{ where: "it", at: at("Cluster"), kind: "all-purpose", conf: entries },
          ...{ nodeType: "i3.xlarge", driverNodeType: "i3.2xlarge", runtime: "15.4.x-scala2.12" },
          ...{ workers: { min: 2, max: 8 }, autoTerminationMinutes: 0, accessMode: "standard" },
          spot: { fallback: false, firstOnDemand: 0 },
        },
      ],
    });
  });

  test("with a policy has more conf than it says", () => {
    const conf = { sparkVersion: "17.3.x-scala2.13", sparkConf: { "spark.speculation.interval": "1s" } };
    expect(read("Cluster", conf).confs?.[0]?.unknown).toEqual([]);
    expect(read("Cluster", { ...conf, policyId: LATER }).confs?.[0]?.unknown).toBe("rest");
  });

  test.each<[string, Values]>([
    ["nothing", {}],
    ["all of it", Object.fromEntries(clusterInputs().map((name) => [name, LATER]))],
    [
      "the insides",
      {
        ...{ sparkVersion: LATER, sparkConf: { "spark.sql.shuffle.partitions": "2.5" } },
        ...{ autoscale: { minWorkers: LATER, maxWorkers: 2 }, numWorkers: 0 },
        awsAttributes: { availability: LATER, firstOnDemand: 0 },
        azureAttributes: { availability: LATER },
      },
    ],
  ])("of which %s is known is not judged", (_, inputs) => {
    const clusters = [{ where: "it", at: at("Cluster"), kind: "all-purpose" }];
    expect(read("Cluster", inputs)).toEqual({ confs: [], clusters });
  });

  test("whose nodes on demand are not known may have them", () => {
    const awsAttributes: Values = { availability: "SPOT_WITH_FALLBACK", firstOnDemand: LATER };
    expect(read("Cluster", { awsAttributes }).clusters?.[0]?.spot).toEqual({ fallback: true });
  });
});

function clusterInputs(): readonly string[] {
  return [
    ...["sparkVersion", "nodeTypeId", "driverNodeTypeId", "autoscale", "numWorkers", "sparkConf"],
    ...["autoterminationMinutes", "awsAttributes", "azureAttributes", "gcpAttributes", "policyId"],
  ];
}

describe("databricks.Job", () => {
  const newCluster = { nodeTypeId: "i3.xlarge", numWorkers: 2 };

  test("brings the clusters of its runs, and where each task runs", () => {
    const found = read("Job", {
      jobClusters: [{ jobClusterKey: "etl", newCluster }],
      tasks: [
        { taskKey: "a", jobClusterKey: "etl" },
        {
          taskKey: "b",
          newCluster: { ...newCluster, sparkVersion: "17.3.x-scala2.13", sparkConf: { a: "1" } },
        },
        { taskKey: "c", existingClusterId: LATER },
        { taskKey: "d", sqlTask: { warehouseId: "w1", file: { path: "/x.sql" } } },
        { taskKey: "e", forEachTask: { inputs: "[1]", task: { taskKey: "f", existingClusterId: "c1" } } },
        { notebookTask: { notebookPath: "/n" } },
      ],
    });
    expect(found.jobs).toEqual([
      {
        ...{ where: "it", at: at("Job") },
        tasks: [
          { key: "a", kind: "other", runsOn: "job cluster" },
          { key: "b", kind: "other", runsOn: "job cluster" },
          { key: "c", kind: "other", runsOn: "all-purpose cluster" },
          { key: "d", kind: "sql", runsOn: "warehouse" },
          { key: "f", kind: "other", runsOn: "all-purpose cluster" },
          { key: "task 6", kind: "other", runsOn: "serverless" },
        ],
      },
    ]);
    const workers = { min: 2, max: 2 };
    const entries = [{ key: "a", value: "1", at: at("Job", "b") }];
    expect(found.clusters).toEqual([
      { where: "it.etl", at: at("Job", "etl"), kind: "job", nodeType: "i3.xlarge", workers },
      {
        ...{ where: "it.b", at: at("Job", "b"), kind: "job", nodeType: "i3.xlarge", workers },
        ...{ runtime: "17.3.x-scala2.13", conf: entries },
      },
    ]);
    expect(found.confs).toEqual([{ setAt: "launch", on: "cluster", runtime: "17.3", entries, unknown: [] }]);
  });

  test("asks which warehouse a SQL task means", () => {
    const job = resource("Job", { tasks: [{ taskKey: "a", sqlTask: { warehouseId: LATER } }] });
    const warehouse = (_: unknown, id: Value | undefined) => (id === LATER ? "bi" : undefined);
    expect(readResource(job, { warehouse }).jobs?.[0]?.tasks).toEqual([
      { key: "a", kind: "sql", runsOn: "warehouse", warehouse: "bi" },
    ]);
  });

  test.each<Value>([LATER, [LATER], [{ taskKey: LATER, newCluster: LATER }], null, []])(
    "with unknown tasks %# is no fault",
    (tasks) => {
      const { clusters, confs } = read("Job", { tasks, jobClusters: tasks });
      expect({ clusters, confs }).toEqual({ clusters: [], confs: [] });
    },
  );
});

test.each<[Values, object]>([
  [{ warehouseType: "CLASSIC" }, { type: "classic", serverless: false }],
  [{ enableServerlessCompute: false }, { type: "classic", serverless: false }],
  [
    { warehouseType: "CLASSIC", enableServerlessCompute: false },
    { type: "classic", serverless: false },
  ],
  [{ warehouseType: "CLASSIC", enableServerlessCompute: LATER }, { type: "classic" }],
  [{ warehouseType: "PRO" }, { type: "pro" }],
  [{ enableServerlessCompute: true }, { serverless: true }],
  [{}, {}],
  [{ warehouseType: LATER, enableServerlessCompute: false }, { serverless: false }],
  [
    { autoStopMins: 0, minNumClusters: 1, maxNumClusters: 3 },
    { autoStopMinutes: 0, clusters: { min: 1, max: 3 } },
  ],
  [{ autoStopMins: LATER, minNumClusters: LATER, maxNumClusters: 3 }, {}],
])("databricks.SqlEndpoint %# is as much as is said of it", (inputs, known) => {
  expect(read("SqlEndpoint", inputs)).toEqual({
    warehouses: [{ where: "it", at: at("SqlEndpoint"), ...known }],
  });
});

describe("databricks.SqlTable", () => {
  const table = { tableType: "MANAGED", schemaName: "gold", name: "t" };
  const layoutOf = (inputs: Values) => read("SqlTable", { ...table, ...inputs }).tables?.[0]?.layout;

  test("brings columns, layout and properties", () => {
    expect(
      read("SqlTable", {
        ...table,
        ...{ catalogName: "main", dataSourceFormat: "delta", clusterKeys: ["id"], partitions: ["year(day)"] },
        columns: [
          { name: "id", type: "bigint", comment: "key" },
          { name: "day", type: LATER },
        ],
        properties: { "delta.appendOnly": "true", "delta.logRetentionDuration": LATER },
      }).tables,
    ).toEqual([
      {
        ...{ name: "gold.t", at: at("SqlTable"), columns: { id: "BIGINT", day: "" } },
        layout: { cluster: ["id"], partition: ["year(day)"] },
        ...{ properties: { "delta.appendOnly": "true" }, unknown: ["delta.logRetentionDuration"] },
      },
    ]);
  });

  test("has a layout of columns, the engine's own, or none", () => {
    expect(layoutOf({ clusterKeys: ["AUTO"] })).toEqual({ cluster: "auto" });
    expect(layoutOf({ clusterKeys: ["NONE"] })).toEqual({});
    expect(layoutOf({ clusterKeys: ["a", LATER], partitions: LATER })).toEqual({});
  });

  test.each<Value>([LATER, [], [LATER], [{ name: LATER, type: "int" }]])(
    "with unknown columns %# has no columns that a key could miss",
    (columns) => {
      const [found] = read("SqlTable", { ...table, columns, clusterKeys: ["x"] }).tables ?? [];
      expect(found).toBeDefined();
      expect(found).not.toHaveProperty("columns");
    },
  );

  test.each<Values>([
    { tableType: "VIEW" },
    { tableType: LATER },
    { dataSourceFormat: "PARQUET" },
    { dataSourceFormat: LATER },
  ])("is not judged where it is no Delta table %#", (inputs) => {
    expect(read("SqlTable", { ...table, partitions: ["year(day)"], ...inputs })).toEqual({});
  });

  test("is named by what is known", () => {
    expect(read("SqlTable", { ...table, schemaName: LATER }).tables?.[0]?.name).toBe("t");
    expect(read("SqlTable", { ...table, name: LATER }).tables?.[0]?.name).toBe("gold.it");
  });
});

describe("databricks.ClusterPolicy", () => {
  const policy = (elements: object) => read("ClusterPolicy", { definition: JSON.stringify(elements) });

  test("is the cluster that its fixed values and defaults make", () => {
    const found = policy({
      "autoscale.max_workers": { type: "range", maxValue: 10, defaultValue: 2 },
      "autoscale.min_workers": { type: "fixed", value: 4 },
      autotermination_minutes: { type: "fixed", value: 0, hidden: true },
      "aws_attributes.availability": { type: "fixed", value: "SPOT" },
      driver_node_type_id: { type: "forbidden" },
      node_type_id: { type: "allowlist", values: ["i3.xlarge", "x"], defaultValue: "i3.xlarge" },
      spark_version: { type: "unlimited", defaultValue: "auto:latest-lts" },
      "spark_conf.spark.speculation.interval": { type: "fixed", value: "1s" },
      "spark_conf.spark.sql.shuffle.partitions": { type: "regex", pattern: ".*" },
      "custom_tags.team": { type: "fixed", value: "data" },
    });
    const entries = [{ key: "spark.speculation.interval", value: "1s", at: at("ClusterPolicy") }];
    expect(found.confs).toEqual([{ setAt: "launch", on: "cluster", entries, unknown: "rest" }]);
    expect(found.clusters).toEqual([
      {
        ...{ where: "it", at: at("ClusterPolicy"), kind: "all-purpose", conf: entries },
        ...{ nodeType: "i3.xlarge", runtime: "auto:latest-lts", workers: { min: 4, max: 2 } },
        ...{ autoTerminationMinutes: 0, spot: { fallback: false } },
      },
    ]);
  });

  test("for jobs is no cluster that somebody leaves running", () => {
    const minutes = { autotermination_minutes: { type: "fixed", value: 0 } };
    const kind = (value: string) =>
      policy({ ...minutes, cluster_type: { type: "fixed", value } }).clusters?.[0]?.kind;
    expect([kind("job"), kind("dlt"), kind("all-purpose")]).toEqual(["job", "job", "all-purpose"]);
  });

  test("of a family has that family's elements and its own instead", () => {
    const overrides = { node_type_id: { type: "fixed", value: "i3.2xlarge" } };
    const inputs = {
      policyFamilyId: "job-cluster",
      policyFamilyDefinitionOverrides: JSON.stringify(overrides),
    };
    expect(read("ClusterPolicy", inputs).clusters?.[0]?.nodeType).toBe("i3.2xlarge");
  });

  test.each<Value>([LATER, "{", "[]", "null", "{}", '{"node_type_id": 1}', null])(
    "with the definition %# is not judged",
    (definition) => {
      expect(read("ClusterPolicy", { definition })).toEqual({});
    },
  );
});

describe("databricks.Permissions", () => {
  const accessControls: readonly Values[] = [
    { groupName: "users", permissionLevel: "CAN_MANAGE" },
    { userName: LATER, permissionLevel: "CAN_MANAGE" },
    { servicePrincipalName: "sp", permissionLevel: "CAN_RUN" },
  ];
  const permissions = [
    { principal: "users", level: "CAN_MANAGE" },
    { principal: "sp", level: "CAN_RUN" },
  ];
  const of = { where: "it", at: at("Permissions"), permissions };
  test.each<[Values, object]>([
    [{ clusterId: LATER }, { clusters: [{ ...of, kind: "all-purpose" }] }],
    [{ sqlEndpointId: "w" }, { warehouses: [of] }],
    [{ jobId: LATER }, { jobs: [{ ...of, tasks: [] }] }],
    [{ notebookPath: "/n" }, {}],
  ])("%# are of a cluster, a warehouse or a job, known or not", (target, found) => {
    expect(read("Permissions", { ...target, accessControls })).toEqual(found);
  });
});

test("whatever the inputs are, they can be read and judged", () => {
  const names = [
    ...clusterInputs(),
    ...[
      "tasks",
      "jobClusters",
      "taskKey",
      "newCluster",
      "existingClusterId",
      "sqlTask",
      "forEachTask",
      "task",
    ],
    ...["tableType", "name", "schemaName", "columns", "type", "clusterKeys", "partitions", "properties"],
    ...[
      "definition",
      "accessControls",
      "groupName",
      "permissionLevel",
      "clusterId",
      "autoStopMins",
      "availability",
    ],
  ];
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Value>(LATER, null, true, 0, -1, "", "AUTO", "MANAGED", "a{{b}}", "spark.x"),
      fc.string(),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 5 }),
    ),
  }));
  const types = ["Cluster", "ClusterPolicy", "Job", "Permissions", "SqlEndpoint", "SqlTable"] as const;
  const inputs = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...types), inputs, (type, given) => {
      examine(subject(read(type, given)), { today: new Date("2026-11-24") });
    }),
    { numRuns: 500 },
  );
});
