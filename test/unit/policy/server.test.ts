import * as grpc from "@grpc/grpc-js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PolicyPack } from "../../../src/policy/pack.ts";
import { policies } from "../../../src/policy/policies.ts";
import { servePolicies } from "../../../src/policy/server.ts";
import type { Served } from "../../../src/pulumi-rpc/listen.ts";

let served: Served;
let client: analyzerGrpc.AnalyzerClient;

beforeAll(async () => {
  served = await servePolicies(new PolicyPack(), "1.2.3");
  client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${served.port}`, grpc.credentials.createInsecure());
});
afterAll(() => {
  client.close();
  served.close();
});
beforeEach(() => configure({}));

type Done<T> = (error: grpc.ServiceError | null, response: T) => void;

function ask<T>(call: (done: Done<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}

/** What the engine hands over: policies by name, some with a level, some with properties. */
async function configure(
  given: Readonly<Record<string, { level?: analyzer.EnforcementLevel; accept?: JavaScriptValue }>>,
): Promise<void> {
  const info = await ask<analyzer.AnalyzerInfo>((done) => client.getAnalyzerInfo(new empty.Empty(), done));
  const request = new analyzer.ConfigureAnalyzerRequest();
  const own = info
    .getPoliciesList()
    .map((policy) => [policy.getName(), policy.getEnforcementlevel()] as const);
  for (const [name, level] of [...own, ...Object.keys(given).map((key) => [key, ADVISORY] as const)]) {
    const config = new analyzer.PolicyConfig().setEnforcementlevel(given[name]?.level ?? level);
    const accept = given[name]?.accept;
    if (accept !== undefined) config.setProperties(struct.Struct.fromJavaScript({ accept }));
    request.getPolicyconfigMap().set(name, config);
  }
  await ask<empty.Empty>((done) => client.configure(request, done));
}

async function analyze(type: string, inputs: Record<string, JavaScriptValue>) {
  const request = new analyzer.AnalyzeRequest()
    .setType(type)
    .setUrn(`urn:pulumi:dev::p::${type}::it`)
    .setName("it")
    .setProperties(struct.Struct.fromJavaScript(inputs));
  const response = await ask<analyzer.AnalyzeResponse>((done) => client.analyze(request, done));
  return response.toObject().diagnosticsList;
}

const CLUSTER = "databricks:index/cluster:Cluster";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const UNKNOWN_LIST = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";
const { ADVISORY, DISABLED, MANDATORY } = analyzer.EnforcementLevel;

test("the pack says what it is, and which policies it has", async () => {
  const info = await ask<analyzer.AnalyzerInfo>((done) => client.getAnalyzerInfo(new empty.Empty(), done));
  expect([info.getName(), info.getVersion(), info.getSupportsconfig()]).toEqual([
    "lakewright",
    "1.2.3",
    true,
  ]);
  const levels = new Map(info.getPoliciesList().map((one) => [one.getName(), one.getEnforcementlevel()]));
  expect(levels.size).toBe(policies.length);
  expect([
    levels.get("cluster-node-type"),
    levels.get("job-all-purpose-cluster"),
    levels.get("spark-conf-default"),
    levels.get("acceptance-unused"),
  ]).toEqual([MANDATORY, ADVISORY, DISABLED, ADVISORY]);
  const [first] = info.getPoliciesList();
  expect(Object.keys(first?.getConfigschema()?.getProperties()?.toJavaScript() ?? {})).toEqual(["accept"]);
});

test("a violation carries policy, level, resource and words", async () => {
  expect(await analyze(CLUSTER, { autoterminationMinutes: 0 })).toEqual([
    {
      ...{ policyname: "cluster-auto-termination", policypackname: "lakewright", policypackversion: "1.2.3" },
      ...{ description: "A cluster that never ends itself is paid for at night, until somebody looks." },
      message:
        "it.autoTerminationMinutes: never ends itself\ninstead: 60, or however long people stay away and come back  [cluster/auto-termination]",
      ...{ enforcementlevel: MANDATORY, urn: `urn:pulumi:dev::p::${CLUSTER}::it`, severity: 0 },
    },
  ]);
});

test("a secret is neither judged nor shown, and what is not known is not judged", async () => {
  const bad = { "spark.sql.shuffle.partitions": "2.5" };
  const conf = (sparkConf: JavaScriptValue) =>
    analyze(CLUSTER, { sparkVersion: "17.3.x-scala2.13", sparkConf });
  expect(await conf(bad)).toHaveLength(1);
  expect(await conf({ "spark.sql.shuffle.partitions": { ...SECRET, value: "2.5" } })).toEqual([]);
  expect(await conf({ ...SECRET, value: bad })).toEqual([]);
  expect(await conf(UNKNOWN_LIST)).toEqual([]);
  expect(
    await analyze("databricks:index/job:Job", { tasks: UNKNOWN_LIST, jobClusters: [UNKNOWN_LIST] }),
  ).toEqual([]);
});

test("levels and acceptances come from the configuration", async () => {
  const accept = [{ resource: "it", reason: "moves in March", until: "2999-03-31" }];
  await configure({ "cluster-auto-termination": { accept }, "cluster-node-type": { level: ADVISORY } });
  const found = await analyze(CLUSTER, { autoterminationMinutes: 0, nodeTypeId: "r6id.2xlrage" });
  expect(found.map(({ policyname, enforcementlevel }) => [policyname, enforcementlevel])).toEqual([
    ["cluster-node-type", ADVISORY],
  ]);
  await expect(configure({ "cluster-nodetype": { level: ADVISORY } })).rejects.toMatchObject({
    code: grpc.status.INVALID_ARGUMENT,
    details: 'there is no policy "cluster-nodetype"; did you mean "cluster-node-type"?',
  });
});

test("the end of a stack brings ids and dependencies together", async () => {
  const warehouse = "databricks:index/sqlEndpoint:SqlEndpoint";
  const job = "databricks:index/job:Job";
  await analyze(warehouse, { warehouseType: "CLASSIC" });
  await analyze(job, {
    tasks: [{ taskKey: "a", sqlTask: { warehouseId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }],
  });
  const urn = (type: string) => `urn:pulumi:dev::p::${type}::it`;
  const of = new analyzer.AnalyzerPropertyDependencies().setUrnsList([urn(warehouse)]);
  const asked = new analyzer.AnalyzerResource().setUrn(urn(job));
  asked.getPropertydependenciesMap().set("tasks", of);
  const request = new analyzer.AnalyzeStackRequest().setResourcesList([
    new analyzer.AnalyzerResource().setUrn(urn(warehouse)),
    asked,
  ]);
  const response = await ask<analyzer.AnalyzeResponse>((done) => client.analyzeStack(request, done));
  expect(response.toObject().diagnosticsList).toMatchObject([
    { policyname: "warehouse-type", urn: urn(job), enforcementlevel: MANDATORY },
  ]);
});
