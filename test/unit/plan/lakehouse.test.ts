import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sparkConfEntry } from "../../../src/catalog/spark-conf.ts";
import { stacksIn } from "../../../src/project/stack-settings.ts";
import type { SparkConfGroup } from "../../../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../../../src/plan/lakehouse.ts";
import { planLayout } from "../../../src/plan/layout.ts";
import { PlanError } from "../../../src/plan/plan-error.ts";
import { lakehouse, planOf, project, targetOf } from "../../../dev/start/kineo.ts";

const stacks = stacksIn(project);
const prod = targetOf("prod");

describe.each(stacks)("the plan of %s", (stack) => {
  test("is the one that was reviewed (npm run golden rewrites it)", async () => {
    const text = `${JSON.stringify(planOf(stack), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../golden/plan.${stack}.json`);
  });

  test("holds no Spark conf key that Spark does not know", () => {
    const keys = planOf(stack).compute.cluster.sparkConf.flatMap(({ entries }) =>
      entries.map(({ key }) => key),
    );
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key) => sparkConfEntry(key) === undefined)).toEqual([]);
  });

  test("declares tasks in the order of their keys, as the provider sorts them", () => {
    for (const { tasks } of planOf(stack).maintenance.jobs) {
      const keys = tasks.map(({ key }) => key);
      expect(keys).toEqual([...keys].sort());
    }
  });

  test("reaches the memory that was promised, and says which sum was made", () => {
    const { memory } = planOf(stack).compute.cluster;
    const at = memory.promised.includes("at min") ? memory.atMin : memory.atMax;
    expect(Number(/= ([\d.]+) GB$/.exec(at)?.[1])).toBeGreaterThanOrEqual(128);
  });
});

test("the order of the tables does not change the plan", () => {
  const expected = JSON.stringify(planLakehouse(lakehouse, prod));
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...lakehouse.tables], { minLength: lakehouse.tables.length }),
      (tables) => {
        expect(JSON.stringify(planLakehouse({ ...lakehouse, tables }, prod))).toBe(expected);
      },
    ),
    { numRuns: 8 },
  );
});

test("statements at once are in the plan where a stack sets them", () => {
  const { settings } = prod;
  const set = { ...settings, warehouse: { ...settings.warehouse, statementsAtOnce: 2 } };
  expect(planLakehouse(lakehouse, prod).compute.warehouse).not.toHaveProperty("statementsAtOnce");
  expect(planLakehouse(lakehouse, { ...prod, settings: set }).compute.warehouse.statementsAtOnce).toBe(2);
});

test("a plan is frozen through and through", () => {
  const plan = planLakehouse(lakehouse, prod);
  const thaw = plan as { -readonly [K in keyof LakehousePlan]: LakehousePlan[K] };
  expect(() => (thaw.catalog = "other")).toThrow(TypeError);
  expect(Object.isFrozen(plan.tables[0]?.layout.properties)).toBe(true);
});

test("tags go into the layout as they are written, and only where they are declared", () => {
  const [table] = lakehouse.tables;
  if (table === undefined) throw new Error("the lakehouse has no tables");
  expect(planLayout(table, "prod").layout).not.toHaveProperty("tags");
  const tags = { pii: "", cost_center: "bi" };
  expect(planLayout({ ...table, tags }, "prod").layout.tags).toEqual(tags);
});

test("every error comes at once, with what to write instead", () => {
  const { cluster } = prod.settings;
  const settings = { ...prod.settings, cluster: { ...cluster, nodeType: "m5d.xlarge" } };
  const sparkConf: readonly SparkConfGroup[] = [
    // @ts-expect-error the compiler finds it first
    { group: "memory", about: "", entries: [{ key: "spark.memory.fractions", value: "0.8", why: "" }] },
  ];
  expect(() => planLakehouse({ ...lakehouse, sparkConf }, { ...prod, settings })).toThrow(
    new PlanError("prod", [
      {
        rule: "cluster/memory",
        severity: "error",
        where: "cluster.nodeType",
        at: { file: "Pulumi.prod.yaml" },
        message: "2 workers × 16 GB (m5d.xlarge) = 32 GB, under the 128 GB promised at min workers",
        instead: "r5a.2xlarge, r5.2xlarge, r5d.2xlarge (the cheapest with 64 GB a worker), or 8 workers",
      },
      {
        rule: "spark-conf/unknown-key",
        severity: "error",
        where: "spark.memory.fractions",
        at: { file: "tables/spark-conf.ts" },
        message: 'Spark has no "spark.memory.fractions"',
        instead: "spark.memory.fraction",
      },
    ]),
  );
});
