import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { knock, listeningPorts, sparkCall, sparkStream } from "./support/listeners.ts";
import { childrenOf } from "./support/processes.ts";
import { startWorkspace, testFolder, type Workspace } from "./support/workspace.ts";

const folder = testFolder("ports");
const home = join(folder, "home");
let workspace: Workspace;
/** Spark's Python process and the JVM below it. */
let engine: readonly number[];

beforeAll(async () => {
  workspace = await startWorkspace(home, "dev");
  const workers = childrenOf(workspace.pid);
  engine = [...workers, ...workers.flatMap(childrenOf)];
  await workspace.rows("SELECT 1");
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const JARS = ["io.delta_delta-spark_2.13-4.0.1.jar", "io.delta_delta-storage-4.0.1.jar"];
const gateway = (command: string): Buffer => Buffer.from(`${command}\ne\n`);

/** What a stranger may be told: that they are one, or that they make no sense. Everything else is an answer. */
const REFUSAL =
  /^$|Authentication error: unexpected command|Unknown command received|Unknown challenge message|For input string|Stream '[^']*' was not found/;

test("whoever does not know Spark's secrets gets nothing from any of its ports, and SQL still runs", async () => {
  const ports = engine.flatMap(listeningPorts);
  expect(engine).toHaveLength(2);
  expect(ports.length).toBeGreaterThanOrEqual(4);
  const calls = await Promise.all(
    ports.flatMap((port) =>
      [
        sparkCall(port),
        ...JARS.map((jar) => sparkStream(`/jars/${jar}`)),
        // Python's bridge: makes an object, looks into the JVM, shuts it down.
        ...["i\njava.io.File\ns/etc/passwd", "r\nu\njava\nrj", "s"].map(gateway),
        Buffer.alloc(64),
      ].map(async (bytes) => ({ port, sent: bytes.toString("latin1"), ...(await knock(port, bytes)) })),
    ),
  );
  expect(calls.filter(({ text }) => !REFUSAL.test(text))).toEqual([]);
  // What answers a call of Spark's protocol at all has asked for the secret and hung up.
  const answered = calls.filter(({ text }) => text.includes("Unknown challenge message"));
  expect(answered.length).toBe(2);
  expect(answered.every(({ closed }) => closed)).toBe(true);
  expect(await workspace.rows("SELECT sum(id) FROM range(10)")).toEqual([["45"]]);
});

test("no secret is on a command line, in the environment, in a log or in what SQL can read", async () => {
  const token = readFileSync(join(home, "token"), "utf8").trim();
  const { client_secret } = JSON.parse(readFileSync(join(home, "service-principal.json"), "utf8")) as {
    readonly client_secret: string;
  };
  const told = [workspace.pid, ...engine].flatMap((pid) => [
    readFileSync(`/proc/${pid}/cmdline`, "utf8"),
    readFileSync(`/proc/${pid}/environ`, "utf8"),
  ]);
  const logs = ["server.log", "spark.log"].map((name) => readFileSync(join(home, "log", name), "utf8"));
  for (const text of [...told, ...logs]) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(client_secret);
    expect(text).not.toMatch(/_SPARK_AUTH_SECRET|spark\.authenticate\.secret/);
  }
  const settings = await workspace.sql("SET");
  const secrets = (settings.result?.data_array ?? []).filter(([key]) => /secret/i.test(key ?? ""));
  expect(secrets.filter(([, value]) => value !== "*********(redacted)")).toEqual([]);
});
