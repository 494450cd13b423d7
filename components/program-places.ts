import type * as pulumi from "@pulumi/pulumi";
// As in table-layout.ts: not from the package's main module.
import { all, output } from "@pulumi/pulumi/output.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";
import { nameKey } from "../src/model/full-name.ts";

/** A schema or a catalog that the program declares; a catalog has no `catalogName`. */
interface Place extends pulumi.CustomResource {
  readonly catalogName?: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}

const PLACES = ["databricks:index/schema:Schema", "databricks:index/catalog:Catalog"];

/**
 * The full name of a table or view. Where the program has declared its schema or catalog before, it is known once that
 * is there: until then a preview would look for what cannot be, and an up would be too early.
 */
export function onceItsPlaceIs(fullName: pulumi.Input<string>): pulumi.Input<string> {
  const places = [...declaredPlaces(getStackResource() as unknown as Parent | undefined)];
  if (places.length === 0) return fullName;
  const named = all(places.map(({ catalogName, name }) => all([catalogName, name])));
  return all([fullName, named]).apply(([name, all]) => {
    const within = all.findIndex((parts) => {
      const place = parts.filter((part) => part !== undefined).join(".");
      return nameKey(name).startsWith(`${nameKey(place)}.`);
    });
    return within < 0 ? output(name) : output(places[within]?.id).apply(() => name);
  });
}

/** What the SDK keeps of a resource for the dependencies of a component. */
interface Parent {
  readonly __pulumiType: string;
  readonly __childResources?: ReadonlySet<Parent>;
}

function* declaredPlaces(parent: Parent | undefined): Generator<Place> {
  for (const child of parent?.__childResources ?? []) {
    if (PLACES.includes(child.__pulumiType)) yield child as unknown as Place;
    // A lakehouse has thousands of children, and no schema among them.
    else if (!child.__pulumiType.startsWith("lakewright:")) yield* declaredPlaces(child);
  }
}
