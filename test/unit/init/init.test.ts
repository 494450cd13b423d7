import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { initProject, nameFor } from "../../../src/init/init.ts";
import { planLakehouse } from "../../../src/plan/lakehouse.ts";
import { findProject } from "../../../src/project/find.ts";
import { loadLakehouse } from "../../../src/project/lakehouse.ts";
import { readStackSettings, stacksIn } from "../../../src/project/stack-settings.ts";
import { folderWith } from "../project/folder.ts";

const template = { name: "acme", dependencies: { lakewright: "^0.1.0" }, devDependencies: {} };

test("what init writes plans without a finding, in every stack", async () => {
  const root = folderWith({});
  expect(initProject(root, template).written).toEqual([
    "Pulumi.yaml",
    "Pulumi.dev.yaml",
    "Pulumi.sandbox.yaml",
    "pulumi.js",
    "index.ts",
    "lakehouse.ts",
    "tables/default/orders.ts",
    "tsconfig.json",
    ".gitignore",
  ]);
  const project = findProject(root);
  expect(stacksIn(project)).toEqual(["dev", "sandbox"]);
  for (const stack of stacksIn(project)) {
    const settings = readStackSettings(project, stack);
    const plan = planLakehouse(await loadLakehouse(project), { project: project.name, stack, settings });
    expect(plan.findings).toEqual([]);
    expect(plan.tables.map(({ name }) => name)).toEqual(["default.orders"]);
    expect(plan.compute.warehouse.name).toBe(`acme-${stack}-dashboards`);
  }
});

test.each(["pulumi.js", "examples/lakehouse/pulumi.js"])("%s is what init writes", (file) => {
  const root = folderWith({});
  initProject(root, template);
  expect(readFileSync(file, "utf8")).toBe(readFileSync(join(root, "pulumi.js"), "utf8"));
});

test("init never writes over a file, and adds to package.json what it lacks, as it is indented", () => {
  const given = '{\n\t"name": "ours",\n\t"scripts": { "plan": "make plan" }\n}\n';
  const root = folderWith({ "lakehouse.ts": "// ours\n", "package.json": given });
  const done = initProject(root, template);
  expect(done.kept).toEqual(["lakehouse.ts"]);
  expect(readFileSync(join(root, "lakehouse.ts"), "utf8")).toBe("// ours\n");
  const text = readFileSync(join(root, "package.json"), "utf8");
  expect(text).toContain('\n\t"name": "ours",\n');
  expect(JSON.parse(text)).toMatchObject({
    type: "module",
    scripts: { plan: "make plan", lint: "lakewright lint" },
    dependencies: { lakewright: "^0.1.0" },
  });
  expect(done.added).toContain("scripts.lint");
  expect(done.added).not.toContain("scripts.plan");
  // A second call has nothing to do.
  expect(initProject(root, template)).toMatchObject({ written: [], added: [] });
});

test.each([
  ['{ "type": "commonjs" }', 'type: got "commonjs"; the program is an ES module'],
  ["[]", "it is no JSON object"],
  ["{", "it is no JSON object"],
])("a package.json that cannot be extended stops before anything is written: %s", (text, fault) => {
  const root = folderWith({ "package.json": text });
  expect(() => initProject(root, template)).toThrow(fault);
  expect(() => findProject(root)).toThrow("no Pulumi.yaml");
});

test.each([
  ["/home/me/Sales Lakehouse", "sales-lakehouse"],
  ["/home/me/2026_sales", "sales"],
  ["/home/me/---", "lakehouse"],
])("the name of a project comes from its folder: %s", (folder, name) => {
  expect(nameFor(folder)).toBe(name);
});
