import { describe, expect, test } from "vitest";
import { type PolicySettings, readConfig } from "../../../src/policy/config.ts";
import { PolicyPack, type StackResource } from "../../../src/policy/pack.ts";
import { policies } from "../../../src/policy/policies.ts";
import type { PulumiResource } from "../../../src/policy/resources/resource.ts";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import { rules } from "../../../src/rules/index.ts";
import { LATER, resource } from "./resource.ts";

const TODAY = "2026-11-24";

function packWith(settings: Readonly<Record<string, Partial<PolicySettings>>> = {}): PolicyPack {
  const pack = new PolicyPack(() => new Date(TODAY));
  // As the engine does: every policy, with its own level unless another is given.
  const completed = policies.map(
    ({ name, level }) => [name, { level, properties: {}, ...settings[name] }] as const,
  );
  pack.configure(readConfig(new Map(completed)));
  return pack;
}

const accepting = (...accept: readonly Values[]) => ({ properties: { accept } });

/** `mandatory cluster-node-type: message`, without what to do instead. */
function told(violations: ReturnType<PolicyPack["analyze"]>): readonly string[] {
  return violations.map(
    ({ policy, level, message }) => `${level} ${policy}: ${message.split("\n")[0] ?? ""}`,
  );
}

const endless = resource("Cluster", { autoterminationMinutes: 0 });
const ENDLESS = "mandatory cluster-auto-termination: it.autoTerminationMinutes: never ends itself";

test("every rule is a policy: errors are mandatory, warnings advisory, information off", () => {
  expect(policies.filter(({ acceptable }) => acceptable).map(({ rule }) => rule)).toEqual(
    rules.map(({ id }) => id),
  );
  expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length);
  const levels = { error: "mandatory", warning: "advisory", info: "disabled" } as const;
  for (const { id, severity, reason } of rules) {
    expect(policies).toContainEqual({
      ...{ name: id.replace("/", "-"), rule: id, description: reason },
      ...{ level: levels[severity], acceptable: true },
    });
  }
});

describe("a resource by itself", () => {
  test("is told its findings with what to write instead and the rule", () => {
    expect(packWith().analyze(endless)).toEqual([
      {
        ...{ policy: "cluster-auto-termination", level: "mandatory", urn: endless.urn },
        message:
          "it.autoTerminationMinutes: never ends itself\ninstead: 60, or however long people stay away and come back  [cluster/auto-termination]",
      },
    ]);
  });

  test("says which of its parts a finding is about", () => {
    const newCluster = {
      sparkVersion: "17.3.x-scala2.13",
      sparkConf: { "spark.memory.offHeap.enabled": "true" },
    };
    const job = resource("Job", { jobClusters: [{ jobClusterKey: "etl", newCluster }] });
    expect(told(packWith().analyze(job))).toEqual([
      "mandatory spark-conf-contradiction: etl: spark.memory.offHeap.enabled: is on, and spark.memory.offHeap.size is 0",
    ]);
  });

  test("is not judged where its type is none that the rules know", () => {
    expect(packWith().analyze({ ...endless, type: "aws:s3/bucket:Bucket" })).toEqual([]);
  });

  test("is held to the day on which a runtime's support ends", () => {
    const old = resource("Cluster", { sparkVersion: "14.3.x-scala2.12" });
    const say = (day: string) => told(new PolicyPack(() => new Date(day)).analyze(old));
    expect(say("2026-01-01")).toEqual([]);
    expect(say("2027-02-02")).toEqual([
      "advisory cluster-runtime: it.runtime: the support of Databricks Runtime 14.3 ended on 2027-02-01",
    ]);
  });
});

test("levels are the configuration's: raised, lowered, turned off, and turned on for information", () => {
  const conf = { sparkVersion: "17.3.x-scala2.13", sparkConf: { "spark.sql.adaptive.enabled": "true" } };
  const cluster = resource("Cluster", { ...conf, autoterminationMinutes: 0, nodeTypeId: "r6id.2xlrage" });
  const pack = packWith({
    "cluster-auto-termination": { level: "disabled" },
    "cluster-node-type": { level: "advisory" },
    "spark-conf-default": { level: "remediate" },
  });
  expect(told(pack.analyze(cluster))).toEqual([
    'advisory cluster-node-type: it.nodeType: no cloud has a node type "r6id.2xlrage"',
    "mandatory spark-conf-default: spark.sql.adaptive.enabled: true is the default",
  ]);
});

test("a policy that the pack does not have is refused, with the nearest that it has", () => {
  const settings = new Map(
    ["cluster-nodetype", "all", "x"].map((name) => [name, { level: "advisory", properties: {} } as const]),
  );
  expect(() => readConfig(settings)).toThrow(
    'there is no policy "cluster-nodetype"; did you mean "cluster-node-type"?\nthere is no policy "x"',
  );
});

describe("an acceptance", () => {
  const accept = (more: Values = {}) =>
    packWith({
      "cluster-auto-termination": accepting({
        ...{ resource: "it", reason: "until the migration", until: TODAY, ...more },
      }),
    });
  const stack = (...resources: readonly PulumiResource[]): readonly StackResource[] =>
    resources.map(({ urn }) => ({ urn, dependencies: {} }));

  test("holds for one rule at one resource, up to its day", () => {
    const pack = accept();
    expect(told(pack.analyze(endless))).toEqual([]);
    const other = resource("Cluster", { autoterminationMinutes: 0 }, "other");
    expect(told(pack.analyze(other))).toEqual([ENDLESS.replace("it.", "other.")]);
    expect(told(pack.analyzeStack(stack(endless, other)))).toEqual([]);
    expect(told(accept({ until: "2026-11-23" }).analyze(endless))).toEqual([
      "advisory acceptance-expired: accepted cluster/auto-termination until 2026-11-23",
      ENDLESS,
    ]);
  });

  test("may be of one part of what the rule finds", () => {
    expect(told(accept({ where: "it.autoTerminationMinutes" }).analyze(endless))).toEqual([]);
    expect(told(accept({ where: "it.nodeType" }).analyze(endless))).toEqual([ENDLESS]);
  });

  test("that holds nothing is told at the end, and not while a value may still need it", () => {
    const sound = resource("Cluster", { autoterminationMinutes: 30 });
    const unused = "accepts cluster/auto-termination, which finds nothing here";
    const pack = accept();
    expect(told(pack.analyze(sound))).toEqual([]);
    expect(told(pack.analyzeStack(stack(sound)))).toEqual([`advisory acceptance-unused: ${unused}`]);
    expect(told(pack.analyze({ ...sound, pending: true }))).toEqual([]);
    expect(told(pack.analyzeStack(stack(sound)))).toEqual([]);
  });

  test("of a resource that the stack does not have is told of the stack", () => {
    expect(accept().analyzeStack([])).toEqual([
      {
        ...{ policy: "acceptance-unused", level: "advisory" },
        message:
          "it: accepts cluster/auto-termination of a resource that this stack does not have\ninstead: take the acceptance away, or correct the resource's name  [acceptance/unused]",
      },
    ]);
  });
});

describe("a job and its warehouse", () => {
  const warehouse = resource("SqlEndpoint", { warehouseType: "CLASSIC" }, "bi");
  const pro = resource("SqlEndpoint", { warehouseType: "PRO" }, "etl");
  const job = (id: Values[string]) =>
    resource("Job", { tasks: [{ taskKey: "report", sqlTask: { warehouseId: id } }] });
  const CLASSIC = ["mandatory warehouse-type: it.report: a SQL task on the classic warehouse bi"];

  /** What is said at the end of a stack with these resources, each with an id once it is created. */
  function atEnd(resources: readonly PulumiResource[], stack: readonly StackResource[]): readonly string[] {
    const pack = packWith();
    const before = resources.flatMap((one) => pack.analyze(one));
    expect(before).toEqual([]);
    const violations = pack.analyzeStack(stack);
    expect(violations.map(({ urn }) => urn)).toEqual(violations.map(() => job("").urn));
    return told(violations);
  }

  const made = (tasks: readonly string[]): StackResource => ({ urn: job("").urn, dependencies: { tasks } });
  const created = [
    { urn: warehouse.urn, id: "w1", dependencies: {} },
    { urn: pro.urn, id: "w2", dependencies: {} },
  ];

  test("meet by the warehouse's id", () => {
    expect(atEnd([warehouse, pro, job("w1")], [...created, made([])])).toEqual(CLASSIC);
    expect(atEnd([warehouse, pro, job("w2")], [...created, made([])])).toEqual([]);
    expect(atEnd([warehouse, pro, job("w3")], [...created, made([])])).toEqual([]);
  });

  test("meet before there is an id, where the tasks are made of one warehouse only", () => {
    const planned = [
      { urn: warehouse.urn, dependencies: {} },
      { urn: pro.urn, dependencies: {} },
    ];
    const file = "urn:pulumi:dev::p::databricks:index/workspaceFile:WorkspaceFile::f";
    expect(atEnd([warehouse, pro, job(LATER)], [...planned, made([file, warehouse.urn])])).toEqual(CLASSIC);
    expect(atEnd([warehouse, pro, job(LATER)], [...planned, made([pro.urn])])).toEqual([]);
    expect(atEnd([warehouse, pro, job(LATER)], [...planned, made([warehouse.urn, pro.urn])])).toEqual([]);
    expect(atEnd([warehouse, job(LATER)], [...planned, made([])])).toEqual([]);
  });

  test("do not meet where two warehouses have the same name", () => {
    const twin = {
      ...warehouse,
      urn: `${warehouse.urn}-of-another-component`,
      inputs: { warehouseType: "PRO" },
    };
    const stack = [...created, { urn: twin.urn, id: "w3", dependencies: {} }, made([])];
    expect(atEnd([warehouse, twin, job("w1")], stack)).toEqual([]);
  });

  test("that is accepted is not told", () => {
    const pack = packWith({
      "warehouse-type": accepting({ resource: "it", reason: "moves in March", until: "2027-03-31" }),
    });
    for (const one of [warehouse, job("w1")]) pack.analyze(one);
    expect(pack.analyzeStack([...created, made([])])).toEqual([]);
  });
});
