import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { Lakehouse } from "../../components/lakehouse.ts";
import type { LakehouseTransform } from "../../components/lakehouse-arguments.ts";
import { LakewrightProvider } from "../../components/provider.ts";
import { readDeployment } from "../../src/drift/deployment.ts";
import { declaredObjects } from "../../src/drift/objects/declared.ts";
import type { Side } from "../../src/drift/sides.ts";
import { showWarnings } from "../../components/warnings.ts";
import { jobInputs, type JobSpec } from "../../src/plan/inputs/job.ts";
import type { Finding } from "../../src/rules/finding.ts";
import { record, type Registered } from "./record.ts";
import { lakehouse, materializedViews, planOf, project, settingsOf, tables } from "../../dev/start/kineo.ts";

const plan = planOf("prod");
let seen: readonly Registered[];

beforeAll(async () => {
  seen = await registeredBy("prod");
});

const COMPONENTS = /^lakewright:index:(Lakehouse|Cluster|Warehouse)$/;

function registeredBy(stack: string): Promise<readonly Registered[]> {
  return record(() => kineo(stack));
}

function kineo(stack: string, transform: LakehouseTransform = {}): Lakehouse {
  const { sparkConf = [] } = lakehouse;
  const provider = new LakewrightProvider("lakewright", { host: "http://workspace.test" });
  const args = { tables, materializedViews, sparkConf, settings: settingsOf(stack), provider, transform };
  return new Lakehouse("kineo", { ...args, project: project.name, stack });
}

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
    const declared = ["lakewright:index:TableLayout", "lakewright:index:MaterializedView"];
    const others = seen.filter(({ type }) => !declared.includes(type));
    expect(others.map(({ type, name }) => [type, name])).toEqual([
      ["lakewright:index:Lakehouse", "kineo"],
      ["databricks:index/notebook:Notebook", "kineo-cache-tables"],
      ["lakewright:index:Cluster", "kineo-cluster"],
      ["databricks:index/cluster:Cluster", "kineo-cluster"],
      ["databricks:index/permissions:Permissions", "kineo-cluster-permissions"],
      ["databricks:index/clusterPolicy:ClusterPolicy", "kineo-cluster-policy"],
      ["databricks:index/permissions:Permissions", "kineo-cluster-policy-permissions"],
      ["databricks:index/workspaceFile:WorkspaceFile", "kineo-read"],
      ["databricks:index/workspaceFile:WorkspaceFile", "kineo-run-if-due"],
      ["databricks:index/workspaceFile:WorkspaceFile", "kineo-run-statement"],
      ["lakewright:index:Warehouse", "kineo-warehouse"],
      ["databricks:index/sqlEndpoint:SqlEndpoint", "kineo-warehouse"],
      ["databricks:index/permissions:Permissions", "kineo-warehouse-permissions"],
      ["lakewright:index:MaintenanceJob", "kineo-warm-up"],
      ["lakewright:index:MaintenanceJob", "kineo-weekly-small"],
      ["pulumi:providers:lakewright", "lakewright"],
    ]);
  });

  test.each(["dev", "prod"] as const)("of %s is what drift detection takes for declared", async (stack) => {
    const stackPlan = planOf(stack);
    const registered = stack === "prod" ? seen : await registeredBy(stack);
    const { objects, tables, views, others } = readDeployment({
      deployment: {
        resources: registered.map(({ type, name, inputs }) => ({
          ...{ type, inputs, custom: !COMPONENTS.test(type), id: `${name}-id` },
          urn: `urn:pulumi:${stack}::kineo::${type}::${name}`,
        })),
      },
    });
    const byName = (sides: readonly Side[]) =>
      Object.fromEntries(sides.map(({ kind, name, fields }) => [`${kind} ${name}`, fields]));
    expect(byName(declaredObjects("kineo", stackPlan, objects))).toEqual(byName(objects));
    expect(tables.map(({ name, layout }) => [name, layout.table])).toEqual(
      stackPlan.tables.map(({ name, layout }) => [name, layout.table]),
    );
    expect(views.map(({ name, view }) => [name, view])).toEqual(
      stackPlan.materializedViews.map(({ name, view }) => [name, view]),
    );
    expect(others).toEqual([]);
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

  test("registers one view under its own name, as planned, on the stack's warehouse", () => {
    const views = seen.filter(({ type }) => type === "lakewright:index:MaterializedView");
    expect(views.map(({ name }) => name)).toEqual(plan.materializedViews.map(({ name }) => name));
    expect(views.map(({ inputs }) => inputs)).toEqual(
      plan.materializedViews.map(({ view }) => ({ ...view, warehouseId: "kineo-warehouse-id" })),
    );
  });

  const jobNamed = (name: string, resources = seen): Registered["inputs"] =>
    resources
      .filter((resource) => resource.type === "lakewright:index:MaintenanceJob" && resource.name === name)
      .map(({ inputs }) => jobInputs(inputs as unknown as JobSpec) as Registered["inputs"])[0] ?? {};

  test("gives a job its statements by table and kind, of which tasks come with what makes them due", () => {
    const job = seen.find(({ name }) => name === "kineo-weekly-small")?.inputs;
    expect(job?.["tables"]).toMatchObject({
      "prod.gold.dim_course": {
        optimize: "OPTIMIZE `prod`.`gold`.`dim_course` ZORDER BY (`course_id`, `course_category`)",
        analyze: "ANALYZE TABLE `prod`.`gold`.`dim_course` COMPUTE STATISTICS FOR ALL COLUMNS",
        vacuum: "VACUUM `prod`.`gold`.`dim_course`",
      },
    });
    expect(job?.["permissions"]).toEqual({
      "kineo-data-engineers": "CAN_MANAGE_RUN",
      "kineo-platform-engineers": "CAN_MANAGE",
    });
    const tasks = jobNamed("kineo-weekly-small")["tasks"] as readonly { taskKey: string }[];
    expect(tasks.find(({ taskKey }) => taskKey === "gold-dim_course-optimize")).toEqual({
      taskKey: "gold-dim_course-optimize",
      description: "merges or orders files; not where nothing was written since",
      maxRetries: 1,
      minRetryIntervalMillis: 30_000,
      sqlTask: {
        warehouseId: "kineo-warehouse-id",
        file: { path: "/Shared/lakewright/kineo/kineo/prod/run-if-due.sql", source: "WORKSPACE" },
        parameters: {
          statement: "OPTIMIZE `prod`.`gold`.`dim_course` ZORDER BY (`course_id`, `course_category`)",
          table: "`prod`.`gold`.`dim_course`",
          due: "writes OR oldest",
          done: `operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true' AND operationParameters['zOrderBy'] = '["course_id","course_category"]'`,
        },
      },
    });
    expect(tasks.find(({ taskKey }) => taskKey === "gold-dim_course-vacuum")).toMatchObject({
      dependsOns: [{ taskKey: "gold-dim_course-analyze" }],
      sqlTask: { parameters: { statement: "VACUUM `prod`.`gold`.`dim_course`" } },
    });
  });

  test("tells people of what failed or takes too long, and queues what comes meanwhile", () => {
    const { tasks, tags, ...job } = jobNamed("kineo-weekly-small");
    expect(tasks).toHaveLength(51);
    expect(tags).toEqual(plan.maintenance.jobs[1]?.tags);
    const to = ["data-platform@kineo.example"];
    expect(job).toEqual({
      name: "kineo-prod-weekly-small",
      description: "weekly maintenance of tables under 1 GB",
      schedule: {
        quartzCronExpression: "0 0 3 ? * SUN",
        timezoneId: "America/New_York",
        pauseStatus: "UNPAUSED",
      },
      maxConcurrentRuns: 1,
      queue: { enabled: true },
      emailNotifications: { onFailures: to, onDurationWarningThresholdExceededs: to },
      health: { rules: [{ metric: "RUN_DURATION_SECONDS", op: "GREATER_THAN", value: 36 * 60 }] },
    });
  });

  test("warms the cache of the warehouse once the tables that are read have been written", () => {
    const { trigger, tasks } = jobNamed("kineo-warm-up") as {
      trigger: unknown;
      tasks: readonly { sqlTask: { file: { path: string } } }[];
    };
    expect(trigger).toEqual({
      pauseStatus: "UNPAUSED",
      tableUpdate: {
        tableNames: [
          "prod.gold.dim_certification_progress",
          "prod.gold.dim_user",
          "prod.gold.fact_certification_progress",
          "prod.gold.fact_course_progress",
        ],
        condition: "ANY_UPDATED",
        waitAfterLastChangeSeconds: 600,
      },
    });
    expect(new Set(tasks.map(({ sqlTask }) => sqlTask.file.path))).toEqual(
      new Set(["/Shared/lakewright/kineo/kineo/prod/read.sql"]),
    );
  });

  test("runs statements on a cluster of their own where a stack says so, never on the interactive one", async () => {
    const resources = await registeredBy("dev");
    const job = jobNamed("kineo-weekly-small", resources) as {
      jobClusters: readonly { newCluster: Record<string, unknown> }[];
      tasks: readonly Record<string, unknown>[];
    };
    expect(job.jobClusters.map(({ newCluster }) => newCluster)).toMatchObject([
      {
        sparkVersion: "17.3.x-scala2.13",
        sparkConf: { "spark.sql.autoBroadcastJoinThreshold": "50MB" },
        autoscale: { minWorkers: 2, maxWorkers: 8 },
      },
    ]);
    for (const task of job.tasks) {
      expect(Object.keys(task)).not.toContain("sqlTask");
      expect(Object.keys(task)).not.toContain("existingClusterId");
      expect(task).toMatchObject({ jobClusterKey: "maintenance", notebookTask: { source: "WORKSPACE" } });
    }
    // The warm-up stays on the warehouse, whose cache it fills.
    const { tasks: warmUps, jobClusters } = jobNamed("kineo-warm-up", resources) as {
      jobClusters?: unknown;
      tasks: readonly { sqlTask: { warehouseId: string } }[];
    };
    expect(jobClusters).toBeUndefined();
    expect(warmUps.map(({ sqlTask }) => sqlTask.warehouseId)).toEqual(
      warmUps.map(() => "kineo-warehouse-id"),
    );
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
    "maintenance.weekly-small",
  ];
  const findings = [...places, "elsewhere"].map((where) => about(where));
  await record(() => {
    const made = kineo("prod");
    warn.mockClear();
    showWarnings([...findings, about("gold.dim_user", "info")], made.nodes, made);
  });
  const shown = await Promise.all(
    warn.mock.calls.map(async ([text, resource]) => [text.split(":")[0], await urnOf(resource)]),
  );
  warn.mockRestore();
  expect(shown).toEqual([
    ["gold.dim_user", "lakewright:index:TableLayout::gold.dim_user"],
    ["cluster.nodeType", "lakewright:index:Cluster::kineo-cluster"],
    ["spark.sql.cbo.enabled", "lakewright:index:Cluster::kineo-cluster"],
    ["warehouse", "lakewright:index:Warehouse::kineo-warehouse"],
    ["maintenance.weekly-small", "lakewright:index:MaintenanceJob::kineo-weekly-small"],
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
