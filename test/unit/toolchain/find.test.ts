import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { findPulumi, onPath } from "../../../dev/toolchain/find.ts";
import { temporaryFolder } from "./folder.ts";
import { writeProgram } from "./programs.ts";

const LIMITS = { oldest: "3.259.0", except: "/nowhere" };

function folderWith(programs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(programs)) writeProgram(join(folder, name), text);
  return folder;
}

test("takes the first of the search path that can be run", () => {
  const [empty, first, second] = [temporaryFolder(), folderWith({ go: "" }), folderWith({ go: "" })];
  expect(onPath("go", [empty, "", first, second].join(delimiter))).toBe(join(first, "go"));
});

test("passes over what it made itself", () => {
  const cache = temporaryFolder();
  writeProgram(join(cache, "toolchain", "bin", "pulumi"), "");
  expect(onPath("pulumi", join(cache, "toolchain", "bin"), cache)).toBeUndefined();
});

test("finds nothing where no pulumi is", async () => {
  expect(await findPulumi(temporaryFolder(), LIMITS)).toBeUndefined();
});

test("takes a pulumi that is new enough and has its language host beside it", async () => {
  const folder = folderWith({ pulumi: "echo v3.260.1", "pulumi-language-nodejs": "" });
  expect(await findPulumi(folder, LIMITS)).toEqual({ path: join(folder, "pulumi"), version: "3.260.1" });
});

test.each([
  [
    "an old one",
    { pulumi: "echo v3.100.0", "pulumi-language-nodejs": "" },
    "is 3.100.0, and 3.259.0 or newer is needed",
  ],
  ["one without language host", { pulumi: "echo v3.259.0" }, "comes without pulumi-language-nodejs"],
  ["one that fails", { pulumi: "exit 1", "pulumi-language-nodejs": "" }, "does not say its version"],
])("does not take %s, and says why", async (_, programs, reason) => {
  const folder = folderWith(programs);
  expect(await findPulumi(folder, LIMITS)).toEqual({ unfit: `${join(folder, "pulumi")} ${reason}` });
});
