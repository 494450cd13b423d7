import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { planFor } from "../../cli/plan.ts";
import { Lakehouse } from "../../components/lakehouse.ts";
import { LakewrightProvider } from "../../components/provider.ts";
import { readDeployment } from "../../drift/deployment.ts";
import { declaredObjects } from "../../drift/objects/declared.ts";
import type { Side } from "../../drift/sides.ts";
import type { Finding } from "../../rules/finding.ts";
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

  test("is what a look for drift takes for declared", () => {
    const recorded = readDeployment({
      deployment: {
        resources: seen.map(({ type, name, inputs }) => ({
          ...{ type, inputs, custom: true, id: `${name}-id` },
          urn: `urn:pulumi:prod::kineo-lakehouse::${type}::${name}`,
        })),
      },
    });
    const byName = (sides: readonly Side[]) =>
      Object.fromEntries(sides.map(({ kind, name, fields }) => [`${kind} ${name}`, fields]));
    expect(byName(declaredObjects("kineo", plan, recorded.objects))).toEqual(byName(recorded.objects));
    expect(recorded.tables.map(({ name, layout }) => [name, layout.table])).toEqual(
      plan.tables.map(({ name, layout }) => [name, layout.table]),
    );
    expect(recorded.others.filter((other) => other.includes("databricks"))).toEqual([]);
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

test("a warning goes to the resource that it is about, information to none", async () => {
  const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
  const about = (where: string, severity: Finding["severity"] = "warning"): Finding => ({
    ...{ rule: "a/rule", severity, where, message: "is so", instead: "otherwise" },
  });
  const places = [
    "gold.dim_user",
    "cluster.nodeType",
    "spark.sql.cbo.enabled",
    "warehouse",
    "maintenance.optimize",
  ];
  const findings = [...places, "elsewhere"].map((where) => about(where));
  await record(
    () =>
      new Lakehouse("kineo", {
        plan: { ...plan, findings: [...findings, about("gold.dim_user", "information")] },
        provider: new LakewrightProvider("lakewright", { host: "http://workspace.test" }),
      }),
  );
  const shown = await Promise.all(
    warn.mock.calls.map(async ([text, resource]) => [text.split(":")[0], await urnOf(resource)]),
  );
  warn.mockRestore();
  expect(shown).toEqual([
    ["gold.dim_user", "lakewright:index:TableLayout::gold.dim_user"],
    ["cluster.nodeType", "lakewright:index:Cluster::kineo-cluster"],
    ["spark.sql.cbo.enabled", "lakewright:index:Cluster::kineo-cluster"],
    ["warehouse", "lakewright:index:Warehouse::kineo-warehouse"],
    ["maintenance.optimize", "lakewright:index:MaintenanceJob::kineo-optimize"],
    ["elsewhere", "lakewright:index:Lakehouse::kineo"],
  ]);
});

/** Type and name, without the parents' types. */
async function urnOf(resource: pulumi.Resource | undefined): Promise<string> {
  const urn = await new Promise<string>((resolve) => {
    if (resource === undefined) resolve("");
    else resource.urn.apply(resolve);
  });
  return urn.split("::").slice(2).join("::").replace(/^.*\$/, "");
}
