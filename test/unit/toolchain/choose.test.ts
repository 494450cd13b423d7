import { expect, test } from "vitest";
import { forcedWay, waysToTry } from "../../../dev/toolchain/choose.ts";
import { ToolchainError } from "../../../dev/toolchain/error.ts";
import { thisPlatform } from "../../../dev/toolchain/platform.ts";

const NOTHING = { installer: false, build: false };

test("tries what is installed, then the download, then the build", () => {
  expect(waysToTry(undefined, NOTHING)).toEqual(["path", "installer", "build"]);
});

test("uses what was built before without asking the network first", () => {
  expect(waysToTry(undefined, { installer: false, build: true })).toEqual(["path", "build", "installer"]);
});

test("prefers what was downloaded to what was built", () => {
  expect(waysToTry(undefined, { installer: true, build: true })).toEqual(["path", "installer", "build"]);
});

test("tries only the way that is forced", () => {
  expect(waysToTry("build", { installer: true, build: false })).toEqual(["build"]);
});

test("takes an unset or empty variable as no wish", () => {
  expect(forcedWay(undefined)).toBeUndefined();
  expect(forcedWay("")).toBeUndefined();
  expect(forcedWay("installer")).toBe("installer");
});

test("refuses a way that does not exist, and names those that do", () => {
  expect(() => forcedWay("docker")).toThrow(
    new ToolchainError(
      'LAKEWRIGHT_TOOLCHAIN is "docker"; it can be path, installer, build, or unset to choose by itself.',
    ),
  );
});

test("names the platform as Pulumi's downloads do, and refuses others in one sentence", () => {
  expect(thisPlatform("linux", "x64")).toBe("linux-x64");
  expect(thisPlatform("darwin", "arm64")).toBe("darwin-arm64");
  expect(() => thisPlatform("win32", "x64")).toThrow("This machine is win32 on x64; Linux and macOS");
});
