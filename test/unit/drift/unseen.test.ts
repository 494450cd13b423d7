import { describe, expect, test } from "vitest";
import { compareObject } from "../../../src/drift/objects/compare.ts";
import { fieldsOf, type ObjectKind } from "../../../src/drift/objects/shapes.ts";
import type { DeployedSide } from "../../../src/drift/sides.ts";
import { SECRET_SIGNATURE } from "../../../src/redaction/envelope.ts";

const URN = "urn:pulumi:prod::p::databricks::x";
const UP = `pulumi up --stack prod --refresh --target '${URN}'`;

const SENT: Readonly<Partial<Record<ObjectKind, Readonly<Record<string, unknown>>>>> = {
  cluster: {
    cluster_name: "etl",
    autoscale: { min_workers: 2, max_workers: 8 },
    autotermination_minutes: 60,
    spark_conf: { "spark.a": "it's", "spark.b": "2" },
    custom_tags: { team: "bi" },
  },
  warehouse: { name: "w", cluster_size: "Small", channel: { name: "CHANNEL_NAME_CURRENT" } },
  clusterPolicy: { name: "p", definition: '{"a":{"type":"fixed"},"b":{"type":"fixed"}}' },
  permissions: { access_controls: [{ group_name: "analysts", permission_level: "CAN_USE" }] },
  job: {
    name: "j",
    schedule: { quartz_cron_expression: "0 0 3 ? * SUN", timezone_id: "UTC", pause_status: "UNPAUSED" },
  },
};

/** How the printed revert of an object begins, before the up. */
function before(kind: ObjectKind, change: Readonly<Record<string, unknown>>, sent = SENT[kind] ?? {}) {
  const side: DeployedSide = {
    ...{ kind, name: "x", id: "17", urn: URN, sent },
    fields: fieldsOf(kind, sent),
    // What the provider adds to the inputs.
    recorded: fieldsOf(kind, { num_workers: 0, enable_photon: true, timeout_seconds: 0, ...sent }),
  };
  const live = fieldsOf(kind, { enable_photon: true, ...sent, ...change });
  const context = { stack: "prod", up: "pulumi up --stack prod", declaredBy: "plan", makers: [] } as const;
  const { drifted } = compareObject({ declared: side, deployed: side, live }, context);
  const { command = "", manual } = drifted?.revert ?? {};
  expect(command.endsWith(UP)).toBe(true);
  const request = command.slice(0, -UP.length).replace(/ && $/, "");
  return { request, ...(manual === undefined ? {} : { manual }) };
}

const update = (mask: string, cluster: object) =>
  `databricks api post /api/2.1/clusters/update --json '${JSON.stringify({ cluster_id: "17", update_mask: mask, cluster }).replaceAll("'", String.raw`'\''`)}'`;

describe("what the provider's refresh does not see is put back over the API first", () => {
  test.each<[what: string, kind: ObjectKind, change: Readonly<Record<string, unknown>>, request: string]>([
    [
      "a cluster fixed at a size",
      "cluster",
      { autoscale: undefined, num_workers: 3 },
      update("autoscale", { autoscale: { min_workers: 2, max_workers: 8 } }),
    ],
    [
      "a Spark conf all of which is gone",
      "cluster",
      { spark_conf: undefined },
      update("spark_conf", { spark_conf: { "spark.a": "it's", "spark.b": "2" } }),
    ],
    [
      "environment variables where none were",
      "cluster",
      { spark_env_vars: { A: "b" } },
      update("spark_env_vars", {}),
    ],
    [
      "tags that are gone, and a policy",
      "cluster",
      { custom_tags: {}, policy_id: "P" },
      update("custom_tags,policy_id", { custom_tags: { team: "bi" } }),
    ],
    [
      "a warehouse's pinned version",
      "warehouse",
      { channel: { name: "CHANNEL_NAME_CURRENT", dbsql_version: "2026.1" } },
      `databricks api post /api/2.0/sql/warehouses/17/edit --json '{"channel":{"name":"CHANNEL_NAME_CURRENT"}}'`,
    ],
    [
      "a warehouse's instance profile",
      "warehouse",
      { instance_profile_arn: "arn" },
      `databricks api post /api/2.0/sql/warehouses/17/edit --json '{"instance_profile_arn":""}'`,
    ],
    [
      "a policy's number of clusters",
      "clusterPolicy",
      { max_clusters_per_user: 1 },
      `databricks api post /api/2.0/policies/clusters/edit --json '${JSON.stringify({ policy_id: "17", ...SENT.clusterPolicy })}'`,
    ],
    [
      "a job that starts otherwise",
      "job",
      { schedule: undefined, continuous: { pause_status: "PAUSED" }, timeout_seconds: 60 },
      `databricks api post /api/2.2/jobs/update --json '${JSON.stringify({
        job_id: 17,
        new_settings: { schedule: SENT.job?.["schedule"] },
        fields_to_remove: ["continuous", "timeout_seconds"],
      })}'`,
    ],
  ])("%s", (...[, kind, change, request]) => {
    expect(before(kind, change)).toEqual({ request });
  });

  test.each<[what: string, kind: ObjectKind, change: Readonly<Record<string, unknown>>]>([
    ["other bounds", "cluster", { autoscale: { min_workers: 2, max_workers: 9 } }],
    [
      "a conf of several changed, and one added",
      "cluster",
      { spark_conf: { "spark.a": "1", "spark.c": "3" } },
    ],
    ["a switch that the state has", "warehouse", { enable_photon: false }],
    ["a bound of a policy taken away", "clusterPolicy", { definition: '{"a":{"type":"fixed"}}' }],
    [
      "somebody who may use an object beside others",
      "permissions",
      { access_control_list: [{ user_name: "ana", all_permissions: [{ permission_level: "CAN_USE" }] }] },
    ],
    ["a job paused", "job", { schedule: { ...(SENT.job?.["schedule"] as object), pause_status: "PAUSED" } }],
  ])("and what it sees is left to up: %s", (_, kind, change) => {
    expect(before(kind, change)).toEqual({ request: "" });
  });

  test("what the state keeps secret is left to a person", () => {
    const sent = { ...SENT.cluster, spark_conf: { "spark.a": SECRET_SIGNATURE } };
    const { request, manual } = before("cluster", { autoscale: undefined, num_workers: 3 }, sent);
    expect(request).toContain("clusters/update");
    expect(manual).toBeUndefined();
    const secret = { ...SENT.cluster, autoscale: { min_workers: SECRET_SIGNATURE, max_workers: 8 } };
    expect(before("cluster", { autoscale: undefined, num_workers: 3 }, secret)).toMatchObject({
      request: "",
      manual: expect.stringContaining("set them by hand as declared") as string,
    });
  });
});
