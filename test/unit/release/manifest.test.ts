import { expect, test } from "vitest";
import { manifest, packageOf } from "../../../dev/release/manifest.ts";

const SOURCE = {
  ...{ name: "lakewright", version: "1.2.3", description: "A lakehouse", license: "Apache-2.0" },
  engines: { node: ">=22.18" },
  bin: { lakewright: "src/cli/lakewright.js" },
  exports: {
    ".": { "lakewright-declarations": "./src/declarations.ts", default: "./src/index.ts" },
    "./package.json": "./package.json",
  },
  dependencies: { zod: "4.0.0", yaml: "2.0.0" },
  peerDependencies: { "@pulumi/pulumi": "^3.1.0", fastify: "^5.0.0", prettier: "^3.0.0" },
  peerDependenciesMeta: { fastify: { optional: true }, prettier: { optional: true } },
};

test("what is published depends on what its code imports", () => {
  const used = ["zod", "zod/v4", "@pulumi/pulumi/log/index.js", "fastify"];
  expect(manifest(SOURCE, used)).toEqual({
    ...{ name: "lakewright", version: "1.2.3", description: "A lakehouse", license: "Apache-2.0" },
    type: "module",
    exports: {
      ".": {
        types: "./src/index.d.ts",
        "lakewright-declarations": "./src/declarations.js",
        default: "./src/index.js",
      },
      "./package.json": "./package.json",
    },
    engines: { node: ">=22.18" },
    bin: { lakewright: "src/cli/lakewright.js" },
    dependencies: { zod: "4.0.0" },
    peerDependencies: { "@pulumi/pulumi": "^3.1.0", fastify: "^5.0.0" },
    peerDependenciesMeta: { fastify: { optional: true } },
  });
});

test("what is published says where its releases are", () => {
  const repository = "github:acme/lakewright";
  expect(manifest({ ...SOURCE, repository }, [])).toMatchObject({ repository });
});

test("the first condition is types: TypeScript takes the first that it knows", () => {
  const { exports } = manifest(SOURCE, []) as { exports: Record<string, object> };
  expect(Object.keys(exports["."] ?? {})).toEqual(["types", "lakewright-declarations", "default"]);
});

test("a module of no dependency fails the packing, by name", () => {
  expect(() => manifest(SOURCE, ["zod", "@scope/lost/part.js", "gone"])).toThrow(
    "package.json: neither dependencies nor peerDependencies have @scope/lost, gone, which the package imports",
  );
});

test.each([
  ["zod", "zod"],
  ["zod/v4/core", "zod"],
  ["@pulumi/pulumi", "@pulumi/pulumi"],
  ["@pulumi/pulumi/proto/plugin_pb.js", "@pulumi/pulumi"],
])("%s is of the package %s", (module, name) => {
  expect(packageOf(module)).toBe(name);
});
