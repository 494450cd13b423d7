import type * as pulumi from "@pulumi/pulumi";
import { configuredSettings, decide, loadWorkspace } from "../src/config/load.ts";
import { findProject } from "../src/project/find.ts";
import { loadLakehouse } from "../src/project/lakehouse.ts";
import { assertNoDuplicates } from "./assert-no-duplicates.ts";
import { Lakehouse } from "./lakehouse.ts";
import type { LakehouseTransform } from "./lakehouse-arguments.ts";
import { planned, withPlanOf } from "./planned.ts";
import { LakewrightProvider } from "./provider.ts";
import { requireWorkspace } from "./require-workspace.ts";
import { tuneSdk } from "./sdk-performance.ts";

/** How `deployLakehouse` departs from what the project says. */
export interface DeployOptions {
  /** Folder of the project, or one below it. @default where the program runs */
  readonly folder?: string;
  /** Changes what the resources are made of. @default nothing */
  readonly transform?: LakehouseTransform;
}

/** What the stack exports. */
export interface DeployedLakehouse {
  /** The environment's catalog. */
  readonly catalog: string;
  /** Id of the cluster. */
  readonly clusterId: pulumi.Output<string>;
  /** Id of the SQL warehouse. */
  readonly warehouseId: pulumi.Output<string>;
  /** Job ids by the job's key. */
  readonly jobIds: pulumi.Output<Record<string, string>>;
}

/**
 * The whole program of a project: loads `lakehouse.ts`, the files of `tables/` and the stack's settings, makes sure that
 * the workspace answers and would get nothing twice, and creates the lakehouse.
 * @throws pulumi.RunError with every fault of the declarations, the settings or the plan, before anything is sent
 * @example export const { catalog, warehouseId } = await deployLakehouse();
 */
export async function deployLakehouse({
  folder = process.cwd(),
  transform = {},
}: DeployOptions = {}): Promise<DeployedLakehouse> {
  tuneSdk();
  const { settings, lakehouse, root } = await decide(async () => {
    const project = findProject(folder);
    return { settings: configuredSettings(), lakehouse: await loadLakehouse(project), root: project.root };
  });
  const { name, ...declared } = lakehouse;
  const args = { ...declared, settings, transform };
  const plan = planned(name, args, root);
  const provider = new LakewrightProvider("lakewright", {
    ...loadWorkspace(),
    statementsAtOnce: plan.compute.warehouse.statementsAtOnce,
  });
  await requireWorkspace(provider);
  await assertNoDuplicates(name, { plan, transform, provider });
  const { clusterId, warehouseId, jobIds } = new Lakehouse(name, withPlanOf(args, { ...args, provider }));
  // All that is ours has run. What fails from here on fails in the engine, which says where; the SDK would add lines of
  // its own to it, for each resource that fails.
  Error.stackTraceLimit = 0;
  return { catalog: plan.catalog, clusterId, warehouseId, jobIds };
}
