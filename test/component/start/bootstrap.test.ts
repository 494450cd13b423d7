import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");
const LOCK = { packages: { "": {}, "node_modules/a": { version: "1.0.0", integrity: "x" } } };

/** How long it took is said where it took long. */
const INSTALLED = /^Installing npm packages …\n(?:Installing npm packages took \d+ s\n)?$/;

/** A clone with the bootstrap, a script, a lock file, and an `npm` that notes its arguments and then does `npm`. */
function clone(npm: string): string {
  const root = mkdtempSync(join(tmpdir(), "lakewright-bootstrap-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  cpSync(join(ROOT, "dev", "start", "bootstrap.mjs"), join(root, "dev/start/bootstrap.mjs"));
  cpSync(join(ROOT, "dev", "start", "bootstrap"), join(root, "dev/start/bootstrap"), { recursive: true });
  write(
    root,
    "script.ts",
    "const code: number = 3;\nconsole.log(process.argv.slice(2).join());\nprocess.exitCode = code;\n",
  );
  write(root, "package-lock.json", JSON.stringify(LOCK));
  write(root, "bin/npm", `#!/bin/sh\necho "$1" >> "${root}/npm.log"\n${npm}\n`);
  chmodSync(join(root, "bin/npm"), 0o755);
  return root;
}

function write(root: string, name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

/** What a good `npm ci` leaves. */
const INSTALLS = `mkdir -p node_modules/.bin && cp package-lock.json node_modules/.package-lock.json`;

function npmCalls(root: string): readonly string[] {
  const log = join(root, "npm.log");
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Running {
  readonly ended: Promise<Ended>;
  readonly err: () => string;
}

function start(root: string, ...args: readonly string[]): Running {
  const env = { ...process.env, PATH: [join(root, "bin"), process.env["PATH"]].join(delimiter) };
  const child = spawn(process.execPath, [join(root, "dev/start/bootstrap.mjs"), ...args], { cwd: root, env });
  let [out, err] = ["", ""];
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr.on("data", (text: Buffer) => (err += text.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, out, err });
    });
  });
  return { ended, err: () => err };
}

function bootstrap(root: string, ...args: readonly string[]): Promise<Ended> {
  return start(root, ...args).ended;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

test("installs the packages of a fresh clone, then runs the script with its arguments and its exit code", async () => {
  const root = clone(INSTALLS);
  expect(await bootstrap(root, "script.ts", "a", "b")).toEqual({
    code: 3,
    out: "a,b\n",
    err: expect.stringMatching(INSTALLED) as string,
  });
  expect(npmCalls(root)).toEqual(["ci"]);
});

test("installs nothing and says nothing the second time, and installs again when the lock file changed", async () => {
  const root = clone(INSTALLS);
  await bootstrap(root, "script.ts");
  expect(await bootstrap(root, "script.ts")).toEqual({ code: 3, out: "\n", err: "" });
  expect(npmCalls(root)).toEqual(["ci"]);
  write(root, "package-lock.json", JSON.stringify(LOCK).replace("1.0.0", "1.0.1"));
  await bootstrap(root, "script.ts");
  expect(npmCalls(root)).toEqual(["ci", "ci"]);
});

test("does not miss an optional package that is for another machine", async () => {
  const root = clone(INSTALLS);
  write(root, "node_modules/.package-lock.json", JSON.stringify(LOCK));
  const optional = { version: "2.0.0", integrity: "y", optional: true };
  write(
    root,
    "package-lock.json",
    JSON.stringify({ packages: { ...LOCK.packages, "node_modules/b": optional } }),
  );
  await bootstrap(root, "script.ts");
  expect(npmCalls(root)).toEqual([]);
});

test("of two starts at once one installs and the other waits for it", async () => {
  const root = clone(`while [ ! -e gate ]; do sleep 0.05; done; ${INSTALLS}`);
  const one = start(root, "script.ts");
  await until(() => npmCalls(root).length > 0);
  const other = start(root, "script.ts");
  await until(() => other.err().includes("waiting"));
  write(root, "gate", "");
  expect([(await one.ended).code, (await other.ended).code]).toEqual([3, 3]);
  expect(npmCalls(root)).toEqual(["ci"]);
  expect(one.err()).toMatch(INSTALLED);
  expect(other.err()).toBe("Another start is installing packages in this folder; waiting for it …\n");
});

test("takes over the lock of a start that was killed", async () => {
  const root = clone(INSTALLS);
  const lock = join(root, ".sandbox/bootstrap.lock");
  mkdirSync(lock, { recursive: true });
  utimesSync(lock, 0, 0);
  expect((await bootstrap(root, "script.ts")).code).toBe(3);
  expect(existsSync(lock)).toBe(false);
});

test("shows npm's last lines when it fails, and does not run the script", async () => {
  const root = clone("echo 'npm error code ENOSPC' >&2; exit 7");
  const { code, out, err } = await bootstrap(root, "script.ts");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(
    /^Installing npm packages …\n`npm ci .*` failed \(exit code 7\):\n {2}npm error code ENOSPC\n$/,
  );
});

test("replaces a node that npm's package left unusable", async () => {
  const root = clone(INSTALLS);
  write(root, "node_modules/.package-lock.json", JSON.stringify(LOCK));
  mkdirSync(join(root, "node_modules/.bin"));
  symlinkSync("../node/bin/node", join(root, "node_modules/.bin/node"));
  expect((await bootstrap(root, "script.ts")).code).toBe(3);
});

test("asks for a script when none is named", async () => {
  const root = clone(INSTALLS);
  expect(await bootstrap(root)).toEqual({
    code: 1,
    out: "",
    err: "usage: node dev/start/bootstrap.mjs <script.ts> [arguments]\n",
  });
});
