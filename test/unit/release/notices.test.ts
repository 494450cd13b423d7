import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LICENSES, noticesOf } from "../../../dev/release/notices.ts";

interface Locked {
  readonly dev?: boolean;
  readonly license?: string;
}

test("everything that an install brings is under a licence that somebody has looked at", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== "" && dev !== true);
  expect(installed.length).toBeGreaterThan(50);
  expect(installed.filter(([, { license }]) => !LICENSES.has(license ?? ""))).toEqual([]);
});

test("notices hold the text of each licence once, and no package of an unknown one is bundled", async () => {
  const root = mkdtempSync(join(tmpdir(), "lakewright-notices-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const add = (name: string, license: string | undefined) => {
    const folder = join(root, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.2.3", license }));
    writeFileSync(join(folder, "LICENSE"), `the licence of ${name}`);
    return ["a.js", "lib/b.js"].map((file) => join(folder, file));
  };
  const modules = [...add("one", "MIT"), ...add("@two/part", "Apache-2.0"), join(root, "src", "own.ts")];
  const notices = await noticesOf(modules);
  expect(notices.split("the licence of one")).toHaveLength(2);
  expect(notices).toContain("@two/part 1.2.3, Apache-2.0\n\nthe licence of @two/part");
  await expect(noticesOf(add("odd", "SSPL-1.0"))).rejects.toThrow("odd is under SSPL-1.0");
  await expect(noticesOf(add("none", undefined))).rejects.toThrow("none is under no licence");
});
