import * as grpc from "@grpc/grpc-js";

export interface Served {
  readonly port: number;
  close(): void;
}

/** Serves one gRPC service to the engine on a port of its own choosing, on loopback only. */
export async function listen(
  service: grpc.ServiceDefinition,
  handlers: grpc.UntypedServiceImplementation,
): Promise<Served> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_LIMIT,
    "grpc.max_send_message_length": MESSAGE_LIMIT,
  });
  server.addService(service, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    port,
    close: () => {
      server.forceShutdown();
    },
  };
}

/** The engine's own; the default of 4 MB is what a stack of a few thousand tables in one message passes. */
const MESSAGE_LIMIT = 400 * 1024 * 1024;

/** Tells the engine that started this process where it listens, and ends with it. */
export function announce(port: number): void {
  // The engine reads the port from the first line.
  process.stdout.write(`${port}\n`);

  // The engine holds our standard input open as long as it lives. An engine that was killed closes nothing
  // else, and a plugin left behind would run on with nobody to answer.
  process.stdin.resume();
  process.stdin.once("close", () => {
    process.exit(0);
  });
}
