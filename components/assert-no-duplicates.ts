import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import type { LakewrightProvider } from "./provider.ts";

/** An object that a workspace would make a second time under the same name without a word. */
interface NamedObject {
  /** End of the URN: type and Pulumi name. */
  readonly resource: string;
  readonly kind: "cluster" | "clusterPolicy" | "job" | "warehouse";
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Makes sure, before a deployment creates anything, that the workspace has no object under a planned name
 * and tags that this stack's state does not know. An `up` that was killed after the workspace created the
 * object and before the engine recorded it leaves one behind, and the engine would create a second. A
 * preview asks nothing of the workspace.
 *
 * Resource hooks would do this one object at a time; they need a language host that is newer than the one
 * that builds from source.
 * @throws pulumi.RunError naming every such object at once
 */
export async function assertNoDuplicates(
  name: string,
  { plan, provider }: { readonly plan: LakehousePlan; readonly provider: LakewrightProvider },
): Promise<void> {
  // In previews too: `pulumi up --plan` refuses a provider that the preview did not need, Pulumi's own among them.
  const known = await knownUrns(plan.stack);
  if (pulumi.runtime.isDryRun()) return;
  const unknown = namedObjects(name, plan).filter(
    ({ resource }) => !known.some((urn) => urn.endsWith(resource)),
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

/** URNs of everything in the stack's state as it was when the deployment began. */
async function knownUrns(stackName: string): Promise<readonly string[]> {
  const { outputs } = (await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", {
    stackName,
  })) as {
    outputs: Readonly<Record<string, unknown>>;
  };
  return Object.keys(outputs);
}

function namedObjects(name: string, { compute, maintenance }: LakehousePlan): readonly NamedObject[] {
  const { cluster, policy, warehouse } = compute;
  return [
    {
      resource: `databricks:index/cluster:Cluster::${name}-cluster`,
      kind: "cluster",
      name: cluster.name,
      tags: cluster.tags,
    },
    {
      resource: `databricks:index/clusterPolicy:ClusterPolicy::${name}-cluster-policy`,
      kind: "clusterPolicy",
      name: policy.name,
    },
    {
      resource: `databricks:index/sqlEndpoint:SqlEndpoint::${name}-warehouse`,
      kind: "warehouse",
      name: warehouse.name,
    },
    ...maintenance.jobs.map((job): NamedObject => ({
      resource: `databricks:index/job:Job::${name}-${job.key}`,
      kind: "job",
      name: job.name,
      tags: job.tags,
    })),
  ];
}

function refusal(stack: string, duplicates: readonly string[]): string {
  return [
    "the workspace already has, under the names of this stack, what its state does not know:",
    ...duplicates,
    "Not creating a second one. An interrupted up leaves this behind:",
    `"npx lakewright recover --stack ${stack}" takes it over with --import, or deletes it with --delete ` +
      `(on the sandbox: "npm run recover -- --import").`,
  ].join("\n");
}
