import { beforeAll, describe, expect, test } from "vitest";
import { planFor } from "../../cli/plan.ts";
import { Lakehouse } from "../../components/lakehouse.ts";
import { LakewrightProvider } from "../../components/provider.ts";
import { record, type Registered } from "./record.ts";

const plan = planFor("prod");
let seen: readonly Registered[];

beforeAll(async () => {
  seen = await record(
    () =>
      new Lakehouse("kineo", {
        plan,
        provider: new LakewrightProvider("lakewright", { host: "http://workspace.test" }),
      }),
  );
});

function inputsOf(name: string): Registered["inputs"] {
  const found = seen.filter((resource) => resource.name === name);
  expect(found.map((resource) => resource.name)).toEqual([name]);
  return found[0]?.inputs ?? {};
}

describe("a lakehouse", () => {
  test("registers one layout a table under the table's own name", () => {
    const layouts = seen.filter(({ type }) => type === "lakewright:index:TableLayout");
    expect(layouts.map(({ name }) => name)).toEqual(plan.tables.map(({ name }) => name));
  });

  test("registers its compute and jobs, and nothing else", () => {
    const others = seen.filter(({ type }) => type !== "lakewright:index:TableLayout");
    expect(others.map(({ type, name }) => [type, name])).toEqual([
      ["lakewright:index:Lakehouse", "kineo"],
      ["lakewright:index:MaintenanceJob", "kineo-analyze"],
      ["databricks:index/job:Job", "kineo-analyze"],
      ["databricks:index/permissions:Permissions", "kineo-analyze-permissions"],
      ["lakewright:index:Cluster", "kineo-cluster"],
      ["databricks:index/cluster:Cluster", "kineo-cluster"],
      ["databricks:index/permissions:Permissions", "kineo-cluster-permissions"],
      ["databricks:index/clusterPolicy:ClusterPolicy", "kineo-cluster-policy"],
      ["databricks:index/permissions:Permissions", "kineo-cluster-policy-permissions"],
      ["lakewright:index:MaintenanceJob", "kineo-optimize"],
      ["databricks:index/job:Job", "kineo-optimize"],
      ["databricks:index/permissions:Permissions", "kineo-optimize-permissions"],
      ["databricks:index/workspaceFile:WorkspaceFile", "kineo-run-statement"],
      ["lakewright:index:Warehouse", "kineo-warehouse"],
      ["databricks:index/sqlEndpoint:SqlEndpoint", "kineo-warehouse"],
      ["databricks:index/permissions:Permissions", "kineo-warehouse-permissions"],
      ["pulumi:providers:lakewright", "lakewright"],
    ]);
  });

  test("hands a layout to the plugin exactly as planned, on the stack's warehouse", () => {
    expect(inputsOf("silver.cert_overview")).toEqual({
      table: "prod.silver.cert_overview",
      warehouseId: "kineo-warehouse-id",
      properties: {},
      clustering: { kind: "columns", columns: ["user_id", "cert_id"] },
      partitionedBy: [],
    });
  });

  test("shows each statement as the parameter of its task", () => {
    const job = seen.find(
      ({ type, name }) => type === "databricks:index/job:Job" && name === "kineo-optimize",
    );
    const tasks = job?.inputs["tasks"] as readonly { taskKey: string; sqlTask: unknown }[];
    expect(tasks.find(({ taskKey }) => taskKey === "gold-dim_course")?.sqlTask).toEqual({
      warehouseId: "kineo-warehouse-id",
      file: { path: "/Shared/lakewright/kineo-lakehouse/prod/run-statement.sql", source: "WORKSPACE" },
      parameters: {
        statement: "OPTIMIZE `prod`.`gold`.`dim_course` ZORDER BY (`course_id`, `course_category`)",
      },
    });
  });
});
