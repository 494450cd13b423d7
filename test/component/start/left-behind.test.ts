import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const BOOTSTRAP = "dev/start/bootstrap.mjs";

/** A program that ends only when it is killed, in a group of its own and with nobody's ear, as an engine's plugin. */
const ORPHAN = `setInterval(() => undefined, 1000);
process.on("SIGHUP", () => undefined);
`;

/** Starts such a program through another one, as an engine does, and says the numbers of both. */
const ENGINE = `import { spawn } from "node:child_process";
const plugin = spawn(process.execPath, ["orphan.mjs"], { detached: true, stdio: "ignore" });
console.log(JSON.stringify([process.pid, plugin.pid]));
setInterval(() => undefined, 1000);
`;

const SCRIPT = `import { run } from "./dev/start/child.ts";
process.exitCode = (await run(process.execPath, ["engine.mjs"])).code;
`;

let root: string;
let started: number[];
beforeEach(() => {
  started = [];
  root = mkdtempSync(join(tmpdir(), "lakewright-left-"));
  for (const name of ["dev/start", "src/model", "dev/toolchain/error.ts"]) {
    cpSync(join(ROOT, name), join(root, name), { recursive: true });
  }
  const lock = JSON.stringify({ packages: {} });
  mkdirSync(join(root, "node_modules"));
  const files = { "package-lock.json": lock, "node_modules/.package-lock.json": lock, "script.ts": SCRIPT };
  for (const [name, text] of Object.entries({ ...files, "orphan.mjs": ORPHAN, "engine.mjs": ENGINE })) {
    writeFileSync(join(root, name), text);
  }
  writeFileSync(join(root, "package.json"), '{ "type": "module" }\n');
});
afterEach(() => {
  for (const pid of started.filter(isAlive)) process.kill(pid, "SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

function isAlive(pid: number): boolean {
  try {
    // One that has ended and that nobody has asked after is dead too.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return existsSync("/proc") ? false : isSignalled(pid);
  }
}

function isSignalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

interface Run {
  readonly bootstrap: ChildProcess;
  readonly script: number;
  readonly engine: number;
  readonly plugin: number;
  readonly ended: Promise<number | string | null>;
}

/** The bootstrap with its script, engine and plugin, all running. */
async function startAll(): Promise<Run> {
  const bootstrap = spawn(process.execPath, [BOOTSTRAP, "script.ts"], { cwd: root, detached: true });
  const ended = new Promise<number | string | null>((resolve) => {
    bootstrap.on("exit", (code, signal) => {
      resolve(code ?? signal);
    });
  });
  let said = "";
  bootstrap.stderr.on("data", (text: Buffer) => (said += text.toString()));
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface(bootstrap.stdout).once("line", resolve)),
    ended.then((code) => Promise.reject(new Error(`ended with ${String(code)}: ${said}`))),
  ]);
  const [engine = 0, plugin = 0] = JSON.parse(line) as number[];
  const status = readFileSync(`/proc/${engine}/status`, "utf8");
  const script = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
  started.push(bootstrap.pid ?? 0, script, engine, plugin);
  return { bootstrap, script, engine, plugin, ended };
}

async function allGone({ script, engine, plugin }: Run): Promise<void> {
  await expect.poll(() => [script, engine, plugin].filter(isAlive), { timeout: 30_000 }).toEqual([]);
}

test.each<[string, (run: Run) => void]>([
  ["an engine that is killed", ({ engine }) => process.kill(engine, "SIGKILL")],
  ["a script that is killed", ({ script }) => process.kill(script, "SIGKILL")],
  ["a bootstrap that is killed", ({ bootstrap }) => bootstrap.kill("SIGKILL")],
  ["SIGTERM", ({ bootstrap }) => bootstrap.kill("SIGTERM")],
  ["SIGHUP", ({ bootstrap }) => bootstrap.kill("SIGHUP")],
  ["SIGINT", ({ bootstrap }) => bootstrap.kill("SIGINT")],
])("%s leaves nothing behind", { timeout: 60_000 }, async (_what, kill) => {
  const run = await startAll();
  kill(run);
  await allGone(run);
  expect(await run.ended).not.toBe(0);
});

test(
  "what everybody's death left behind is ended by the next start, which says so",
  { timeout: 60_000 },
  async () => {
    const run = await startAll();
    // All but the plugin are of one group.
    process.kill(-(run.bootstrap.pid ?? 0), "SIGKILL");
    await run.ended;
    expect(isAlive(run.plugin)).toBe(true);
    writeFileSync(join(root, "script.ts"), 'console.log("next");\n');
    const next = spawn(process.execPath, [BOOTSTRAP, "script.ts"], { cwd: root });
    let said = "";
    for (const channel of [next.stdout, next.stderr]) {
      channel.on("data", (text: Buffer) => (said += text.toString()));
    }
    await new Promise((resolve) => next.on("close", resolve));
    expect(said).toMatch(
      /^An earlier run was killed; ending the \d+ process(?:es)? that it left behind\.\nnext\n$/,
    );
    await allGone(run);
  },
);

test(
  "a reader that goes away ends everything, without a word and with a shell's code",
  { timeout: 60_000 },
  async () => {
    writeFileSync(
      join(root, "engine.mjs"),
      `${ENGINE}setInterval(() => console.log("more"), 20);\nprocess.on("SIGTERM", () => process.exit(7));\n`,
    );
    const run = await startAll();
    let said = "";
    run.bootstrap.stderr?.on("data", (text: Buffer) => (said += text.toString()));
    run.bootstrap.stdout?.destroy();
    await allGone(run);
    expect([await run.ended, said]).toEqual([141, ""]);
  },
);
