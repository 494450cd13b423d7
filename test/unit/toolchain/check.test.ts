import { join } from "node:path";
import { expect, test } from "vitest";
import { checkServes, checkVersion } from "../../../dev/toolchain/check.ts";
import { temporaryFolder } from "./folder.ts";
import { writeProgram } from "./programs.ts";

function program(text: string): string {
  const path = join(temporaryFolder(), "program");
  writeProgram(path, text);
  return path;
}

test("takes a program that says the version it was built as", async () => {
  await expect(checkVersion(program("echo 3.259.0"), ["version"], "3.259.0")).resolves.toBeUndefined();
});

test("refuses a program that says another version", async () => {
  await expect(checkVersion(program("echo 3.0.0"), [], "3.259.0")).rejects.toThrow(
    "was built as 3.259.0 and says it is 3.0.0.",
  );
});

test("takes a plugin that prints its port, and ends it", async () => {
  await expect(checkServes(program("echo 41234; exec sleep 600"))).resolves.toBeUndefined();
});

test("refuses a plugin that ends without serving, and shows what it said", async () => {
  await expect(checkServes(program("echo Missing precomputed mapping; exit 1"))).rejects.toThrow(
    /program does not serve:\n {2}Missing precomputed mapping$/,
  );
});
