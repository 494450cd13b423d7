import { expect, test } from "vitest";
import { deletion, importFile, plannedCreates, type OrphanPreview } from "../../../src/recover/orphans.ts";

const stack = "urn:pulumi:dev::kineo::pulumi:pulumi:Stack::kineo-dev";
const component = "urn:pulumi:dev::kineo::lakewright:index:Cluster::kineo-cluster";
const cluster =
  "urn:pulumi:dev::kineo::lakewright:index:Cluster$databricks:index/cluster:Cluster::kineo-cluster";

const inputs = { clusterName: "kineo-dev-analytics" };
const preview: OrphanPreview = {
  steps: [
    { op: "same", urn: "urn:a", newState: { type: "databricks:index/job:Job", custom: true } },
    {
      op: "create",
      urn: component,
      newState: { type: "lakewright:index:Cluster", custom: false, parent: stack },
    },
    {
      op: "create",
      urn: cluster,
      newState: { type: "databricks:index/cluster:Cluster", custom: true, parent: component, inputs },
    },
  ],
};
const creates = plannedCreates(preview);
const orphans = creates
  .filter((created) => !created.component)
  .map((resource) => ({ kind: "cluster", name: "kineo-dev-analytics", ids: ["c1"], resource }) as const);

test("what a preview would create is what may have been left behind", () => {
  expect(creates).toEqual([
    { urn: component, type: "lakewright:index:Cluster", parent: stack, component: true, inputs: {} },
    { urn: cluster, type: "databricks:index/cluster:Cluster", parent: component, component: false, inputs },
  ]);
});

const KIND = "databricks_index_cluster_Cluster";
const CHILD = `urn_pulumi_dev_kineo_lakewright_index_Cluster_${KIND}_kineo_cluster`;
const PARENT = "urn_pulumi_dev_kineo_lakewright_index_Cluster_kineo_cluster";
const STACK = "urn_pulumi_dev_kineo_pulumi_pulumi_Stack_kineo_dev";
const imported = {
  type: "databricks:index/cluster:Cluster",
  name: CHILD,
  logicalName: "kineo-cluster",
  parent: PARENT,
  id: "c1",
};

test("an object is imported under a parent that the state has", () => {
  expect(JSON.parse(importFile(orphans, []))).toEqual({
    nameTable: { [PARENT]: component },
    resources: [imported],
  });
});

test("a component that the state lacks is imported first", () => {
  expect(JSON.parse(importFile(orphans, creates))).toEqual({
    nameTable: { [STACK]: stack },
    resources: [
      {
        type: "lakewright:index:Cluster",
        name: PARENT,
        logicalName: "kineo-cluster",
        parent: STACK,
        component: true,
      },
      imported,
    ],
  });
});

test("each kind is deleted as the workspace deletes it", () => {
  const deletions = [
    deletion("job", "12"),
    deletion("warehouse", "w/1"),
    deletion("cluster", "c"),
    deletion("clusterPolicy", "p"),
  ];
  expect(deletions).toEqual([
    { method: "POST", path: "/api/2.2/jobs/delete", body: { job_id: 12 } },
    { method: "DELETE", path: "/api/2.0/sql/warehouses/w%2F1" },
    { method: "POST", path: "/api/2.1/clusters/permanent-delete", body: { cluster_id: "c" } },
    { method: "POST", path: "/api/2.0/policies/clusters/delete", body: { policy_id: "p" } },
  ]);
});
