import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProject } from "../../../src/project/find.ts";
import { readStackSettings, stacksIn } from "../../../src/project/stack-settings.ts";
import { folderWith, PULUMI } from "./folder.ts";

test("a project is found from any folder in it", () => {
  const root = folderWith(PULUMI);
  mkdirSync(join(root, "tables", "gold"), { recursive: true });
  expect(findProject(join(root, "tables", "gold"))).toEqual({ root, name: "shop", stackFiles: root });
});

test("no project, a project without a name and one that is no YAML each say what to do", () => {
  const root = folderWith({});
  expect(() => findProject(root)).toThrow(
    `no Pulumi.yaml in ${root} or a folder above it; call lakewright in a project, name one with --project DIR, or make one with "npx lakewright init"`,
  );
  const nameless = folderWith({ "Pulumi.yaml": "runtime: nodejs\n" });
  expect(() => findProject(nameless)).toThrow("Pulumi.yaml: name: got nothing; a project's name has letters");
  const broken = folderWith({ "Pulumi.yaml": "name: [\n" });
  expect(() => findProject(broken)).toThrow("Pulumi.yaml: it cannot be read: ");
});

test("stacks' files are looked for where Pulumi looks for them", () => {
  const root = folderWith({
    "Pulumi.yaml": "name: shop\nruntime: nodejs\nstackConfigDir: stacks\n",
    "stacks/Pulumi.eu.west.yaml": "config: { shop:settings: { catalog: 7 } }\n",
  });
  const project = findProject(root);
  expect(stacksIn(project)).toEqual(["eu.west"]);
  expect(() => readStackSettings(project, "eu.west")).toThrow(
    /^Pulumi\.eu\.west\.yaml: \d+ faults in shop:settings\n {2}- catalog: got 7/,
  );
  expect(() => readStackSettings(project, "eu.wst")).toThrow(
    'no such file; stacks here: eu.west (did you mean "eu.west"?)',
  );
});
