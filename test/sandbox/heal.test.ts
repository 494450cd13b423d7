import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultOf } from "../../dev/start/trial.ts";
import { type Ended, REPOSITORY, run, sandboxCommand } from "./support/live.ts";

const FOLDER = join(REPOSITORY, ".sandbox", "test", "heal");
const HOME = join(FOLDER, "kineo");

beforeAll(async () => {
  mkdirSync(HOME, { recursive: true });
  await sandboxCommand("stop", "--home", HOME);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
});
afterAll(async () => {
  const { pid } = address();
  // One that a failed test has left suspended.
  if (pid !== undefined) signal(pid, "SIGCONT");
  await sandboxCommand("stop", "--home", HOME);
});

function start(): Promise<Ended> {
  const script = join(REPOSITORY, "test", "sandbox", "support", "start-as-npm.ts");
  return run(process.execPath, [script], { env: { LAKEWRIGHT_SANDBOX: FOLDER } });
}

function address(): { readonly url: string; readonly pid?: number } {
  return JSON.parse(readFileSync(join(HOME, "address.json"), "utf8")) as { url: string; pid?: number };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone
  }
}

async function healthy(): Promise<string> {
  const { code, stdout, stderr } = await start();
  expect([code, stdout], stderr).toEqual([0, address().url]);
  const token = readFileSync(join(HOME, "token"), "utf8").trim();
  expect(token).toMatch(/^dapi\w+$/);
  expect(await faultOf({ url: stdout, token })).toBeUndefined();
  return stderr;
}

test("an empty home", async () => {
  expect(await healthy()).toBe("Starting Spark …\n");
});

test("one that works is left alone, without a word", async () => {
  const before = address();
  expect(await healthy()).toBe("");
  expect(address()).toEqual(before);
});

test("a server whose Spark was killed", async () => {
  const health = (await (await fetch(`${address().url}/sandbox/health`)).json()) as {
    spark: { pid: number };
  };
  signal(health.spark.pid, "SIGKILL");
  await healthy();
});

test("a server that hangs is ended and started again, which is said in a line", async () => {
  const { pid = 0 } = address();
  signal(pid, "SIGSTOP");
  const said = await healthy();
  expect(said).toMatch(/^The sandbox is started again: it does not answer \(process \d+\)$/m);
  expect(address().pid).not.toBe(pid);
});

test("a server that was killed, in a home that was half written", async () => {
  signal(address().pid ?? 0, "SIGKILL");
  writeFileSync(join(HOME, "token"), "");
  writeFileSync(join(HOME, "address.json"), '{ "url": "http://127.0.0.1:1", "pi');
  writeFileSync(join(HOME, "server.lock"), "");
  await healthy();
});
