import { describe, expect, test } from "vitest";
import { compareObject, type ObjectContext } from "../../../src/drift/objects/compare.ts";
import { declaredObjects } from "../../../src/drift/objects/declared.ts";
import { recordedAsSent } from "../../../src/databricks/as-sent.ts";
import { fieldsOf, type ObjectKind } from "../../../src/drift/objects/shapes.ts";
import { BACKEND_DEFAULTS, backendDefault } from "../../../src/catalog/fields/backend-defaults.ts";
import type { Kind } from "../../../src/drift/report.ts";
import type { DeployedSide, Fields } from "../../../src/drift/sides.ts";
import { planOf } from "../../../dev/start/kineo.ts";

const context: ObjectContext = {
  ...{ stack: "prod", up: "pulumi up --stack prod", declaredBy: "plan" },
  makers: ["deployer@kineo.test", undefined],
};
const declared = declaredObjects("kineo", planOf("prod"), []);

function deployed(kind: ObjectKind, name: string): DeployedSide {
  const side = declared.find((other) => other.kind === kind && other.name === name);
  if (side === undefined) throw new Error(`no ${kind} ${name}`);
  return { ...side, id: "id-1", urn: `urn:pulumi:prod::kineo::databricks:${kind}::${name}` };
}

/** An object as a workspace answers for it, and what is found. */
function compare(kind: ObjectKind, name: string, live: Readonly<Record<string, unknown>>) {
  const side = deployed(kind, name);
  const { drifted, notes } = compareObject(
    { declared: side, deployed: side, live: { ...side.fields, ...fieldsOf(kind, live) } },
    context,
  );
  return { found: drifted?.differences.map(({ what, path }) => [what, path]) ?? [], notes };
}

describe("what a workspace adds by itself is no drift", () => {
  test.each<[kind: ObjectKind, name: string, live: Readonly<Record<string, unknown>>]>([
    [
      "cluster",
      "kineo-cluster",
      {
        cluster_id: "1125-142614-qokp9gyu",
        creator_user_name: "deployer@kineo.test",
        driver: { node_id: "a", private_ip: "10.0.0.1", start_timestamp: 1764000000000 },
        executors: [{ node_id: "b", private_ip: "10.0.0.2" }],
        spark_context_id: 8725364524317,
        driver_healthy: true,
        jdbc_port: 10000,
        cluster_cores: 24,
        cluster_memory_mb: 196608,
        state: "TERMINATED",
        state_message: "Inactive cluster terminated (inactive for 60 minutes).",
        start_time: 1764000000000,
        terminated_time: 1764003600000,
        last_state_loss_time: 0,
        last_activity_time: 1764003000000,
        last_restarted_time: 1764000000000,
        termination_reason: {
          code: "INACTIVITY",
          type: "SUCCESS",
          parameters: { inactivity_duration_min: "60" },
        },
        default_tags: {
          Vendor: "Databricks",
          Creator: "deployer@kineo.test",
          ClusterName: "kineo-prod-analytics",
        },
        aws_attributes: {
          availability: "SPOT_WITH_FALLBACK",
          first_on_demand: 1,
          zone_id: "us-east-1a",
          spot_bid_price_percent: 100,
        },
        enable_elastic_disk: true,
        enable_local_disk_encryption: false,
        effective_spark_version: "17.3.x-scala2.13",
        init_scripts_safe_mode: false,
        init_scripts: [],
        spec: { spark_version: "17.3.x-scala2.13", num_workers: 2 },
        disk_spec: {},
        cluster_source: "API",
        single_user_name: "",
        driver_node_type_id: planOf("prod").compute.cluster.nodeType,
        runtime_engine: "STANDARD",
      },
    ],
    [
      "warehouse",
      "kineo-warehouse",
      {
        id: "6a69fa9c30a27b32",
        creator_name: "deployer@kineo.test",
        creator_id: 7644138420879474,
        size: "SMALL",
        state: "STOPPED",
        num_clusters: 0,
        num_active_sessions: 0,
        enable_photon: true,
        spot_instance_policy: "COST_OPTIMIZED",
        jdbc_url: "jdbc:spark://workspace.test:443/default",
        odbc_params: {
          hostname: "workspace.test",
          path: "/sql/1.0/warehouses/6a",
          protocol: "https",
          port: 443,
        },
        health: { status: "HEALTHY", details: "" },
        instance_profile_arn: "",
      },
    ],
    [
      "job",
      "kineo-weekly-small",
      {
        job_id: 2,
        creator_user_name: "deployer@kineo.test",
        run_as_user_name: "deployer@kineo.test",
        run_as_owner: true,
        created_time: 1764000000000,
        settings: {
          format: "MULTI_TASK",
          timeout_seconds: 0,
          email_notifications: {},
          webhook_notifications: {},
        },
      },
    ],
    [
      "clusterPolicy",
      "kineo-cluster-policy",
      {
        policy_id: "2C62B7",
        creator_user_name: "deployer@kineo.test",
        created_at_timestamp: 1764000000000,
        is_default: false,
      },
    ],
    [
      "permissions",
      "kineo-weekly-small-permissions",
      {
        object_id: "/jobs/2",
        object_type: "job",
        access_control_list: [
          {
            user_name: "deployer@kineo.test",
            all_permissions: [{ permission_level: "IS_OWNER", inherited: false }],
          },
          {
            group_name: "admins",
            all_permissions: [
              { permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/jobs/"] },
            ],
          },
        ],
      },
    ],
    [
      "permissions",
      "kineo-warehouse-permissions",
      {
        access_control_list: [
          {
            user_name: "deployer@kineo.test",
            all_permissions: [
              { permission_level: "IS_OWNER", inherited: false },
              { permission_level: "CAN_MANAGE", inherited: false },
            ],
          },
        ],
      },
    ],
  ])("%s %s", (kind, name, live) => {
    const side = deployed(kind, name);
    // Jobs and permissions are read whole, so that what is declared has to be there as well.
    const { found, notes } = compare(kind, name, live);
    expect({ found: found.filter(([, path]) => !Object.hasOwn(side.fields, path ?? "")), notes }).toEqual({
      found: [],
      notes: [],
    });
  });
});

describe("what people do is", () => {
  test.each<[kind: ObjectKind, name: string, live: Readonly<Record<string, unknown>>, path: string]>([
    ["cluster", "kineo-cluster", { num_workers: 8 }, "num_workers"],
    ["cluster", "kineo-cluster", { runtime_engine: "PHOTON" }, "runtime_engine"],
    ["cluster", "kineo-cluster", { init_scripts: [{ workspace: { destination: "/x.sh" } }] }, "init_scripts"],
    ["cluster", "kineo-cluster", { policy_id: "ABC" }, "policy_id"],
    ["cluster", "kineo-cluster", { single_user_name: "ana@kineo.test" }, "single_user_name"],
    ["cluster", "kineo-cluster", { custom_tags: { mine: "1" } }, "custom_tags.mine"],
    ["warehouse", "kineo-warehouse", { enable_photon: false }, "enable_photon"],
    [
      "warehouse",
      "kineo-warehouse",
      { spot_instance_policy: "RELIABILITY_OPTIMIZED" },
      "spot_instance_policy",
    ],
    ["warehouse", "kineo-warehouse", { channel: { dbsql_version: "2025.20" } }, "channel.dbsql_version"],
    ["clusterPolicy", "kineo-cluster-policy", { max_clusters_per_user: 1 }, "max_clusters_per_user"],
  ])("%s %s %j", (...[kind, name, live, path]) => {
    expect(compare(kind, name, live)).toEqual({ found: [["undeclared", path]], notes: [] });
  });

  test("a permission of anybody but whoever deploys", () => {
    const of = (level: string) => ({
      access_control_list: [{ user_name: "ana@kineo.test", all_permissions: [{ permission_level: level }] }],
    });
    for (const level of ["CAN_MANAGE", "IS_OWNER", "CAN_USE"]) {
      expect(compare("permissions", "kineo-weekly-small-permissions", of(level)).found).toContainEqual([
        "undeclared",
        '["user ana@kineo.test"]',
      ]);
    }
  });

  test("a field that nobody here has heard of is told and not judged", () => {
    expect(compare("warehouse", "kineo-warehouse", { quantum: { mode: "ON" } })).toEqual({
      found: [],
      notes: [
        "kineo-warehouse has quantum.mode, which this version of lakewright does not know; not compared.",
      ],
    });
  });
});

test("every row of what servers add has a reason, and no two say the same", () => {
  expect(BACKEND_DEFAULTS.filter(({ why }) => why.length < 10)).toEqual([]);
  const rows = BACKEND_DEFAULTS.flatMap(({ kind, fields, values = [] }) =>
    fields.map((field) => `${kind} ${field} ${values.join()}`),
  );
  expect(new Set(rows).size).toBe(rows.length);
  const why = (...[kind, path, value]: readonly [Kind, string, string]) =>
    backendDefault(kind, path, { value });
  expect(why("warehouse", "enable_photon", "false")).toBeUndefined();
  expect(why("warehouse", "size_of_it", "SMALL")).toBeUndefined();
  expect(why("warehouse", "health.status", "HEALTHY")).toBe("how the warehouse fares; it may be stopped");
  expect(why("table", 'properties["delta.columnMapping.mode"]', "id")).toBeDefined();
  const driver = (path: string, value: string) =>
    backendDefault(path.includes(".") ? "job" : "cluster", path, {
      value,
      beside: (field) => (field === "node_type_id" ? "i3.xlarge" : undefined),
    });
  for (const path of ["driver_node_type_id", "job_clusters.maintenance.new_cluster.driver_node_type_id"]) {
    expect(driver(path, "i3.xlarge")).toBeDefined();
    expect(driver(path, "i3.2xlarge")).toBeUndefined();
  }
  expect(why("table", 'properties["Delta.enableRowTracking"]', "TRUE")).toBeDefined();
  expect(why("table", 'properties["delta.enableRowTracking"]', "false")).toBeUndefined();
  expect(why("table", 'properties["delta.enableRowTrackingMore"]', "true")).toBeUndefined();
});

describe("a notebook and the cluster of a job", () => {
  const ofDev = declaredObjects("kineo", planOf("dev"), []);
  const side = (kind: ObjectKind, name: string): DeployedSide => {
    const found = ofDev.find((other) => other.kind === kind && other.name === name);
    if (found === undefined) throw new Error(`no ${kind} ${name}`);
    return { ...found, id: `/${name}`, urn: `urn:pulumi:dev::kineo::databricks:${kind}::${name}` };
  };
  const differing = (on: DeployedSide, live: Fields) =>
    compareObject({ declared: on, deployed: on, live }, context).drifted;

  const source = Buffer.from(
    planOf("dev").maintenance.scripts.find(({ key }) => key === "run-statement")?.content ?? "",
  ).toString();
  const exported = (text: string) =>
    fieldsOf("notebook", {
      path: side("notebook", "kineo-run-statement").fields["path"],
      content: Buffer.from(text).toString("base64"),
    });

  test.each<[as: string, text: string]>([
    ["as it was sent", source],
    ["without its last line end", source.trimEnd()],
    [
      "with more blank lines between cells",
      source.replaceAll("\n\n-- COMMAND ----------\n\n", "\n\n\n-- COMMAND ----------\n"),
    ],
    ["with other line ends", source.replaceAll("\n", "\r\n")],
  ])("reads back %s", (...[, text]) => {
    expect(text).toContain("COMMAND ----------");
    expect(differing(side("notebook", "kineo-run-statement"), exported(text))).toBeUndefined();
  });

  test("a cell more, less or changed is found, and reverted by deleting first", () => {
    const cells = source.split("-- COMMAND ----------");
    for (const text of [
      `${source}\n-- COMMAND ----------\n\nSELECT 1\n`,
      cells.slice(1).join("-- COMMAND ----------"),
      source.replace("STRING", "INT"),
      cells.join(""),
    ]) {
      const drifted = differing(side("notebook", "kineo-run-statement"), exported(text));
      expect(drifted?.differences.map(({ path }) => path)).toEqual(["content"]);
      expect(drifted?.revert.command).toMatch(
        /^databricks workspace delete '\/kineo-run-statement' && pulumi up /,
      );
    }
  });

  test("what a cloud fills in is no drift, what people set on the job's cluster is", () => {
    const on = side("job", "kineo-weekly-small");
    const maintenance = (spec: object) => ({
      ...on.fields,
      ...fieldsOf("job", {
        settings: { job_clusters: [{ job_cluster_key: "maintenance", new_cluster: spec }] },
      }),
    });
    const filledIn = { aws_attributes: { zone_id: "auto" }, enable_elastic_disk: true };
    expect(differing(on, maintenance(filledIn))).toBeUndefined();
    const manual = { ...filledIn, autoscale: { max_workers: 20 }, init_scripts: [{ workspace: {} }] };
    expect(
      differing(on, maintenance(manual))?.differences.map(({ what, path, adopt }) => [
        what,
        path,
        adopt.says,
      ]),
    ).toEqual([
      [
        ...["value", "job_clusters.maintenance.new_cluster.autoscale.max_workers"],
        "the settings shape job clusters and the interactive one alike (cluster)",
      ],
      [
        ...["undeclared", "job_clusters.maintenance.new_cluster.init_scripts"],
        "the settings shape job clusters and the interactive one alike (cluster)",
      ],
    ]);
  });

  test("the order of keys within a list is no difference", () => {
    expect(fieldsOf("job", { x: [{ b: 1, a: { d: 2, c: 3 } }] })).toEqual(
      fieldsOf("job", { x: [{ a: { c: 3, d: 2 }, b: 1 }] }),
    );
  });
});

test("recorded inputs are read without what the provider added", () => {
  const inputs = {
    __defaults: ["enablePhoton"],
    enablePhoton: true,
    clusterSize: "Small",
    channel: { __defaults: [], name: "CHANNEL_NAME_CURRENT" },
    tags: { __defaults: [], customTags: [{ __defaults: [], key: "costCenter", value: "a" }] },
  };
  expect(recordedAsSent(inputs)).toEqual({
    cluster_size: "Small",
    channel: { name: "CHANNEL_NAME_CURRENT" },
    tags: { custom_tags: [{ key: "costCenter", value: "a" }] },
  });
  // Keys of maps are people's own.
  expect(recordedAsSent({ sparkConf: { "spark.aB": "1" }, tags: { costCenter: "a" } })).toEqual({
    spark_conf: { "spark.aB": "1" },
    tags: { costCenter: "a" },
  });
});
