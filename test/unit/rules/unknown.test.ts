import { describe, expect, test } from "vitest";
import { examine } from "../../../src/rules/index.ts";
import { type ConfSubject, subject, type Subject, type TableSubject } from "../../../src/rules/subject.ts";
import { TODAY } from "./find.ts";

const rulesOf = (parts: Partial<Subject>) =>
  examine(subject(parts), { today: TODAY })
    .filter(({ severity }) => severity !== "info")
    .map(({ rule }) => rule);

describe("what is not known is not judged", () => {
  const conf = (key: string, value: string, more: Partial<ConfSubject> = {}): ConfSubject => ({
    ...{ setAt: "launch", on: "cluster", entries: [{ key, value }], ...more },
  });
  test.each([
    {
      rule: "spark-conf/no-effect",
      ...{ key: "spark.speculation.quantile", value: "0.5", other: "spark.speculation" },
    },
    {
      rule: "spark-conf/contradiction",
      ...{ key: "spark.executor.heartbeatInterval", value: "200s", other: "spark.network.timeout" },
    },
    {
      rule: "spark-conf/contradiction",
      ...{ key: "spark.memory.offHeap.enabled", value: "true", other: "spark.memory.offHeap.size" },
    },
  ])("$rule: $key beside another key that is set to something", ({ rule, key, value, other }) => {
    expect(rulesOf({ confs: [conf(key, value)] })).toEqual([rule]);
    expect(rulesOf({ confs: [conf(key, value, { unknown: ["spark.other"] })] })).toEqual([rule]);
    expect(rulesOf({ confs: [conf(key, value, { unknown: [other] })] })).toEqual([]);
    expect(rulesOf({ confs: [conf(key, value, { unknown: "rest" })] })).toEqual([]);
  });

  test("a key that is set itself is known, whatever the rest may be", () => {
    const { entries } = conf("spark.executor.heartbeatInterval", "200s");
    const both = [...entries, { key: "spark.network.timeout", value: "120s" }];
    expect(rulesOf({ confs: [{ setAt: "launch", on: "cluster", entries: both, unknown: "rest" }] })).toEqual([
      "spark-conf/contradiction",
    ]);
  });

  const table = (more: Partial<TableSubject>): TableSubject => ({
    ...{ name: "gold.t", columns: { id: "BIGINT", b: "STRING" }, layout: {}, ...more },
  });
  test.each([
    [
      "layout/retention",
      table({ properties: { "delta.deletedFileRetentionDuration": "interval 60 days" } }),
      "delta.logretentionduration",
    ],
    [
      "layout/keys-without-statistics",
      table({ layout: { cluster: ["b"] }, properties: { "delta.dataSkippingNumIndexedCols": "1" } }),
      "delta.dataSkippingStatsColumns",
    ],
  ])("%s beside a property that is set to something", (rule, subjectOfRule, other) => {
    expect(rulesOf({ tables: [subjectOfRule] })).toEqual([rule]);
    expect(rulesOf({ tables: [{ ...subjectOfRule, unknown: [other] }] })).toEqual([]);
  });

  test("a driver, and a warehouse's type", () => {
    const cluster = { where: "c", kind: "job", spot: { fallback: true } } as const;
    expect(rulesOf({ clusters: [cluster] })).toEqual([]);
    const jobs = [
      { where: "j", tasks: [{ key: "t", runsOn: "warehouse", warehouse: "w", kind: "sql" } as const] },
    ];
    expect(rulesOf({ jobs, warehouses: [{ where: "w" }] })).toEqual([]);
    expect(rulesOf({ jobs, warehouses: [{ where: "w", type: "classic" }] })).toEqual([]);
    expect(rulesOf({ jobs, warehouses: [{ where: "w", type: "classic", serverless: false }] })).toEqual([
      "warehouse/type",
    ]);
  });
});
