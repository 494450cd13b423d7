import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterEach, beforeEach } from "vitest";
import { toStruct } from "../../../src/pulumi-rpc/structs.ts";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import { FakeEngine } from "./fake-engine.ts";
import { FakeWorkspace } from "./fake-workspace.ts";

export const URN = "urn:pulumi:dev::kineo::lakewright:index:Lakehouse$lakewright:index:TableLayout::gold.t";

/** Inputs of the one layout that tests ask about, and its outputs once it is applied. */
export const inputs: Values = { table: "dev.gold.t", warehouseId: "w1", properties: { a: "1" } };
export const outputs: Values = { ...inputs, status: "applied" };

/** The mark of the stack and resource in `URN`. */
export const mark = { "lakewright.managedBy": "kineo/dev/gold.t on dev.gold.t" };

/** The plugin as the engine talks to it, with a workspace behind it; both new for every test. */
export class Plugin {
  workspace = new FakeWorkspace();
  engine!: FakeEngine;
  host = "";

  #configured = false;

  /** An engine configures a plugin once: another configuration is another plugin's. */
  async configure(settings: Values): Promise<void> {
    if (this.#configured) {
      this.engine.stop();
      this.engine = await FakeEngine.start();
    }
    this.#configured = true;
    const request = new provider.ConfigureRequest().setArgs(toStruct(settings));
    await this.engine.ask<provider.ConfigureResponse>((done) => this.engine.client.configure(request, done));
  }

  forget(): void {
    this.#configured = false;
  }

  async check(news: Values, urn = URN) {
    const request = new provider.CheckRequest().setUrn(urn).setNews(toStruct(news));
    const response = await this.engine.ask<provider.CheckResponse>((done) =>
      this.engine.client.check(request, done),
    );
    return { inputs: response.getInputs()?.toJavaScript(), failures: response.toObject().failuresList };
  }

  async diff(olds: Values, news: Values) {
    const request = new provider.DiffRequest().setUrn(URN).setId("dev.gold.t");
    request.setOlds(toStruct(olds)).setOldInputs(toStruct(inputs)).setNews(toStruct(news));
    const response = (
      await this.engine.ask<provider.DiffResponse>((done) => this.engine.client.diff(request, done))
    ).toObject();
    const detailed = response.detaileddiffMap.map(([path, { kind }]) => [path, kind] as const);
    return { changes: response.changes, diffs: response.diffsList, detailed: Object.fromEntries(detailed) };
  }

  async create(properties: Values, { preview = false, urn = URN } = {}) {
    const request = new provider.CreateRequest().setUrn(urn).setProperties(toStruct(properties));
    const response = await this.engine.ask<provider.CreateResponse>((done) =>
      this.engine.client.create(request.setPreview(preview), done),
    );
    return { id: response.getId(), properties: response.getProperties()?.toJavaScript() };
  }

  async update(olds: Values, news: Values, { preview = false, oldInputs = inputs } = {}) {
    const request = new provider.UpdateRequest().setUrn(URN).setId("dev.gold.t").setPreview(preview);
    request.setOlds(toStruct(olds)).setOldInputs(toStruct(oldInputs)).setNews(toStruct(news));
    return (
      await this.engine.ask<provider.UpdateResponse>((done) => this.engine.client.update(request, done))
    )
      .getProperties()
      ?.toJavaScript();
  }

  async read(id: string, known: { inputs?: Values; state?: Values } = {}) {
    const request = new provider.ReadRequest().setUrn(URN).setId(id);
    if (known.inputs !== undefined) request.setInputs(toStruct(known.inputs));
    if (known.state !== undefined) request.setProperties(toStruct(known.state));
    const response = await this.engine.ask<provider.ReadResponse>((done) =>
      this.engine.client.read(request, done),
    );
    return {
      id: response.getId(),
      inputs: response.getInputs()?.toJavaScript(),
      state: response.getProperties()?.toJavaScript(),
    };
  }

  said(): readonly string[] {
    return this.engine.said.map(({ message }) => message);
  }

  async remove(known: { inputs?: Values; state: Values }): Promise<void> {
    const request = new provider.DeleteRequest().setUrn(URN).setProperties(toStruct(known.state));
    if (known.inputs !== undefined) request.setOldInputs(toStruct(known.inputs));
    await this.engine.ask<empty.Empty>((done) => this.engine.client.delete(request, done));
  }
}

/** Gives every test of a file a plugin of its own, configured. */
export function usePlugin(): Plugin {
  const plugin = new Plugin();
  beforeEach(async () => {
    plugin.workspace = new FakeWorkspace();
    plugin.host = await plugin.workspace.start();
    plugin.engine = await FakeEngine.start();
    await plugin.configure({ host: plugin.host, token: "dapi-test" });
  });
  afterEach(async () => {
    plugin.engine.stop();
    plugin.forget();
    await plugin.workspace.stop();
  });
  return plugin;
}
