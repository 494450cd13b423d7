import * as grpc from "@grpc/grpc-js";
import * as fc from "fast-check";
import { once } from "node:events";
import { connect } from "node:http2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen, type Refusal, type Served } from "../../../src/pulumi-rpc/listen.ts";

const codec = {
  requestStream: false,
  responseStream: false,
  requestSerialize: (text: string) => Buffer.from(text),
  requestDeserialize: (bytes: Buffer) => bytes.toString(),
  responseSerialize: (text: string) => Buffer.from(text),
  responseDeserialize: (bytes: Buffer) => bytes.toString(),
} as const;

const path = (method: string) => `/test.Service/${method}`;

let served: Served;
let refusal: Refusal;
let clients: grpc.Client[];

beforeEach(async () => {
  clients = [];
  refusal = { code: grpc.status.INTERNAL, details: "" };
  served = await listen({
    definition: {
      echo: { ...codec, path: path("Echo") },
      never: { ...codec, path: path("Never") },
      refused: { ...codec, path: path("Refused") },
    },
    handlers: {
      echo: (text: string) => text,
      never: () => new Promise(() => undefined),
      refused: () => {
        throw new Error("refused");
      },
    },
    refusal: (error) => (refusal.details === "" ? { ...refusal, details: String(error) } : refusal),
  });
});

afterEach(() => {
  for (const client of clients) client.close();
  served.close();
});

/** grpc-js' client, which stands for any that speaks gRPC. */
function client(options: grpc.ClientOptions = {}) {
  const made = new grpc.Client(`127.0.0.1:${served.port}`, grpc.credentials.createInsecure(), options);
  clients.push(made);
  return (method: string, text = "", deadline = Number.POSITIVE_INFINITY): Promise<string> =>
    new Promise((resolve, reject) => {
      const { requestSerialize, responseDeserialize } = codec;
      const ended = (error: grpc.ServiceError | null, answer = "") => {
        if (error === null) resolve(answer);
        else reject(error);
      };
      made.makeUnaryRequest(path(method), requestSerialize, responseDeserialize, text, { deadline }, ended);
    });
}

test("messages of any size come back whole, and as many at once as there are", async () => {
  const call = client({ "grpc.max_receive_message_length": -1 });
  const large = "ä".repeat(8 * 1024 * 1024);
  expect(await call("Echo", large)).toBe(large);
  expect(await call("Echo", "")).toBe("");
  const texts = Array.from({ length: 500 }, (_, at) => `${at}`.repeat(at));
  expect(await Promise.all(texts.map((text) => call("Echo", text)))).toEqual(texts);
});

test("a refusal arrives with its code, its status and its text, whatever characters that has", async () => {
  const call = client();
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.constantFrom(grpc.status.INVALID_ARGUMENT, grpc.status.UNAVAILABLE),
      fc.uint8Array({ minLength: 1 }),
      async (details, code, status) => {
        refusal = { code, details, status };
        const error = await call("Refused").catch((thrown: unknown) => thrown as grpc.ServiceError);
        expect(error).toMatchObject({ code, details });
        const sent = (error as grpc.ServiceError).metadata.get("grpc-status-details-bin")[0];
        expect(sent).toEqual(Buffer.from(status));
      },
    ),
    { numRuns: 50 },
  );
});

test("what is not served is unimplemented, which the engine takes for an answer", async () => {
  await expect(client()("Later")).rejects.toMatchObject({ code: grpc.status.UNIMPLEMENTED });
});

test("a compressed message is refused, and not taken for another", async () => {
  const call = client({ "grpc.default_compression_algorithm": grpc.compressionAlgorithms.gzip });
  await expect(call("Echo", "x".repeat(1000))).rejects.toMatchObject({
    details: "Error: compressed messages are not read",
  });
});

test("a message that is too large, or whose rest does not come, is refused, and others are served", async () => {
  served.close();
  served = await listen({
    definition: { echo: { ...codec, path: path("Echo") } },
    handlers: { echo: (text: string) => text },
    refusal: () => refusal,
    limits: { largest: 1_000, pause: 100 },
  });
  const call = client();
  await expect(call("Echo", "x".repeat(2_000))).rejects.toMatchObject({
    ...{ code: grpc.status.RESOURCE_EXHAUSTED, details: "a message is larger than 1000 bytes" },
  });
  const session = connect(`http://127.0.0.1:${served.port}`);
  const stream = session.request({
    ":method": "POST",
    ":path": path("Echo"),
    "content-type": "application/grpc",
  });
  stream.write(Buffer.from([0, 0]));
  const [headers] = (await once(stream, "response")) as [Readonly<Record<string, unknown>>];
  expect(headers["grpc-status"]).toBe(String(grpc.status.DEADLINE_EXCEEDED));
  session.destroy();
  expect(await call("Echo", "still here")).toBe("still here");
});

test("a call that is given up harms no other", async () => {
  const call = client();
  await expect(call("Never", "", Date.now() + 50)).rejects.toMatchObject({
    code: grpc.status.DEADLINE_EXCEEDED,
  });
  expect(await call("Echo", "still here")).toBe("still here");
});
