import { beforeAll, describe, expect, test } from "vitest";
import { stacksIn } from "../../../src/project/stack-settings.ts";
import { TestWorkspace } from "../sandbox/support/workspace.ts";
import { planOf, project } from "../../../dev/start/kineo.ts";

/** Clusters that somebody makes by hand under the stack's policy, asked of a workspace that enforces policies. */
describe.each(stacksIn(project))("under the policy of %s, a hand-made cluster", (stack) => {
  const { cluster, policy } = planOf(stack).compute;
  const { min, max } = cluster.workers;
  let workspace: TestWorkspace;
  let policyId: unknown;

  beforeAll(async () => {
    workspace = await TestWorkspace.open();
    const body = { name: policy.name, definition: JSON.stringify(policy.definition) };
    policyId = (await workspace.ok("POST", "/api/2.0/policies/clusters/create", body))["policy_id"];
  });

  const create = (change: object) =>
    workspace.send("POST", "/api/2.1/clusters/create", {
      policy_id: policyId,
      spark_version: cluster.runtime,
      node_type_id: cluster.nodeType,
      driver_node_type_id: cluster.nodeType,
      autoscale: { min_workers: min, max_workers: max },
      autotermination_minutes: cluster.autoTerminationMinutes,
      ...change,
    });

  test("may be as the stack's own, and gets its access mode and tag", async () => {
    const { body } = await create({});
    const made = await workspace.ok("GET", `/api/2.1/clusters/get?cluster_id=${String(body["cluster_id"])}`);
    expect(made).toMatchObject({
      data_security_mode: cluster.dataSecurityMode,
      custom_tags: { stack: cluster.tags["stack"] },
    });
  });

  test("may be smaller and end sooner", async () => {
    const { status } = await create({
      autoscale: { min_workers: min, max_workers: min },
      autotermination_minutes: 10,
    });
    expect(status).toBe(200);
  });

  test.each([
    ["more workers", { autoscale: { min_workers: min, max_workers: max + 1 } }, "autoscale.max_workers"],
    ["fewer workers", { autoscale: { min_workers: min - 1, max_workers: max } }, "autoscale.min_workers"],
    ["a fixed size", { autoscale: undefined, num_workers: max + 1 }, "autoscale.max_workers"],
    ["a fixed size beside its bounds", { num_workers: max + 1 }, "num_workers"],
    ["another node type", { node_type_id: "i3.16xlarge" }, "node_type_id"],
    ["another driver", { driver_node_type_id: "i3.16xlarge" }, "driver_node_type_id"],
    ["nodes from a pool", { instance_pool_id: "pool" }, "instance_pool_id"],
    ["a driver from a pool", { driver_instance_pool_id: "pool" }, "driver_instance_pool_id"],
    [
      "a longer idle time",
      { autotermination_minutes: cluster.autoTerminationMinutes + 1 },
      "autotermination_minutes",
    ],
    ["no end", { autotermination_minutes: 0 }, "autotermination_minutes"],
    ["another runtime", { spark_version: "15.4.x-scala2.12" }, "spark_version"],
    ["another access mode", { data_security_mode: "SINGLE_USER" }, "data_security_mode"],
  ])("may not have %s", async (_what, change, attribute) => {
    const { status, body } = await create(change);
    expect([status, body["message"]]).toEqual([
      400,
      expect.stringMatching(new RegExp(`^Cluster validation error: Validation failed for ${attribute}, `)),
    ]);
  });
});
