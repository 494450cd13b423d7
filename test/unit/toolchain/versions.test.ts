import { expect, test } from "vitest";
import { findVersion, isAtLeast, moduleVersion, readVersions } from "../../../dev/toolchain/versions.ts";

test.each([
  ["v3.259.0\n", "3.259.0"],
  ["3.259.0", "3.259.0"],
  ["v3.260.0-alpha.1234\n", "3.260.0-alpha.1234"],
  ["go version go1.26.8 linux/amd64\n", "1.26.8"],
  ["go version go1.27 linux/amd64\n", "1.27"],
])("reads the version in %j", (text, version) => {
  expect(findVersion(text)).toBe(version);
});

test("finds no version where none is", () => {
  expect(findVersion("command not found")).toBeUndefined();
});

test.each([
  ["3.259.0", "3.259.0", true],
  ["3.259.1", "3.259.0", true],
  ["3.1000.0", "3.259.0", true],
  ["4.0.0", "3.259.0", true],
  ["3.99.9", "3.259.0", false],
  ["2.300.0", "3.259.0", false],
  ["3.259.0-alpha.1", "3.259.0", false],
  ["3.260.0-alpha.1", "3.259.0", true],
  ["1.110.0+upstream.1.80.0", "1.110.0", true],
  ["1.27", "1.26.0", true],
  ["1.26", "1.26.1", false],
])("%s is at least %s: %s", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});

test("reads a module's version from a go.mod, and not that of a longer name", () => {
  const goMod = "require (\n\texample.org/a/b v2.0.0 // indirect\n\texample.org/a v1.2.3 // indirect\n)\n";
  expect(moduleVersion(goMod, "example.org/a")).toBe("1.2.3");
  expect(moduleVersion("require example.org/a v1.4.0\n", "example.org/a")).toBe("1.4.0");
  expect(() => moduleVersion(goMod, "example.org/c")).toThrow("go.mod: no version of example.org/c");
});

test("the repository names every version, and builds a CLI as new as the SDK its programs use", async () => {
  const versions = readVersions();
  const { default: packages } = await import("../../../package.json", { with: { type: "json" } });
  expect(versions.provider).toBe(packages.devDependencies["@pulumi/databricks"]);
  expect(isAtLeast(versions.pulumi, packages.devDependencies["@pulumi/pulumi"])).toBe(true);
  expect(versions.builtProvider).toMatch(/^\d+\.\d+\.\d+\+upstream\.\d+\.\d+\.\d+$/);
});
