import engine from "@pulumi/pulumi/proto/engine_pb.js";
import { type ClientHttp2Session, connect } from "node:http2";
import type { Console } from "./resource.ts";
import { CONTENT_TYPE, frame } from "./wire.ts";

export type LogSeverity = "debug" | "info" | "warning";

const SEVERITIES = {
  debug: engine.LogSeverity.DEBUG,
  info: engine.LogSeverity.INFO,
  warning: engine.LogSeverity.WARNING,
} as const satisfies Record<LogSeverity, number>;

const LOG = {
  ":method": "POST",
  ":path": "/pulumirpc.Engine/Log",
  "content-type": CONTENT_TYPE,
  te: "trailers",
};

/** The engine's log: what is said there appears at the console, under the resource it is about. */
export class EngineLog {
  #address: string | undefined;
  #session: ClientHttp2Session | undefined;

  /** @param address host and port; without one nothing is shown, which is how tests serve the plugin */
  connect(address: string | undefined): void {
    this.#session?.close();
    this.#session = undefined;
    this.#address = address === "" ? undefined : address;
  }

  /** Resolves when the engine has it, so that a message never comes after its resource is done. */
  async write(severity: LogSeverity, { urn, message }: { urn: string; message: string }): Promise<void> {
    const session = this.#open();
    if (session === undefined) return;
    const request = new engine.LogRequest().setSeverity(SEVERITIES[severity]).setUrn(urn).setMessage(message);
    await new Promise<void>((resolve) => {
      const stream = session.request(LOG);
      // A lost message is no reason to fail a change.
      stream.on("error", () => undefined);
      stream.on("close", resolve);
      stream.resume();
      stream.end(frame(request.serializeBinary()));
    });
  }

  #open(): ClientHttp2Session | undefined {
    if (this.#address === undefined) return undefined;
    if (this.#session === undefined || this.#session.closed || this.#session.destroyed) {
      this.#session = connect(`http://${this.#address}`);
      this.#session.on("error", () => undefined);
    }
    return this.#session;
  }

  console(urn: string): Console {
    return {
      info: (message) => this.write("info", { urn, message }),
      warn: (message) => this.write("warning", { urn, message }),
    };
  }
}
