import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { EngineLog } from "../../src/pulumi-rpc/engine-log.ts";
import { listen } from "../../src/pulumi-rpc/listen.ts";
import { toStruct } from "../../src/pulumi-rpc/structs.ts";
import { main } from "../start/steps.ts";
import { least, ROUNDS, table } from "./rounds.ts";

/** Check and Create of 1,000 tables. */
const CALLS = 2_000;

const definition = providerGrpc.ResourceProviderService;
const URN = "urn:pulumi:dev::bench::lakewright:index:TableLayout::gold.t";
const MESSAGE =
  "will run 1 statement:\n  ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.appendOnly' = 'false')";

const request = new provider.CheckRequest()
  .setUrn(URN)
  .setNews(toStruct({ table: "dev.gold.t", properties: { "delta.appendOnly": "false" } }));

/** Every second call says something, as a Create does. */
function checking(say: () => Promise<unknown>) {
  let calls = 0;
  return async (asked: provider.CheckRequest) => {
    calls += 1;
    if (calls % 2 === 0) await say();
    return new provider.CheckResponse().setInputs(asked.getNews());
  };
}

/** @param log where the engine's log is, host and port */
type Side = (log: string) => Promise<number>;

const ours: Side = async (address) => {
  const log = new EngineLog();
  log.connect(address);
  const { port } = await listen({
    definition,
    handlers: { check: checking(() => log.write("info", { urn: URN, message: MESSAGE })) },
    refusal: (error) => ({ code: grpc.status.INTERNAL, details: String(error) }),
  });
  return port;
};

const grpcJs: Side = async (address) => {
  const client = new engineGrpc.EngineClient(address, grpc.credentials.createInsecure());
  const message = new engine.LogRequest().setUrn(URN).setMessage(MESSAGE);
  const check = checking(() => new Promise((resolve) => client.log(message, resolve)));
  const handler: grpc.handleUnaryCall<provider.CheckRequest, provider.CheckResponse> = (call, done) => {
    void check(call.request).then((response) => {
      done(null, response);
    });
  };
  return await bound(new grpc.Server(), (server) => {
    server.addService(definition, { check: handler });
  });
};

async function bound(server: grpc.Server, prepare: (server: grpc.Server) => void): Promise<number> {
  prepare(server);
  return await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

const SIDES = new Map<string, Side>([
  ["this plugin's", ours],
  ["grpc-js'", grpcJs],
]);

/** Serves until its standard input ends, and then tells the processor time that it took, in milliseconds. */
async function serve(side: Side, log: string): Promise<never> {
  process.stdout.write(`${await side(log)}\n`);
  process.stdin.resume();
  await once(process.stdin, "close");
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${(user + system) / 1000}\n`);
  process.exit();
}

/** @returns milliseconds of processor time of a plugin that starts, answers and ends */
async function costOf(side: string, log: string): Promise<number> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), side, log]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => Number((await lines.next()).value);
  const address = `127.0.0.1:${await next()}`;
  const client = new providerGrpc.ResourceProviderClient(address, grpc.credentials.createInsecure());
  for (let at = 0; at < CALLS; at += 1) {
    await new Promise<void>((resolve, reject) => {
      client.check(request, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }
  client.close();
  child.stdin.end();
  return await next();
}

async function compare(): Promise<void> {
  const server = new grpc.Server();
  const port = await bound(server, () => {
    const log: grpc.handleUnaryCall<unknown, empty.Empty> = (_, done) => {
      done(null, new empty.Empty());
    };
    server.addService(engineGrpc.EngineService, { log });
  });
  const sides = [...SIDES.keys()];
  const figures = await least(sides.map((side) => () => costOf(side, `127.0.0.1:${port}`)));
  server.forceShutdown();
  const rows = [
    ["server and client", "ms"],
    ...sides.map((side, at) => [side, (figures[at] ?? 0).toFixed(0)]),
  ];
  process.stdout.write(
    `Processor time of a plugin that starts, answers ${CALLS} calls and says ${CALLS / 2} messages (least of ${ROUNDS})\n\n${table(rows)}`,
  );
}

// npm run bench:calls: what the calls of a preview of 1,000 tables cost a plugin that has just started, with this
// library's server and client and with those of grpc-js. Nothing is planned in them. The sides take turns.
await main(async () => {
  const [name = "", log = ""] = process.argv.slice(2);
  const side = SIDES.get(name);
  await (side === undefined ? compare() : serve(side, log));
});
