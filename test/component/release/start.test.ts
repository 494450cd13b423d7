import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const START = join(ROOT, "dev", "release", "start.js");
const COMMAND = join(ROOT, "src", "cli", "lakewright.js");

/** Runs a program as if Node were of another version. */
function runOn(version: string, program: string, ...args: readonly string[]) {
  const other = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });
    Object.defineProperty(process, "version", { value: "v${version}" });`;
  const first = `data:text/javascript,${encodeURIComponent(other)}`;
  return spawnSync(process.execPath, ["--import", first, program, ...args], { encoding: "utf8" });
}

test("what is packed names the Node it needs and the one it finds", () => {
  const { status, stderr } = runOn("20.1.0", START);
  expect(stderr).toBe(
    "lakewright needs Node 22 or newer on the search path and finds v20.1.0: https://nodejs.org\n",
  );
  expect(status).toBe(1);
});

test.each(["18.20.0", "20.19.5", "22.17.1", "23.5.0"])(
  "the command says in one line that Node %s is too old",
  (version) => {
    const { status, stderr, stdout } = runOn(version, COMMAND, "--version");
    expect(stderr).toBe(`lakewright needs Node 22.18 or newer; this is v${version}: https://nodejs.org\n`);
    expect(stdout).toBe("");
    expect(status).toBe(3);
  },
);

test.each(["22.18.0", "24.0.0", "26.1.0"])("the command runs on Node %s", (version) => {
  expect(runOn(version, COMMAND, "--version")).toMatchObject({ status: 0, stderr: "" });
});

test("a program says in a sentence that this Node does not run TypeScript", () => {
  const { status, stderr } = spawnSync(process.execPath, ["--no-experimental-strip-types", "pulumi.js"], {
    encoding: "utf8",
  });
  expect(stderr).toContain(
    `Error: index.ts needs Node 22.18 or newer; this is ${process.version}: https://nodejs.org\n`,
  );
  expect(status).toBe(1);
});
