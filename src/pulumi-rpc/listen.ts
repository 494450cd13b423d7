import * as grpc from "@grpc/grpc-js";
import { createServer, type Http2Session, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { endWithEngine } from "./engine-life.ts";
import { CONTENT_TYPE, frame, headerText, unframe } from "./wire.ts";

export interface Served {
  readonly port: number;
  close(): void;
}

/** Why a call was not carried out. */
export interface Refusal {
  readonly code: grpc.status;
  readonly details: string;
  /** A `google.rpc.Status` with the same and more. */
  readonly status?: Uint8Array;
}

export interface Service {
  readonly definition: grpc.ServiceDefinition;
  /** By the names of the definition, from request to response; what has none is refused as unimplemented. */
  readonly handlers: Readonly<Record<string, (request: never) => unknown>>;
  /** What a handler has thrown, for the engine. */
  readonly refusal: (error: unknown) => Refusal | Promise<Refusal>;
  /** @default those of the engine */
  readonly limits?: Limits;
}

/** What a caller may send. */
interface Limits {
  /** Bytes of one message. */
  readonly largest: number;
  /** Milliseconds between two parts of one. */
  readonly pause: number;
}

/**
 * Serves one gRPC service to the engine on a port of its own choosing, on loopback only. It knows calls of one message
 * that are answered by one, which is all the engine asks of a plugin. With the server and the client of grpc-js, which
 * know the whole of gRPC, a plugin takes a third more processor time for 1,000 tables (`npm run bench:calls`).
 */
export async function listen(service: Service): Promise<Served> {
  const methods = methodsOf(service);
  const sessions = new Set<Http2Session>();
  const server = createServer(UNLIMITED);
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  server.on("stream", (stream, { ":path": path = "" }) => {
    // An engine that gave up on a call hears no answer to it.
    stream.on("error", () => undefined);
    const method = methods.get(path);
    if (method === undefined) refuse(stream, { code: grpc.status.UNIMPLEMENTED, details: `no ${path} here` });
    else void answer(stream, method, service);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      for (const session of sessions) session.destroy();
    },
  };
}

/** Node's own limits are for strangers; a stack of a few thousand tables in one message, or a long error, is above them. */
const UNLIMITED = {
  maxSessionMemory: Number.MAX_SAFE_INTEGER,
  maxSendHeaderBlockLength: Number.MAX_SAFE_INTEGER,
};

/** From the bytes of a request to those of its answer. */
type Method = (request: Buffer) => Promise<Buffer>;

function methodsOf({ definition, handlers }: Service): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  for (const [name, { path, requestDeserialize, responseSerialize }] of Object.entries(definition)) {
    const handle = handlers[name] as ((request: unknown) => unknown) | undefined;
    if (handle === undefined) continue;
    methods.set(path, async (body) => responseSerialize(await handle(requestDeserialize(unframe(body)))));
  }
  return methods;
}

async function answer(
  stream: ServerHttp2Stream,
  method: Method,
  { refusal, limits = { largest: LARGEST_BODY, pause: LONGEST_PAUSE } }: Pick<Service, "refusal" | "limits">,
): Promise<void> {
  try {
    const response = await method(await bodyOf(stream, limits));
    if (stream.destroyed) return;
    stream.respond(HEAD, { waitForTrailers: true });
    stream.on("wantTrailers", () => {
      stream.sendTrailers({ "grpc-status": grpc.status.OK });
    });
    stream.end(frame(response));
  } catch (error) {
    if (error instanceof TransportError) refuse(stream, { code: error.code, details: error.message });
    else refuse(stream, await refusal(error));
  }
}

/** As much as the engine takes and sends in one message. Source: `rpcutil.GrpcMaxMessageSize` of pulumi/pulumi. */
const LARGEST_BODY = 400 * 1024 * 1024;

/** Longer than the engine ever pauses within one message, in milliseconds. */
const LONGEST_PAUSE = 60_000;

/**
 * A stream's own iterator, which does the same, costs as much as the call.
 * @throws TransportError for a body that is too large or does not come
 */
function bodyOf(stream: ServerHttp2Stream, { largest, pause }: Limits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (code: grpc.status, details: string) => {
      chunks.length = 0;
      stream.removeAllListeners("data");
      stream.resume();
      reject(new TransportError(details, code));
    };
    stream.setTimeout(pause, () => {
      fail(grpc.status.DEADLINE_EXCEEDED, `the rest of a message did not come within ${pause / 1000} s`);
    });
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > largest) fail(grpc.status.RESOURCE_EXHAUSTED, `a message is larger than ${largest} bytes`);
      else chunks.push(chunk);
    });
    stream.on("end", () => {
      // What is asked for may take as long as it takes.
      stream.setTimeout(0);
      resolve(Buffer.concat(chunks));
    });
  });
}

class TransportError extends Error {
  readonly code: grpc.status;

  constructor(message: string, code: grpc.status) {
    super(message);
    this.code = code;
  }
}

const HEAD = { ":status": 200, "content-type": CONTENT_TYPE };

function refuse(stream: ServerHttp2Stream, { code, details, status }: Refusal): void {
  if (stream.destroyed) return;
  const head = { ...HEAD, "grpc-status": code, "grpc-message": headerText(details) };
  const more = status && { "grpc-status-details-bin": Buffer.from(status).toString("base64") };
  stream.respond({ ...head, ...more }, { endStream: true });
}

/** The engine's host and port among a plugin's arguments: after flags for logging and tracing, before a pack's folder. */
export function engineAddressIn(args: readonly string[]): string | undefined {
  return args.findLast((argument) => /^[^-/\s][^/\s]*:\d{1,5}$/.test(argument));
}

/** Tells the engine that started this process where it listens, and ends with it. */
export function announce(port: number, engineAddress: string | undefined): void {
  // The engine reads the port from the first line.
  process.stdout.write(`${port}\n`);
  // One that was killed reads no more of them.
  process.stdout.on("error", () => process.exit(0));
  endWithEngine(engineAddress);
}
