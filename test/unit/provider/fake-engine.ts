import * as grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type engine from "@pulumi/pulumi/proto/engine_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { createProvider } from "../../../src/provider/provider.ts";
import { packageSchema } from "../../../src/provider/schema.ts";
import type { Served } from "../../../src/pulumi-rpc/listen.ts";
import { serve } from "../../../src/pulumi-rpc/server.ts";

export interface Said {
  readonly severity: number;
  readonly urn: string;
  readonly message: string;
}

/** The engine's side of the plugin: a client of its service, and the log that it writes to. */
export class FakeEngine {
  readonly said: readonly Said[];
  readonly client: providerGrpc.ResourceProviderClient;
  readonly #log: grpc.Server;
  readonly #served: Served;

  private constructor(log: grpc.Server, { said, served }: { said: readonly Said[]; served: Served }) {
    this.said = said;
    this.#log = log;
    this.#served = served;
    this.client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${served.port}`,
      grpc.credentials.createInsecure(),
    );
  }

  static async start(): Promise<FakeEngine> {
    const log = new grpc.Server();
    const said: Said[] = [];
    log.addService(engineGrpc.EngineService, {
      log: (call: grpc.ServerUnaryCall<engine.LogRequest, unknown>, done: grpc.sendUnaryData<unknown>) => {
        const { severity, urn, message } = call.request.toObject();
        said.push({ severity, urn, message });
        done(null, new empty.Empty());
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      log.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error === null) resolve(bound);
        else reject(error);
      });
    });
    const served = await serve(createProvider(), {
      ...{ engineAddress: `127.0.0.1:${port}`, version: "1.2.3" },
      schema: packageSchema("1.2.3"),
    });
    return new FakeEngine(log, { said, served });
  }

  stop(): void {
    this.client.close();
    this.#served.close();
    this.#log.forceShutdown();
  }

  /** Sends one request and gives its answer. */
  ask<Response>(
    send: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send((error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}
