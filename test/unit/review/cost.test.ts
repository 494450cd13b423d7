import { describe, expect, test } from "vitest";
import type { LakehousePlan } from "../../../src/plan/lakehouse.ts";
import type { CostRow } from "../../../src/review/cost.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { planOf, sideOf } from "../../scenarios/support/review-scenario.ts";
import { digest, step } from "./previews.ts";

const CLUSTER = "databricks:index/cluster:Cluster";
const JOB = "databricks:index/job:Job";

function rows(steps: readonly object[], plans: { before?: LakehousePlan; after?: LakehousePlan } = {}) {
  const { before, after } = plans;
  const { stacks } = reviewOf({
    previews: readPreviews(digest(steps), "p"),
    ...(before === undefined ? {} : { before: [before] }),
    ...(after === undefined ? {} : { after: [after] }),
  });
  return new Map(stacks[0]?.cost.rows.map((row) => [row.name, row] as const));
}

const nodes = (inputs: object) =>
  rows([step(CLUSTER, "c", { new: { clusterName: "c", ...inputs } })]).get("c")?.after;

describe("DBU an hour", () => {
  test("count the driver, which may be another type", () => {
    // r6id.2xlarge 2.04, i3.xlarge 1, as in the catalogue.
    expect(nodes({ nodeTypeId: "r6id.2xlarge", autoscale: { minWorkers: 2, maxWorkers: 8 } })).toMatchObject({
      min: 6.12,
      max: 18.36,
    });
    expect(nodes({ nodeTypeId: "r6id.2xlarge", driverNodeTypeId: "i3.xlarge", numWorkers: 3 })).toMatchObject(
      {
        min: 7.12,
        max: 7.12,
      },
    );
  });

  test.each([
    [{ nodeTypeId: "x99.huge", numWorkers: 1 }, "the catalogue has no rate for x99.huge"],
    [{ instancePoolId: "p", numWorkers: 1 }, "no node type is declared"],
    [{ nodeTypeId: "i3.xlarge", numWorkers: 1, runtimeEngine: "PHOTON" }, "Photon, whose DBU"],
  ])("are not guessed: %j", (inputs, sum) => {
    const cost = nodes(inputs);
    expect(cost?.max).toBeUndefined();
    expect(cost?.sum).toContain(sum);
  });

  test("of a job are those of the clusters it makes, and its runs a month follow its schedule", () => {
    const task = { taskKey: "a", newCluster: { nodeTypeId: "i3.xlarge", numWorkers: 2 } };
    const schedule = (quartzCronExpression: string) => ({ quartzCronExpression, timezoneId: "UTC" });
    const job = (cron: string) =>
      rows([step(JOB, "j", { new: { name: "j", tasks: [task], schedule: schedule(cron) } })]).get("j")?.after;
    expect(job("0 0 3 ? * SUN")).toMatchObject({ min: 3, max: 3, runsPerMonth: 4.33 });
    expect(job("0 0 3 * * ?")?.runsPerMonth).toBeCloseTo(30.4, 0);
    expect(job("0 */5 * * * ?")?.runsPerMonth).toBeCloseTo((365 * 24 * 12) / 12, -2);
    expect(job("whenever")).toMatchObject({ min: 3, max: 3 });
    expect(job("whenever")?.runsPerMonth).toBeUndefined();
    expect(job("0 0 3 1 1 ?")?.runsPerMonth).toBe(0.08);
  });
});

describe("before and after", () => {
  const changed = (row: CostRow | undefined) => [row?.before?.max, row?.after?.max];

  test("come from the plans where the preview says nothing, and one plan alone is no change", async () => {
    const plan = await planOf(sideOf("unchanged", "before"), "dev");
    if (plan === undefined) throw new Error("no plan");
    const same = [step(CLUSTER, "x", { op: "same" })];
    expect(changed(rows(same, { after: plan }).get("shop-dev-dashboards"))).toEqual([36, 36]);
    expect(changed(rows(same, { before: plan }).get("shop-dev-analytics"))).toEqual([18.36, 18.36]);
  });

  test("are what the state has, whatever a plan says, and nothing before a creation", async () => {
    const plan = await planOf(sideOf("unchanged", "before"), "dev");
    if (plan === undefined) throw new Error("no plan");
    const inputs = { clusterName: "shop-dev-analytics", nodeTypeId: "r6id.2xlarge", numWorkers: 1 };
    const created = rows([step(CLUSTER, "x", { new: inputs })], { before: plan, after: plan });
    expect(changed(created.get("shop-dev-analytics"))).toEqual([undefined, 4.08]);
    const gone = rows([step(CLUSTER, "x", { op: "delete", old: inputs })], { before: plan, after: plan });
    expect(changed(gone.get("shop-dev-analytics"))).toEqual([4.08, undefined]);
  });

  test("of a month and in money, where hours and prices are stated", async () => {
    const plan = await planOf(sideOf("warehouse-resized", "after"), "dev");
    if (plan === undefined) throw new Error("no plan");
    const all = rows([step(CLUSTER, "x", { op: "same" })], { before: plan, after: plan });
    expect(all.get("shop-dev-dashboards")?.after).toMatchObject({
      perMonth: { hours: 220, min: 24 * 220, max: 72 * 220 },
      price: { currency: "USD", min: 3_696, max: 11_088 },
    });
  });
});
