import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { packageFields, type Template, templateFiles } from "../../../src/init/template.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "..", "examples");
const read = (...path: readonly string[]) => readFileSync(join(EXAMPLES, ...path), "utf8");

const { peerDependencies, devDependencies, version } = packageJson;
const { prettier, typescript } = peerDependencies;
const SHOP: Template = {
  name: "shop",
  dependencies: {
    "@pulumi/databricks": peerDependencies["@pulumi/databricks"],
    "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"],
    lakewright: `^${version}`,
  },
  devDependencies: { prettier, typescript },
};

test("the example of a lakehouse is a project as init writes it", () => {
  for (const [path, text] of Object.entries(templateFiles(SHOP))) {
    // What it declares is its own.
    if (path !== "lakehouse.ts" && !path.startsWith("tables/")) expect(read("lakehouse", path)).toBe(text);
  }
  const fields = `${JSON.stringify(packageFields(SHOP), undefined, 2)}\n`;
  expect(read("lakehouse", "package.json")).toBe(fields);
});

test("the programs of one table take the version of Pulumi that the tests run", () => {
  const pulumi = devDependencies["@pulumi/pulumi"];
  expect(JSON.parse(read("typescript", "package.json"))).toMatchObject({
    dependencies: { "@pulumi/pulumi": pulumi },
  });
  expect(read("python", "requirements.txt").split("\n")).toContain(`pulumi==${pulumi}`);
});
