import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const START = join(import.meta.dirname, "..", "..", "..", "dev", "release", "start.js");

test("what is packed names the Node it needs and the one it finds", () => {
  const old = `Object.defineProperty(process, "versions", { value: { node: "20.1.0" } });
    Object.defineProperty(process, "version", { value: "v20.1.0" });`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(old)}`, START],
    { encoding: "utf8" },
  );
  expect(stderr).toBe(
    "lakewright needs Node 22 or newer on the search path and finds v20.1.0: https://nodejs.org\n",
  );
  expect(status).toBe(1);
});
