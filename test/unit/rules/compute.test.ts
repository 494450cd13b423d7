import { expect, test } from "vitest";
import { nodeTypeIds } from "../../../src/catalog/node-types.ts";
import { rules } from "../../../src/rules/index.ts";
import { type ClusterSubject, subject, type Subject, type TableSubject } from "../../../src/rules/subject.ts";

const GiB = 1024 ** 3;

/** What one rule says. */
function say(id: string, parts: Partial<Subject>) {
  return rules
    .find((rule) => rule.id === id)
    ?.check(subject(parts))
    .map(({ message }) => message);
}

function sayOf(id: string, cluster: Partial<ClusterSubject>, today?: string) {
  const clusters = [{ where: "cluster", kind: "all-purpose", ...cluster } as const];
  return say(id, { clusters, ...(today === undefined ? {} : { today }) });
}

test("bounds of a cluster", () => {
  expect(sayOf("cluster/autoscale", { workers: { min: 3, max: 2 } })).toEqual([
    "at least 3 and at most 2 workers",
  ]);
  expect(sayOf("cluster/autoscale", { workers: { min: 0, max: 2 } })).toEqual(["autoscales from 0 workers"]);
  expect(sayOf("cluster/autoscale", { workers: { min: 0, max: 0 } })).toEqual([]);
});

test("a job's cluster ends with its run, and one that is not known to stay is not judged", () => {
  expect(sayOf("cluster/auto-termination", { kind: "job", autoTerminationMinutes: 0 })).toEqual([]);
  expect(sayOf("cluster/auto-termination", {})).toEqual([]);
});

test.each([
  ["auto:latest-lts", undefined, ['"auto:latest-lts" is another runtime after every release']],
  ["99.1.x-scala2.13", undefined, ['no Databricks Runtime "99.1.x-scala2.13" is known']],
  ["custom:mine", "2026-11-24", []],
  ["14.3.x-scala2.12", undefined, []],
  ["14.3.x-scala2.12", "2026-08-04", []],
  [
    "14.3.x-photon-scala2.12",
    "2026-08-05",
    ["the support of Databricks Runtime 14.3 ends on 2027-02-01, within 180 days"],
  ],
  ["14.3.x-scala2.12", "2027-02-02", ["the support of Databricks Runtime 14.3 ended on 2027-02-01"]],
  ["19.x-scala2.13", "2040-01-01", []],
])("the runtime %s on %s", (runtime, today, messages) => {
  expect(sayOf("cluster/runtime", { runtime }, today)).toEqual(messages);
});

test.each([
  "r8gd.2xlarge",
  "m7i-flex.large",
  "c7g.metal",
  "Standard_E8ads_v6",
  "c4-highmem-8",
  "custom.xlarge",
])("the node type %s may be newer than the list, unless its memory was promised", (nodeType) => {
  const isShaped = nodeType !== "custom.xlarge";
  const promise = { memory: "8 GB", at: "min" } as const;
  expect(sayOf("cluster/node-type", { nodeType })).toHaveLength(isShaped ? 0 : 1);
  expect(sayOf("cluster/node-type", { driverNodeType: nodeType })).toHaveLength(isShaped ? 0 : 1);
  expect(sayOf("cluster/node-type", { nodeType, promise })).toHaveLength(1);
});

test("every node type of the list has the shape of one, so that a misspelt one stands out", () => {
  for (const nodeType of nodeTypeIds().filter((id) => !/_T4_|e2_/.test(id))) {
    expect(sayOf("cluster/node-type", { nodeType: nodeType.replace(/\d/, "7") })).toEqual([]);
  }
});

test("a spot cluster needs its driver and a way out", () => {
  expect(sayOf("cluster/spot-driver", { spot: { fallback: false, firstOnDemand: 0 } })).toEqual([
    "the driver may be a spot instance",
    "spot instances without a fallback",
  ]);
});

test("executors' memory is held to the sum promised, at the size of the cluster that was promised for", () => {
  const promised = { workers: { min: 2, max: 8 }, promise: { memory: "128 GB", at: "max" } } as const;
  const heap = (value: string) => ({ conf: [{ key: "spark.executor.memory", value }] });
  expect(sayOf("cluster/memory", { ...promised, ...heap("8g") })).toEqual([
    "8 workers × 8g = 64 GB, under the 128 GB promised at max workers",
  ]);
  expect(sayOf("cluster/memory", { ...promised, ...heap("16384") })).toEqual([]);
  expect(sayOf("cluster/memory", { ...promised, ...heap("8 g") })).toEqual([]);
  expect(sayOf("cluster/memory", { ...promised, nodeType: "r6id.xlarge", ...heap("8g") })).toHaveLength(1);
});

test("a JVM may have as much memory as its node, and no more", () => {
  const conf = (values: Readonly<Record<string, string>>) => ({
    ...{ nodeType: "r6id.xlarge", driverNodeType: "r6id.2xlarge" },
    conf: Object.entries(values).map(([key, value]) => ({ key, value })),
  });
  const id = "cluster/memory-keys";
  expect(sayOf(id, conf({ "spark.executor.memory": "32g", "spark.driver.memory": "64g" }))).toEqual([]);
  expect(sayOf(id, conf({ "spark.executor.memory": "33g", "spark.driver.memory": "65g" }))).toEqual([
    "spark.executor.memory 33g on r6id.xlarge, which has 32 GB",
    "spark.driver.memory 65g on r6id.2xlarge, which has 64 GB",
  ]);
  const both = { "spark.executor.memory": "24g", "spark.memory.offHeap.size": "10g" };
  expect(sayOf(id, conf(both))).toEqual([]);
  expect(sayOf(id, conf({ ...both, "spark.memory.offHeap.enabled": "true" }))).toEqual([
    "spark.executor.memory 24g and spark.memory.offHeap.size 10g on r6id.xlarge, which has 32 GB",
  ]);
  expect(sayOf(id, { conf: [{ key: "spark.executor.memory", value: "900g" }] })).toEqual([]);
});

test("a SQL task is judged by the warehouse that it names", () => {
  const task = { key: "t", runsOn: "warehouse", kind: "sql" } as const;
  const warehouses = [{ where: "w", type: "classic", serverless: false } as const];
  const jobs = [{ where: "j", tasks: [task, { ...task, key: "u", warehouse: "w" }] }];
  expect(say("warehouse/type", { warehouses, jobs })).toEqual(["a SQL task on the classic warehouse w"]);
});

test("everybody may use, and not manage", () => {
  const permissions = [
    { principal: "users", level: "CAN_MANAGE_RUN" },
    { principal: "account users", level: "IS_OWNER" },
    { principal: "admins", level: "CAN_MANAGE" },
  ];
  expect(say("permissions/everyone-manages", { jobs: [{ where: "j", tasks: [], permissions }] })).toEqual([
    "gives IS_OWNER to account users, which is everybody",
  ]);
});

test("VACUUM is held to the table's own retention", () => {
  const id = "maintenance/vacuum-below-retention";
  const statement = { kind: "vacuum", on: "warehouse", table: "prod.gold.t" } as const;
  const properties = { "delta.deletedFileRetentionDuration": "1 day" };
  const tables = [{ name: "gold.t", layout: {}, properties }];
  expect(say(id, { statements: [statement] })).toEqual([]);
  expect(say(id, { tables, statements: [{ ...statement, retainHours: 24 }] })).toEqual([]);
  expect(say(id, { tables, statements: [{ ...statement, retainHours: 23 }] })).toEqual([
    "VACUUM retains 23 hours, and the table keeps deleted files for 1 day",
  ]);
  expect(say(id, { statements: [{ ...statement, retainHours: -1 }] })).toHaveLength(1);
});

test("ANALYZE is refused by engine and by type", () => {
  const tables = [{ name: "gold.t", layout: {}, columns: { id: "BIGINT", tags: "MAP<STRING,STRING>" } }];
  const analyze = { kind: "analyze", table: "t", columns: ["ID", "Tags"] } as const;
  const onSpark = { tables, statements: [{ ...analyze, on: "spark" } as const] };
  // Of a table that may be one of Spark's own, ANALYZE is in order.
  expect(say("maintenance/analyze", onSpark)).toEqual([]);
  const isDelta = (parts: Partial<TableSubject>) =>
    say("maintenance/analyze", { ...onSpark, tables: tables.map((table) => ({ ...table, ...parts })) });
  for (const parts of [
    { format: "delta" },
    { layout: { zorder: ["id"] } },
    { layout: { cluster: "auto" } },
    { properties: { "delta.appendOnly": "true" } },
  ] as const) {
    expect(isDelta(parts)).toEqual(["ANALYZE of a Delta table, which open-source Spark does not support"]);
  }
  expect(isDelta({ format: "parquet", layout: { partition: ["id"] } })).toEqual([]);
  expect(say("maintenance/analyze", { tables, statements: [{ ...analyze, on: "warehouse" }] })).toEqual([
    "ANALYZE of Tags of type MAP<STRING,STRING>",
  ]);
  expect(say("maintenance/analyze", { statements: [{ ...analyze, on: "spark" }] })).toEqual([]);
  const weekly = { maintenance: { analyze: true }, statistics: ["tags"] };
  expect(
    say("maintenance/analyze", { tables: tables.map((table) => ({ ...table, ...weekly })) }),
  ).toHaveLength(1);
});

test("a Z-order beside predictive optimization is told apart from an OPTIMIZE", () => {
  const table = { name: "gold.t", layout: { zorder: ["id"] }, predictiveOptimization: true };
  expect(say("maintenance/optimize-beside-predictive", { tables: [table] })).toEqual([
    "Z-orders by id, and predictive optimization ignores Z-ordered files",
  ]);
});

test("thresholds and hints are measured by declared sizes", () => {
  const key = "spark.sql.autoBroadcastJoinThreshold";
  const conf = (value: string) => [{ setAt: "launch", on: "cluster", entries: [{ key, value }] } as const];
  const sized = (bytes: number) => [{ name: "gold.t", layout: {}, size: { rows: 1, bytes } }];
  const threshold = (value: string, bytes: number) =>
    say("join/broadcast-threshold", { confs: conf(value), tables: sized(bytes) });
  expect(threshold("-1", 1)).toEqual([]);
  expect(threshold("50MB", GiB)).toEqual([]);
  expect(threshold("50MB", GiB / 1024)).toHaveLength(1);
  expect(threshold("9g", 20 * GiB)).toEqual(["9g is over the 8 GB that Spark broadcasts at most"]);
  expect(say("join/broadcast-threshold", { confs: conf("50MB") })).toEqual([]);
  const statements = [{ kind: "broadcast hint", on: "cluster", tables: ["t"] } as const];
  const hint = (bytes: number) =>
    say("join/broadcast-hint", { confs: conf("50MB"), tables: sized(bytes), statements });
  expect(hint(2 * GiB)).toEqual(["broadcasts 2 GB (the declared size) to every executor"]);
  expect(hint(GiB / 8)).toEqual([]);
  expect(hint(GiB / 1024)).toEqual([
    "broadcasts 1 MB (the declared size), which is under the threshold of 50 MB and broadcast anyway",
  ]);
  expect(say("join/broadcast-hint", { statements })).toEqual([]);
});
