import { join } from "node:path";
import { nextRun } from "../../src/config/settings.ts";
import type { LakehousePlan } from "../../src/plan/lakehouse.ts";
import type { JobPlan } from "../../src/plan/maintenance.ts";
import { HOME, SANDBOX, shown, type SandboxAddress } from "./places.ts";

/** What exists now, where, how to see it, and three things to try. */
export function summary(
  outputs: Readonly<Record<string, unknown>>,
  {
    address: { url },
    took,
    plan,
  }: { readonly address: SandboxAddress; readonly took: string; readonly plan: LakehousePlan },
): string {
  const jobs = outputs["jobIds"] as Readonly<Record<string, string>>;
  return `
Kineo's lakehouse stands, ${took} after the start.

  workspace   ${url} (on this machine; token in ${shown(join(HOME, "token"))})
  catalog     ${String(outputs["catalog"])}, ${plan.tables.length} tables
  cluster     ${String(outputs["clusterId"])}
  warehouse   ${String(outputs["warehouseId"])}
${plan.maintenance.jobs
  .map((job) => `  ${job.key.padEnd(14)} job ${jobs[job.key] ?? "unknown"}, next run ${nextRunOf(job)}`)
  .join("\n")}

See
  npx lakewright plan --stack sandbox   everything the stack asks for, with reasons
  npm run preview                       what a deployment would change
  npm run drift                         what was changed behind the stack's back

Try
  1. Change "layout" in tables/gold/dim_user.ts to { cluster: ["user_id"] }; npm run preview shows that table
     and its OPTIMIZE task and nothing else, npm run up runs the one ALTER TABLE.
  2. Break the rules: give tables/gold/fact_course_history.ts the Z-order key "fiscal_year"; npm run preview
     refuses it and says what to write.
  3. Set cluster.workers.min to 9 in Pulumi.sandbox.yaml and see what a bad setting looks like.

Stop
  npm run stop                          ends the workspace; tables and state stay in ${shown(SANDBOX)}/
`;
}

function nextRunOf({ start, paused }: JobPlan): string {
  if (paused) return "paused";
  return start.kind === "schedule" ? (nextRun(start, new Date()) ?? "never") : "after the next update";
}
