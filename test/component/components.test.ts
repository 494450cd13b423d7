import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test, vi } from "vitest";
import { Cluster, type ClusterArgs } from "../../components/cluster.ts";
import { Lakehouse } from "../../components/lakehouse.ts";
import type { LakehouseArgs } from "../../components/lakehouse-arguments.ts";
import { MaintenanceJob, type MaintenanceJobArgs } from "../../components/maintenance-job.ts";
import { Warehouse, type WarehouseArgs } from "../../components/warehouse.ts";
import { settingsOf, tables } from "../../dev/start/kineo.ts";
import { record, type Registered } from "./record.ts";

const cluster: ClusterArgs = {
  clusterName: "etl",
  nodeType: "r6id.2xlarge",
  workers: { min: 2, max: 8 },
  runtime: "17.3.x-scala2.13",
  autoTerminationMinutes: 30,
};
const warehouse: WarehouseArgs = { warehouseName: "bi", size: "Small", autoStopMinutes: 10 };
const job: MaintenanceJobArgs = {
  jobName: "nightly",
  start: { kind: "schedule", cron: "0 0 3 * * ?", timezone: "Europe/Berlin" },
  runsOn: { warehouseId: "w1" },
  tables: { "a.b.c": { vacuum: "VACUUM a.b.c", reorg: "REORG TABLE a.b.c APPLY (PURGE)" } },
  scripts: { run: "/run.sql", runIfDue: "/run-if-due.sql" },
};

/** What is registered beside the component itself, by type and name. */
function children(seen: readonly Registered[]): Readonly<Record<string, Registered["inputs"]>> {
  const raw = seen.filter(({ type }) => !type.startsWith("lakewright:") || type.endsWith(":MaintenanceJob"));
  return Object.fromEntries(
    raw.map(({ type, name, inputs }) => [`${type.split(":")[2] ?? ""} ${name}`, inputs]),
  );
}

describe("alone in a program", () => {
  test("a cluster is one resource until somebody may use it or gets a policy", async () => {
    expect(children(await record(() => new Cluster("etl", cluster)))).toEqual({
      "Cluster etl": {
        clusterName: "etl",
        nodeTypeId: "r6id.2xlarge",
        sparkVersion: "17.3.x-scala2.13",
        autoscale: { minWorkers: 2, maxWorkers: 8 },
        autoterminationMinutes: 30,
        dataSecurityMode: "USER_ISOLATION",
        sparkConf: {},
        customTags: {},
      },
    });
  });

  test("a cluster takes what other resources know, and bounds what people make beside it", async () => {
    const made = children(
      await record(() => {
        const group = pulumi.output("engineers");
        return new Cluster("etl", {
          ...cluster,
          clusterName: pulumi.output("late"),
          accessMode: { dedicatedTo: group },
          sparkConf: { "spark.sql.shuffle.partitions": "auto" },
          tags: { team: pulumi.output("data") },
          permissions: [{ group, level: "CAN_RESTART" }],
          policy: { policyName: "bounds", permissions: [{ group, level: "CAN_USE" }] },
        });
      }),
    );
    expect(Object.keys(made)).toEqual([
      "Cluster etl",
      "Permissions etl-permissions",
      "ClusterPolicy etl-policy",
      "Permissions etl-policy-permissions",
    ]);
    expect(made["Cluster etl"]).toMatchObject({
      ...{ clusterName: "late", dataSecurityMode: "SINGLE_USER", singleUserName: "engineers" },
      ...{ sparkConf: { "spark.sql.shuffle.partitions": "auto" }, customTags: { team: "data" } },
    });
    expect(made["Permissions etl-permissions"]).toEqual({
      clusterId: "etl-id",
      accessControls: [{ groupName: "engineers", permissionLevel: "CAN_RESTART" }],
    });
    expect(made["Permissions etl-policy-permissions"]).toEqual({
      clusterPolicyId: "etl-policy-id",
      accessControls: [{ groupName: "engineers", permissionLevel: "CAN_USE" }],
    });
    const { definition } = made["ClusterPolicy etl-policy"] ?? {};
    expect(JSON.parse(String(definition))).toMatchObject({
      "autoscale.max_workers": { type: "range", minValue: 2, maxValue: 8, defaultValue: 8 },
      autotermination_minutes: { type: "range", minValue: 10, maxValue: 30, defaultValue: 30 },
      data_security_mode: { type: "fixed", value: "SINGLE_USER" },
      node_type_id: { type: "allowlist", values: ["r6id.2xlarge"] },
    });
  });

  test("a warehouse has the defaults that its arguments name", async () => {
    expect(children(await record(() => new Warehouse("bi", warehouse)))).toEqual({
      "SqlEndpoint bi": {
        name: "bi",
        clusterSize: "Small",
        warehouseType: "PRO",
        enableServerlessCompute: false,
        minNumClusters: 1,
        maxNumClusters: 1,
        autoStopMins: 10,
        channel: { name: "CHANNEL_NAME_CURRENT" },
        tags: { customTags: [] },
      },
    });
  });

  test("a job runs its tasks on a warehouse that another resource makes, and is one resource with keys", async () => {
    const made = children(
      await record(() => {
        const { warehouseId } = new Warehouse("bi", warehouse);
        return new MaintenanceJob("nightly", { ...job, runsOn: { warehouseId } });
      }),
    );
    expect(made["MaintenanceJob nightly"]).toEqual({ ...job, runsOn: { warehouseId: "bi-id" } });
  });

  test("a lakehouse needs tables and settings, and takes its project and stack from the program", async () => {
    const seen = await record(
      () => new Lakehouse("sales", { tables: tables.slice(0, 1), settings: settingsOf("dev") }),
    );
    expect(children(seen)["Cluster sales-cluster"]).toMatchObject({
      clusterName: "kineo-sales-prod-analytics",
      customTags: { lakehouse: "sales", stack: "kineo/prod" },
    });
    expect(seen.filter(({ type }) => type.endsWith(":TableLayout"))).toHaveLength(1);
  });
});

describe("transform", () => {
  test("an object is laid over the arguments of a child", async () => {
    const transform = { cluster: { sparkVersion: "18.0.x-scala2.13", idempotencyToken: "one" } };
    const made = children(await record(() => new Cluster("etl", { ...cluster, transform })));
    expect(made["Cluster etl"]).toMatchObject({
      ...{ clusterName: "etl", sparkVersion: "18.0.x-scala2.13", idempotencyToken: "one" },
    });
  });

  test("a function changes arguments in place, at any depth, and learns whose they are", async () => {
    const asked: string[] = [];
    const seen = await record(() => {
      const { nodes } = lakehouse({
        job: (args, opts, name) => {
          asked.push(name);
          args.description = pulumi.interpolate`ours: ${name}`;
          args.tables = Object.fromEntries(Object.entries(args.tables).slice(0, 1));
          opts.protect = false;
        },
        tableLayout: (args) => {
          args.properties = { "delta.appendOnly": "true" };
        },
        permissions: { accessControls: [{ userName: "a@b.test", permissionLevel: "CAN_MANAGE" }] },
        file: (args) => {
          args.path = "/elsewhere";
        },
      });
      return nodes;
    });
    const made = children(seen);
    const [name = ""] = asked;
    const { description, tables: left, scripts } = made[`MaintenanceJob ${name}`] ?? {};
    expect([description, Object.keys(left as object).length]).toEqual([`ours: ${name}`, 1]);
    expect(JSON.stringify(scripts)).toContain('"/elsewhere"');
    const layouts = seen.filter(({ type }) => type.endsWith(":TableLayout"));
    expect(layouts[0]?.inputs["properties"]).toMatchObject({ "delta.appendOnly": "true" });
    for (const { inputs } of seen.filter(({ type }) => type.endsWith(":Permissions"))) {
      expect(inputs["accessControls"]).toEqual([{ userName: "a@b.test", permissionLevel: "CAN_MANAGE" }]);
    }
  });

  test.each<[what: string, change: () => unknown]>([
    ["an object", () => ({ numWorkers: 1 })],
    ["a promise", () => Promise.resolve()],
  ])("a function that returns %s is told that nobody reads it", async (what, change) => {
    const made = record(() => new Cluster("etl", { ...cluster, transform: { cluster: change } }));
    await expect(made).rejects.toThrow(`the transform of "etl" returns ${what}, which nobody reads`);
  });
});

function lakehouse(transform: LakehouseArgs["transform"] = {}): Lakehouse {
  return new Lakehouse("sales", { tables, settings: settingsOf("prod"), transform });
}

test("drift is told what is transformed, which it cannot know from files", async () => {
  const transformed: unknown[] = [];
  const prototype = pulumi.ComponentResource.prototype as unknown as {
    registerOutputs(given?: object): void;
  };
  const spy = vi.spyOn(prototype, "registerOutputs").mockImplementation((given = {}) => {
    if ("jobIds" in given) transformed.push("transformed" in given ? given.transformed : "nothing");
  });
  await record(() => lakehouse({ job: {}, cluster: {}, file: undefined }));
  await record(() => lakehouse());
  spy.mockRestore();
  expect(transformed).toEqual([["cluster", "job"], "nothing"]);
});

test("nodes are the children", async () => {
  const seen = await record(() => {
    const { nodes } = lakehouse();
    expect(Object.keys(nodes.tableLayouts)).toEqual(tables.map(({ name }) => name).sort());
    expect(Object.keys(nodes.jobs)).toEqual(["warm-up", "weekly-small"]);
    expect(Object.keys(nodes.files)).toEqual(["run-statement", "run-if-due", "read", "cache-tables"]);
    expect(nodes.materializedViews).toEqual({});
    const raw = [nodes.cluster, nodes.warehouse].flatMap((component) =>
      Object.values<unknown>({ ...component.nodes }),
    );
    expect(raw.filter((each) => each instanceof pulumi.CustomResource)).toHaveLength(4 + 2);
  });
  expect(seen.filter(({ type }) => type.startsWith("databricks:"))).toHaveLength(4 + 2 + 4);
});

describe("arguments that are wrong end the program with one error, before any resource", () => {
  const withPlain = (args: object) => args as never;

  test.each<[why: string, make: () => unknown, message: string]>([
    [
      "fewer workers at the most than at the least",
      () => new Cluster("etl", { ...cluster, workers: { min: 3, max: 2 } }),
      'Cluster "etl": 1 fault in its arguments\n  - workers: min (3) is over max (2)',
    ],
    [
      "a node type that no cloud has",
      () => new Cluster("etl", { ...cluster, nodeType: "r6id.2xlrage" }),
      'nodeType: got "r6id.2xlrage"; no cloud has a node type "r6id.2xlrage"; allowed: r6id.2xlarge',
    ],
    [
      "a runtime that is not pinned",
      () => new Cluster("etl", { ...cluster, runtime: "latest" }),
      'runtime: got "latest"; expected a pinned runtime key',
    ],
    [
      "a misspelt argument and a missing one",
      () => new Cluster("etl", withPlain({ ...cluster, runtime: undefined, autoTerminationMinuts: 10 })),
      'Cluster "etl": 2 faults in its arguments\n  - runtime: missing; expected a text\n  - autoTerminationMinuts: unknown key; did you mean "autoTerminationMinutes"?',
    ],
    [
      "a level that clusters do not have",
      () =>
        new Cluster("etl", withPlain({ ...cluster, permissions: [{ group: "a", level: "CAN_MANAGE_RUN" }] })),
      'permissions.0.level: got "CAN_MANAGE_RUN"; allowed: "CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"',
    ],
    [
      "a group that stands in the list twice",
      () =>
        new Warehouse("bi", {
          ...warehouse,
          permissions: [
            { group: "a", level: "CAN_USE" },
            { group: "a", level: "CAN_MANAGE" },
          ],
        }),
      "permissions: a group stands in it twice",
    ],
    [
      "a child that there is none of",
      () => new Cluster("etl", withPlain({ ...cluster, transform: { clusters: {} } })),
      'transform.clusters: unknown key; did you mean "cluster"?',
    ],
    [
      "a size in another spelling",
      () => new Warehouse("bi", withPlain({ ...warehouse, size: "small" })),
      'size: got "small"; allowed: "2X-Small"',
    ],
    [
      "a schedule of five fields for cron",
      () =>
        new MaintenanceJob("nightly", {
          ...job,
          start: { kind: "schedule", cron: "at night", timezone: "Europe/Berlin" },
        }),
      "a Quartz schedule",
    ],
    [
      "a table without its catalog",
      () => new MaintenanceJob("nightly", { ...job, tables: { "b.c": { vacuum: "VACUUM b.c" } } }),
      "a full name: catalog.schema.table",
    ],
    [
      "a job without what runs it",
      () => new MaintenanceJob("nightly", withPlain({ ...job, runsOn: undefined })),
      "runsOn: missing",
    ],
    [
      "settings with faults",
      () => new Lakehouse("sales", { tables, settings: withPlain({ catalog: "dev" }) }),
      'Lakehouse "sales": 5 faults in settings',
    ],
    [
      "a table with faults",
      () => new Lakehouse("sales", { tables: withPlain([{ name: "gold.t" }]), settings: settingsOf("dev") }),
      "tables/gold/t.ts: ",
    ],
    [
      "an argument that a lakehouse does not take",
      () => new Lakehouse("sales", withPlain({ tables, settings: settingsOf("dev"), materialisedViews: [] })),
      'materialisedViews: unknown key; did you mean "materializedViews"?',
    ],
    [
      "a plan that the rules refuse",
      () => {
        const settings = settingsOf("dev");
        const { cluster: given } = settings;
        return new Lakehouse("sales", {
          tables,
          settings: { ...settings, cluster: { ...given, nodeType: "r6id.2xlrage" } },
        });
      },
      'no cloud has a node type "r6id.2xlrage"',
    ],
    [
      "a transform of what a lakehouse is not made of",
      () =>
        new Lakehouse("sales", withPlain({ tables, settings: settingsOf("dev"), transform: { clustr: {} } })),
      'clustr: unknown key; did you mean "cluster"?',
    ],
  ])("%s", async (_why, make, message) => {
    let error: unknown;
    const seen = await record(() => {
      try {
        make();
      } catch (thrown) {
        error = thrown;
      }
    });
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect((error as Error).message).toContain(message);
    expect(seen).toEqual([]);
  });
});
