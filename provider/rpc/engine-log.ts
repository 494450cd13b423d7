import * as grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import type { Console } from "../resource.ts";

export type Severity = "debug" | "info" | "warning";

const SEVERITIES = {
  debug: engine.LogSeverity.DEBUG,
  info: engine.LogSeverity.INFO,
  warning: engine.LogSeverity.WARNING,
} as const satisfies Record<Severity, number>;

/** The engine's log: what is said there appears at the console, under the resource it is about. */
export class EngineLog {
  #client: engineGrpc.EngineClient | undefined;

  /** @param address host and port; without one nothing is shown, which is how tests serve the plugin */
  connect(address: string | undefined): void {
    this.#client?.close();
    this.#client =
      address === undefined || address === ""
        ? undefined
        : new engineGrpc.EngineClient(address, grpc.credentials.createInsecure());
  }

  /** Resolves when the engine has it, so that a message never comes after its resource is done. */
  async write(severity: Severity, { urn, message }: { urn: string; message: string }): Promise<void> {
    const client = this.#client;
    if (client === undefined) return;
    const request = new engine.LogRequest();
    request.setSeverity(SEVERITIES[severity]);
    request.setUrn(urn);
    request.setMessage(message);
    await new Promise<void>((resolve) => {
      // A lost message is no reason to fail a change.
      client.log(request, () => {
        resolve();
      });
    });
  }

  console(urn: string): Console {
    return {
      info: (message) => this.write("info", { urn, message }),
      warn: (message) => this.write("warning", { urn, message }),
    };
  }
}
