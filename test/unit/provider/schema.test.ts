import { expect, test } from "vitest";
import { readDeclaration } from "../../../src/provider/table-layout/declaration.ts";
import { packageSchema } from "../../../src/provider/schema.ts";
import { readViewDeclaration } from "../../../src/provider/materialized-view/declaration.ts";
import packageJson from "../../../package.json" with { type: "json" };
import type { Repository } from "../../../src/provider/download-url.ts";
import { resourceSchema } from "./package-schema.ts";

/** Paths of all properties that lack a description, at any depth. */
function undescribed(node: unknown, path: string): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const here = `${path}/${key}`;
    if (!["properties", "inputProperties", "variables"].includes(key)) return undescribed(value, here);
    return Object.entries(value as Record<string, { description?: string }>).flatMap(([name, property]) => [
      ...(property.description === undefined || property.description.trim() === ""
        ? [`${here}/${name}`]
        : []),
      ...undescribed(property, `${here}/${name}`),
    ]);
  });
}

test("every property of the schema has a description", () => {
  expect(undescribed(JSON.parse(packageSchema("1.2.3")), "")).toEqual([]);
});

test("a property without a description would be found", () => {
  const schema = { types: { a: { properties: { b: { type: "string" }, c: { description: "said" } } } } };
  expect(undescribed(schema, "")).toEqual(["/types/a/properties/b"]);
});

test.each([
  ["TableLayout", readDeclaration],
  ["MaterializedView", readViewDeclaration],
] as const)("the plugin takes the inputs of the schema's %s and no others", (name, read) => {
  const { inputProperties } = resourceSchema(name);
  const inputs = Object.fromEntries([...Object.keys(inputProperties), "foreign"].map((name) => [name, null]));
  const unknown = read(inputs).failures.filter(({ reason }) => reason.startsWith("unknown input"));
  expect(unknown.map(({ property }) => property)).toEqual(["foreign"]);
  expect(unknown[0]?.reason.split(" has ")[1]?.split(", ").sort()).toEqual(
    Object.keys(inputProperties).sort(),
  );
});

const schemaOf = (repository?: Repository) =>
  JSON.parse(packageSchema("1.2.3", repository)) as { pluginDownloadURL?: string };

test.each([
  "github:acme/lake-wright",
  "https://github.com/acme/lake-wright",
  { url: "git+https://github.com/acme/lake-wright.git" },
])("the engine fetches a missing plugin from the releases of the package's repository: %j", (repository) => {
  expect(schemaOf(repository).pluginDownloadURL).toBe("github://api.github.com/acme/lake-wright");
});

test("without a public repository nothing is fetched from a name that anybody could take", () => {
  expect(schemaOf()).not.toHaveProperty("pluginDownloadURL");
});

test.each(["gitlab:acme/lakewright", "acme/lakewright", "https://example.com/lakewright.git", "github:acme"])(
  "a repository whose releases the engine does not know is refused: %s",
  (repository) => {
    expect(() => schemaOf(repository)).toThrow(`package.json: repository is ${repository}; `);
  },
);

test("this package's repository, once it has one, is one of those", () => {
  const { repository } = packageJson as { repository?: Repository };
  expect(() => schemaOf(repository)).not.toThrow();
});
