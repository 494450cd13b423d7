import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Lakehouse } from "./components/lakehouse.ts";
import { tuneSdk } from "./components/sdk-performance.ts";
import { LakewrightProvider } from "./components/provider.ts";
import { assertNoDuplicates } from "./components/assert-no-duplicates.ts";
import { requireWorkspace } from "./components/require-workspace.ts";
import { decide, loadSettings, loadWorkspace } from "./src/config/load.ts";
import { nextRun } from "./src/config/settings.ts";
import { checkTableFiles } from "./src/config/table-files.ts";
import { planLakehouse } from "./src/plan/lakehouse.ts";
import { lakehouse } from "./tables/lakehouse.ts";

tuneSdk();

const plan = decide(() => {
  const planned = planLakehouse(lakehouse, { stack: pulumi.getStack(), settings: loadSettings() });
  checkTableFiles(
    join(import.meta.dirname, "tables"),
    [...lakehouse.tables, ...(lakehouse.materializedViews ?? [])].map(({ name }) => name),
  );
  return planned;
});
const provider = new LakewrightProvider("lakewright", {
  ...loadWorkspace(),
  statementsAtOnce: plan.compute.warehouse.statementsAtOnce,
});
await requireWorkspace(provider);
await assertNoDuplicates(lakehouse.name, { plan, provider });
const deployed = new Lakehouse(lakehouse.name, { plan, provider });

export const catalog = plan.catalog;
export const { clusterId, warehouseId, jobIds } = deployed;
/** When each job runs next; a paused job does not, and one that waits for tables has no time. */
export const nextRuns = Object.fromEntries(
  plan.maintenance.jobs.map(({ key, start, paused }) => [
    key,
    paused ? "paused" : start.kind === "schedule" ? nextRun(start, new Date()) : "after the next update",
  ]),
);
export const tables = plan.tables.map((table) => table.layout.table);

// All that is ours has run. What fails from here on fails in the engine, which says where; the SDK would add lines of
// its own to it, for each resource that fails.
Error.stackTraceLimit = 0;
