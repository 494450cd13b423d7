import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import type { LakehouseTransform } from "./lakehouse-arguments.ts";
import { type NamedObject, namedObjects } from "./named-objects.ts";
import type { LakewrightProvider } from "./provider.ts";

/** What is made, and with what. */
interface Making {
  readonly plan: LakehousePlan;
  readonly transform: LakehouseTransform;
  readonly provider: LakewrightProvider;
}

/**
 * Makes sure, before a deployment creates anything, that no two of its objects have one name, and that the workspace
 * has no object under a name and tags of this stack that its state does not know. An `up` that was killed after the
 * workspace created the object and before the engine recorded it leaves one behind, and the engine would create a
 * second. A preview asks nothing of the workspace.
 *
 * Resource hooks would do this one object at a time; they need a language host that is newer than the one
 * that builds from source.
 * @throws pulumi.RunError naming every such object at once
 */
export async function assertNoDuplicates(name: string, { plan, transform, provider }: Making): Promise<void> {
  // In previews too: `pulumi up --plan` refuses a provider that the preview did not need, Pulumi's own among them.
  const known = await knownUrns(plan.stack);
  const isPreview = pulumi.runtime.isDryRun();
  const objects = namedObjects(name, plan, transform);
  // A preview may wait for ever for what only an up knows.
  const named = (isPreview ? objects : await resolved(objects)).filter(hasName);
  requireDifferentNames(named);
  if (isPreview) return;
  // The plugin that makes jobs finds those that it made.
  const unknown = named.filter(
    ({ kind, resource }) => kind !== "job" && !known.some((urn) => urn.endsWith(resource)),
  );
  const duplicates: string[] = [];
  for (const { kind, name: physical, tags } of unknown) {
    const { ids } = (await pulumi.runtime.invoke(
      "lakewright:index:findExisting",
      { kind, name: physical, tags },
      { provider },
    )) as { ids: readonly string[] };
    if (ids.length > 0) duplicates.push(`  ${kind} "${physical}" (${ids.join(", ")})`);
  }
  if (duplicates.length > 0) throw new pulumi.RunError(refusal(plan.stack, duplicates));
}

interface Named extends NamedObject {
  readonly name: string;
}

function hasName(object: NamedObject): object is Named {
  return typeof object.name === "string";
}

function resolved(objects: readonly NamedObject[]): Promise<readonly NamedObject[]> {
  return new Promise((resolve) => {
    pulumi.output(objects).apply(resolve);
  });
}

/** Planned names differ; a transform may give several objects one. */
function requireDifferentNames(objects: readonly Named[]): void {
  const lines = objects.flatMap(({ kind, name, resource }, at) => {
    const first = objects.findIndex((other) => other.kind === kind && other.name === name);
    const other = objects[first];
    return other === undefined || first === at
      ? []
      : [`  ${kind} "${name}": ${nameIn(other.resource)} and ${nameIn(resource)}`];
  });
  if (lines.length === 0) return;
  throw new pulumi.RunError(
    ["a transform gives objects of one kind the same name:", ...lines, "Give each a name of its own."].join(
      "\n",
    ),
  );
}

function nameIn(resource: string): string {
  return `"${resource.slice(resource.indexOf("::") + 2)}"`;
}

/** URNs of everything in the stack's state as it was when the deployment began. */
async function knownUrns(stackName: string): Promise<readonly string[]> {
  const { outputs } = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
    stackName,
  })) as {
    outputs: Readonly<Record<string, unknown>>;
  };
  return Object.keys(outputs);
}

function refusal(stack: string, duplicates: readonly string[]): string {
  return [
    "the workspace already has, under the names of this stack, what its state does not know:",
    ...duplicates,
    "Not creating a second one. An interrupted up leaves this behind:",
    `"npx lakewright recover --stack ${stack}" takes it over with --import, or deletes it with --delete.`,
  ].join("\n");
}
