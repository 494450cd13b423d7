import * as grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, test } from "vitest";
import { toStruct } from "../../../src/pulumi-rpc/structs.ts";
import { UNKNOWN, type Values } from "../../../src/pulumi-rpc/value.ts";
import { inputs, usePlugin } from "../provider/plugin-under-test.ts";

const plugin = usePlugin();

/** How the engine marks a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

describe("the rest of the protocol", () => {
  test("findExisting gives ids, and names wrong arguments", async () => {
    plugin.workspace.lists.set("/api/2.2/jobs/list", [{ jobs: [{ job_id: 7, settings: { name: "j" } }] }]);
    const invoke = (args: Values) =>
      plugin.engine.ask<provider.InvokeResponse>((done) =>
        plugin.engine.client.invoke(
          new provider.InvokeRequest().setTok("lakewright:index:findExisting").setArgs(toStruct(args)),
          done,
        ),
      );
    expect((await invoke({ kind: "job", name: "j" })).getReturn()?.toJavaScript()).toEqual({ ids: ["7"] });
    expect((await invoke({ kind: "jobs", name: "j" })).toObject().failuresList).toEqual([
      { property: "kind", reason: "kind is one of cluster, clusterPolicy, job, warehouse" },
    ]);
  });

  test("an unknown resource type and a missing workspace end in one message each", async () => {
    const request = new provider.CheckRequest().setUrn("urn:pulumi:dev::kineo::lakewright:index:Table::t");
    await expect(
      plugin.engine.ask<provider.CheckResponse>((done) =>
        plugin.engine.client.check(request.setNews(new struct.Struct()), done),
      ),
    ).rejects.toMatchObject({
      details:
        "unknown resource type lakewright:index:Table; the plugin has lakewright:index:MaintenanceJob, lakewright:index:MaterializedView, lakewright:index:TableLayout",
    });
  });

  const checkConfig = (news: Values) =>
    plugin.engine.ask<provider.CheckResponse>((done) =>
      plugin.engine.client.checkConfig(new provider.CheckRequest().setNews(toStruct(news)), done),
    );

  test("settings: unknown keys and values are named, and nothing is sent until it is needed", async () => {
    const settings = { host: plugin.host, tokens: "x", authType: "pad", azureUseMsi: "no", version: "1.0.0" };
    const { failuresList } = (await checkConfig(settings)).toObject();
    expect(failuresList.map(({ property }) => property)).toEqual(["authType", "azureUseMsi", "tokens"]);
    expect(failuresList.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^authType "pad" .* it has pat, basic, .*; did you mean pat\?$/),
      "azureUseMsi is true or false",
      expect.stringMatching(
        /^unknown setting "tokens"; the provider has host, token, .*, statementsAtOnce; did you mean token\?$/,
      ),
    ]);
    expect(plugin.workspace.received).toEqual([]);
  });

  test("settings: secrets come back marked as such, whatever the program passed them as", async () => {
    const secret = (value: string) => ({ [SIGNATURE]: SECRET, value });
    const settings: Values = {
      host: "h",
      token: "t",
      clientId: "i",
      clientSecret: secret("s"),
      azureClientSecret: UNKNOWN,
    };
    expect((await checkConfig(settings)).getInputs()?.toJavaScript()).toEqual({
      host: "h",
      token: secret("t"),
      clientId: "i",
      clientSecret: secret("s"),
      azureClientSecret: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    });
  });

  test("a secret token is opened and sent", async () => {
    const secret = { [SIGNATURE]: SECRET, value: "s3cret" };
    await plugin.configure({ host: plugin.host, token: secret });
    await plugin.read("dev.gold.t");
    expect(plugin.workspace.authorizations).toEqual(["Bearer s3cret"]);
  });

  test("a plugin is configured once: whoever calls again gets no token sent to a host of theirs", async () => {
    const args = toStruct({ host: "http://127.0.0.1:9" });
    const again = plugin.engine.ask<provider.ConfigureResponse>((done) =>
      plugin.engine.client.configure(new provider.ConfigureRequest().setArgs(args), done),
    );
    await expect(again).rejects.toMatchObject({
      details: "the plugin is configured already, and takes no other workspace",
    });
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    expect((await plugin.read("dev.gold.t")).id).toBe("dev.gold.t");
  });

  test("the schema names the resource's inputs", async () => {
    const response = await plugin.engine.ask<provider.GetSchemaResponse>((done) =>
      plugin.engine.client.getSchema(new provider.GetSchemaRequest(), done),
    );
    const schema = JSON.parse(response.getSchema()) as {
      version: string;
      resources: Record<string, { inputProperties: object }>;
    };
    expect(schema.version).toBe("1.2.3");
    expect(Object.keys(schema.resources["lakewright:index:TableLayout"]?.inputProperties ?? {})).toEqual([
      "table",
      "warehouseId",
      "properties",
      "clustering",
      "partitionedBy",
      "partitionedUntilRebuilt",
      "zordered",
      "comment",
      "tags",
      "columns",
      "primaryKey",
      "constraints",
      "onRemoval",
    ]);
  });

  test("a workspace out of reach stops a preview with one message", async () => {
    plugin.workspace.faults.push({ on: "GET", status: 401 }, { on: "GET", status: 401 });
    await expect(plugin.create(inputs, { preview: true })).rejects.toMatchObject({
      code: grpc.status.UNAUTHENTICATED,
      details: `token refused by ${plugin.host}. Check DATABRICKS_TOKEN or the provider's "token".`,
    });
    expect((await plugin.create(inputs, { preview: true })).id).toBe("dev.gold.t");
  });
});
