import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { onceItsPlaceIs } from "../../components/program-places.ts";

/** What is found within a program: with the stack as the parent of all that has no other. */
async function within<T>(program: () => T): Promise<T> {
  let result: { readonly value: T } | undefined;
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
    call: ({ inputs }) => inputs as object,
  });
  await pulumi.runtime.runInPulumiStack(() => {
    result = { value: program() };
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  if (result === undefined) throw new Error("the program did not run");
  return result.value;
}

const isAwaited = (name: string) => pulumi.Output.isInstance(onceItsPlaceIs(name));

test("a name in a program without schemas stays what it is", async () => {
  expect(await within(() => onceItsPlaceIs("dev.gold.t"))).toBe("dev.gold.t");
});

test("a table in a schema or a catalog that the program declares before it is known once that is", async () => {
  const names = ["dev.raw.t", "lake.any.t", "dev.raws.t", "lakes.any.t"];
  const known = within(() => {
    new databricks.Schema("schema", { catalogName: "dev", name: "Raw" });
    new databricks.Catalog("catalog", { name: "lake" });
    return new Promise((resolve) => pulumi.all(names.map(onceItsPlaceIs)).apply(resolve));
  });
  expect(await known).toEqual(names);
});

test("a schema within a component is found", async () => {
  class Base extends pulumi.ComponentResource {
    constructor() {
      super("shop:index:Base", "base");
      new databricks.Schema("schema", { catalogName: "dev", name: "raw" }, { parent: this });
    }
  }
  expect(
    await within(() => {
      const before = isAwaited("dev.raw.t");
      new Base();
      return [before, isAwaited("dev.raw.t")];
    }),
  ).toEqual([false, true]);
});
