import { beforeAll, describe, expect, test } from "vitest";
import { PluginProgram } from "./support/deployment.ts";

/** A program of a company that has the Databricks provider's own resources, and of each as little as it takes. */
describe("a program of raw resources", () => {
  let program: PluginProgram;

  beforeAll(async () => {
    program = await PluginProgram.open("raw-resources", { project: "raw", program: PROGRAM });
    return () => program.sandbox.stop();
  });

  const drift = async () => {
    const { code, stdout, stderr } = await program.driftFromState("test", "--json");
    if (stdout === "") throw new Error(stderr);
    return { code, ...(JSON.parse(stdout) as { resources: unknown; checked: number; notes: unknown }) };
  };

  test("previews a table in a schema that it creates itself, though neither is there", async () => {
    expect(await program.ok("preview")).not.toContain("does not exist");
  });

  test("creates the schema before the table, and waits for the pipeline's in it", async () => {
    await program.up();
    expect(await program.sandbox.sql("SHOW TABLES IN dev.raw")).toEqual([["raw", "orders", "false"]]);
    await program.ok("preview", "--expect-no-changes");
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("has no drift right after its up: what Databricks fills in nobody changed", async () => {
    const { code, resources, checked } = await drift();
    expect({ code, resources }).toEqual({ code: 0, resources: [] });
    expect(checked).toBe(13);
  });

  test("has none after a refresh either, and some once somebody changes a field", async () => {
    await program.up("--refresh");
    expect(await drift()).toMatchObject({ code: 0, resources: [] });
    const { warehouses } = await program.sandbox.send<{ warehouses: { id: string; name: string }[] }>(
      "GET",
      "/api/2.0/sql/warehouses",
    );
    const id = warehouses.find(({ name }) => name === "raw")?.id ?? "";
    await program.sandbox.send("POST", `/api/2.0/sql/warehouses/${id}/edit`, { max_num_clusters: 4 });
    const found = await drift();
    expect(found).toMatchObject({
      code: 2,
      resources: [{ name: "warehouse", differences: [{ path: "max_num_clusters", live: "4" }] }],
    });
  });
});

const PROGRAM = `import * as databricks from "@pulumi/databricks";
import { TableLayout } from "../../../components/table-layout.ts";

const base64 = (text) => Buffer.from(text).toString("base64");
const warehouse = new databricks.SqlEndpoint("warehouse", { name: "raw", clusterSize: "2X-Small" });
const policy = new databricks.ClusterPolicy("policy", { name: "raw", definition: "{}" });
const cluster = new databricks.Cluster("cluster", {
  ...{ clusterName: "raw", sparkVersion: "16.4.x-scala2.12", nodeTypeId: "i3.xlarge", numWorkers: 1 },
});
const file = new databricks.WorkspaceFile("file", { path: "/Shared/raw.sql", contentBase64: base64("SELECT 1") });
const notebook = new databricks.Notebook("notebook", {
  ...{ path: "/Shared/raw", language: "SQL", contentBase64: base64("SELECT 1") },
});
const onWarehouse = { taskKey: "one", sqlTask: { warehouseId: warehouse.id, file: { path: file.path } } };
const newCluster = { sparkVersion: "16.4.x-scala2.12", nodeTypeId: "i3.xlarge", numWorkers: 1 };
const job = new databricks.Job("job", { name: "raw", tasks: [onWarehouse] });
new databricks.Job("scheduled", {
  name: "raw scheduled",
  schedule: { quartzCronExpression: "0 0 3 * * ?", timezoneId: "UTC" },
  jobClusters: [{ jobClusterKey: "main", newCluster }],
  tasks: [
    { taskKey: "a", jobClusterKey: "main", notebookTask: { notebookPath: notebook.path } },
    { taskKey: "b", existingClusterId: cluster.id, notebookTask: { notebookPath: notebook.path }, dependsOns: [{ taskKey: "a" }] },
    { taskKey: "c", newCluster, notebookTask: { notebookPath: notebook.path } },
  ],
});
new databricks.Job("continuous", { name: "raw continuous", continuous: {}, tasks: [onWarehouse] });
const accessControls = [{ groupName: "users", permissionLevel: "CAN_MANAGE_RUN" }];
new databricks.Permissions("job-permissions", { jobId: job.id, accessControls });
new databricks.Permissions("warehouse-permissions", {
  sqlEndpointId: warehouse.id,
  accessControls: [{ groupName: "users", permissionLevel: "CAN_USE" }],
});
new databricks.Permissions("policy-permissions", {
  clusterPolicyId: policy.id,
  accessControls: [{ groupName: "users", permissionLevel: "CAN_USE" }],
});
// Its name is not an output: it is found all the same.
new databricks.Schema("schema", { catalogName: "dev", name: "raw" });
new TableLayout("orders", {
  ...{ table: "dev.raw.orders", warehouseId: warehouse.id, properties: { team: "finance" } },
  columns: { id: { position: 0, type: "BIGINT" } },
});
new TableLayout("waits", { table: "dev.raw.visits", warehouseId: warehouse.id, properties: { team: "sales" } });
`;
