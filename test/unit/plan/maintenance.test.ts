import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Settings } from "../../../src/config/settings.ts";
import {
  bigint,
  type Bytes,
  date,
  int,
  type Table,
  type MaintenanceEntry,
} from "../../../src/model/index.ts";
import { planLakehouse } from "../../../src/plan/lakehouse.ts";
import { TASKS_A_JOB } from "../../../src/plan/maintenance-jobs.ts";
import { taskKey } from "../../../src/plan/table-tasks.ts";
import type { JobPlan, TaskPlan } from "../../../src/plan/maintenance.ts";
import { lakehouse, targetOf } from "../../../dev/start/kineo.ts";

const prod = { ...targetOf("prod"), today: new Date("2026-11-24") };
const { maintenance } = prod.settings;

const weekly: MaintenanceEntry<string> = { optimize: "weekly", analyze: "weekly", vacuum: "weekly" };

function table(name: string, more: Partial<Table> = {}): Table {
  return {
    ...{ name: `gold.${name}`, about: "A table for tests.", managedBy: "pipeline" },
    size: { rows: 1, bytes: "1 GB" },
    columns: { id: bigint, day: date, fy: int },
    ...{ layout: "unordered", maintenance: weekly },
    ...more,
  };
}

function jobsOf(tables: readonly Table[], target = prod): readonly JobPlan[] {
  return planLakehouse({ name: "kineo", tables, sparkConf: [] }, target).maintenance.jobs;
}

function tasksOf(...tables: readonly Table[]): readonly TaskPlan[] {
  return jobsOf(tables).flatMap(({ tasks }) => tasks);
}

describe("a table's tasks", () => {
  test("run one after the other: purge, recluster, OPTIMIZE, statistics, VACUUM", () => {
    const all: MaintenanceEntry<string> = { ...weekly, reorg: "weekly" };
    const tasks = tasksOf(
      table("t", {
        layout: { cluster: ["id"] },
        properties: { "delta.dataSkippingStatsColumns": ["id"] },
        maintenance: all,
      }),
    );
    const after = Object.fromEntries(tasks.map(({ kind, after: keys }) => [kind, keys]));
    expect(after).toEqual({
      reorg: [],
      recluster: ["gold-t-reorg"],
      optimize: ["gold-t-recluster"],
      "skipping-statistics": ["gold-t-optimize"],
      analyze: ["gold-t-skipping-statistics"],
      vacuum: ["gold-t-analyze"],
    });
  });

  test("carry the Z-order keys and the columns of the table file", () => {
    const found = planLakehouse(lakehouse, prod).maintenance.jobs.flatMap(({ tasks }) =>
      tasks
        .filter(({ table: name }) => name === "gold.dim_user")
        .map(({ parameters }) => parameters.statement),
    );
    expect(found).toEqual([
      "SELECT bit_xor(xxhash64(`user_id`, `user_fullname`, `organization_id`, `organization_name`, `manager_id`)) AS warmed FROM `prod`.`gold`.`dim_user`",
      "ANALYZE TABLE `prod`.`gold`.`dim_user` COMPUTE STATISTICS FOR ALL COLUMNS",
      "OPTIMIZE `prod`.`gold`.`dim_user` ZORDER BY (`user_id`, `organization_id`, `manager_id`)",
      "VACUUM `prod`.`gold`.`dim_user`",
    ]);
  });

  test("go to the window of their own cadence", () => {
    const cadences: MaintenanceEntry<string> = { optimize: "weekly", analyze: "daily", vacuum: "monthly" };
    const jobs = jobsOf([table("t", { maintenance: cadences })]);
    expect(jobs.map(({ key, start, tasks }) => [key, start, tasks.map(({ kind }) => kind)])).toEqual([
      ["daily-medium", schedule("0 0 1 * * ?"), ["analyze"]],
      ["monthly-medium", schedule("0 0 20 1 * ?"), ["vacuum"]],
      ["weekly-medium", schedule("0 0 3 ? * SUN"), ["optimize"]],
    ]);
  });

  test("keep to recent partitions only where the table is large enough", () => {
    const partitioned = (bytes: Bytes) =>
      tasksOf(
        table("t", {
          size: { rows: 1, bytes, distinct: { day: 10 } },
          layout: { partition: ["day"] },
          maintenance: { optimize: "weekly", recent: { column: "day", last: "30 days" } },
        }),
      ).map(({ parameters }) => parameters.statement);
    expect(partitioned("99 GB")).toEqual(["OPTIMIZE `prod`.`gold`.`t`"]);
    expect(partitioned("100 GB")).toEqual([
      "OPTIMIZE `prod`.`gold`.`t` WHERE `day` >= current_date() - INTERVAL 30 DAYS",
    ]);
  });

  test.each([
    [undefined, ""],
    ["all columns", " FOR ALL COLUMNS"],
    [["id", "fy"], " FOR COLUMNS `id`, `fy`"],
  ] as const)("analyse what the table says: %o", (statistics, end) => {
    const [task] = tasksOf(
      table("t", { maintenance: { analyze: "weekly" }, ...(statistics === undefined ? {} : { statistics }) }),
    );
    expect(task?.parameters.statement).toBe(`ANALYZE TABLE \`prod\`.\`gold\`.\`t\` COMPUTE STATISTICS${end}`);
  });

  test("count an ANALYZE as settled after two turns of its cadence and a day without a change", () => {
    const ages = (["daily", "weekly", "monthly"] as const).map(
      (analyze) => tasksOf(table("t", { maintenance: { analyze } }))[0]?.parameters["done"],
    );
    expect(ages).toEqual(
      [3, 15, 63].map((days) => `timestamp < current_timestamp() - INTERVAL ${days} DAYS`),
    );
  });

  test("are none where predictive optimization does it", () => {
    const plan = planLakehouse(
      { name: "kineo", sparkConf: [], tables: [table("t", { maintenance: "databricks" })] },
      prod,
    );
    expect(plan.maintenance.jobs).toEqual([]);
    expect(plan.maintenance.byDatabricks).toEqual(["gold.t"]);
  });

  test("have keys that Databricks takes, however long the table's name", () => {
    const long = `gold.${"a".repeat(250)}`;
    const keys = ["x", "y"].map((end) => taskKey(`${long}${end}`, "optimize"));
    expect(new Set(keys).size).toBe(2);
    expect(keys.filter((key) => !/^[\w-]{1,100}$/.test(key) || !key.endsWith("-optimize"))).toEqual([]);
  });
});

test("a promise to keep versions becomes two properties, the log no shorter than Delta's own", () => {
  const propertiesOf = (keep: "14 days" | "8 weeks") =>
    planLakehouse(
      { name: "kineo", sparkConf: [], tables: [table("t", { maintenance: { ...weekly, keep } })] },
      prod,
    ).tables[0]?.layout.properties;
  expect(propertiesOf("14 days")).toEqual({
    "delta.deletedFileRetentionDuration": "interval 14 days",
    "delta.logRetentionDuration": "interval 30 days",
  });
  expect(propertiesOf("8 weeks")).toEqual({
    "delta.deletedFileRetentionDuration": "interval 8 weeks",
    "delta.logRetentionDuration": "interval 8 weeks",
  });
});

describe("conflicts", () => {
  const refusal = (more: Partial<Table>, predictiveOptimization?: boolean): string => {
    const settings = {
      ...prod.settings,
      maintenance: {
        ...maintenance,
        ...(predictiveOptimization === undefined ? {} : { predictiveOptimization }),
      },
    };
    try {
      jobsOf([table("t", { size: { rows: 1, bytes: "10 GB" }, ...more })], { ...prod, settings });
    } catch (error) {
      return String(error);
    }
    return "";
  };

  test("between what is planned and predictive optimization stop the plan", () => {
    expect(refusal({ maintenance: "databricks", layout: { zorder: ["id"] } })).toContain(
      "gold.t: Z-orders by id, and predictive optimization ignores Z-ordered files\n    instead: cluster, in place of zorder",
    );
    expect(refusal({}, true)).toContain(
      "gold.t: has OPTIMIZE, ANALYZE, VACUUM on a schedule and by predictive optimization",
    );
    expect(refusal({ maintenance: "databricks" }, false)).toContain("which the settings say is off");
    expect(refusal({ maintenance: "databricks" }, true)).toBe("");
    expect(refusal({ maintenance: "databricks" })).toBe("");
    expect(refusal({}, false)).toBe("");
  });

  test("between the promise and the table's own retention stop the plan", () => {
    const keep: MaintenanceEntry<string> = { ...weekly, keep: "14 days" };
    expect(
      refusal({ maintenance: keep, properties: { "delta.deletedFileRetentionDuration": "3 days" } }),
    ).toContain("promises interval 14 days, and keeps delta.deletedFileRetentionDuration at interval 3 days");
    expect(
      refusal({ maintenance: keep, properties: { "delta.deletedFileRetentionDuration": "20 days" } }),
    ).toBe("");
  });

  test("between recent partitions and the layout stop the plan", () => {
    const recent = (column: string, last: "3 years" | "30 days"): Partial<Table> => ({
      size: { rows: 1, bytes: "900 GB", distinct: { fy: 10, day: 10 } },
      layout: { partition: ["fy", "day"] },
      maintenance: { optimize: "weekly", recent: { column, last } },
    });
    expect(refusal(recent("id", "30 days"))).toContain("recent values of id, which is no partition column");
    expect(refusal(recent("fy", "30 days"))).toContain("counts 30 days back in fy, a column of type INT");
    expect(refusal(recent("day", "3 years"))).toContain("counts 3 years back in day, a column of type DATE");
    expect(refusal(recent("fy", "3 years"))).toBe("");
  });
});

describe("1,200 tables", () => {
  const sizes: readonly Bytes[] = ["10 MB", "5 GB", "200 GB"];
  const tables = Array.from({ length: 1200 }, (_, index) =>
    table(`t_${String(index).padStart(4, "0")}`, { size: { rows: 1, bytes: sizes[index % 3] ?? "1 GB" } }),
  );
  const plan = planLakehouse({ name: "kineo", tables, sparkConf: [] }, prod);
  const { jobs } = plan.maintenance;
  const minutesOn = (settings: Partial<Settings>) =>
    jobsOf(tables, { ...prod, settings: { ...prod.settings, ...settings } }).map(({ expected }) => expected);

  test("are shared out over jobs within every limit, none twice, whole tables only", () => {
    expect(jobs.every(({ tasks }) => tasks.length > 0 && tasks.length <= TASKS_A_JOB)).toBe(true);
    const keys = jobs.flatMap(({ tasks }) => tasks.map(({ key }) => key));
    expect(new Set(keys).size).toBe(3 * 1200);
    expect(keys).toHaveLength(3 * 1200);
    for (const { tasks } of jobs) {
      const own = new Set(tasks.map(({ key }) => key));
      expect(tasks.flatMap(({ after }) => after).filter((key) => !own.has(key))).toEqual([]);
      expect([...own]).toEqual([...own].sort());
    }
  });

  test("begin with the large ones, each job when those before it are expected to be through", () => {
    const started = jobs.map(({ key, start, expected }) => ({ key, at: minuteOf(start), ...expected }));
    const inOrder = [...started].sort((a, b) => a.at - b.at);
    expect(inOrder.map(({ key }) => key.split("-")[1])).toEqual([
      ...Array<string>(16).fill("large"),
      ...Array<string>(16).fill("medium"),
      ...Array<string>(16).fill("small"),
    ]);
    for (const [index, { at, minutes }] of inOrder.entries()) {
      const next = inOrder[index + 1];
      if (next !== undefined) expect(next.at - at).toBeGreaterThanOrEqual(minutes);
    }
  });

  test("are expected to take what all statements do, shared out over those that run at once", () => {
    const clusters = (min: number) =>
      minutesOn({ warehouse: { ...prod.settings.warehouse, clusters: { min, max: 9 } } });
    const total = (key: string) =>
      jobs.find((job) => job.key === key)?.tasks.reduce((sum, task) => sum + task.expectedMinutes, 0) ?? 0;
    const first = jobs.findIndex(({ key }) => key === "weekly-large");
    const one = Math.ceil(total("weekly-large") / 10);
    expect(clusters(1)[first]).toEqual({ minutes: one, parallel: 10 });
    expect(clusters(3)[first]).toEqual({ minutes: Math.ceil(total("weekly-large") / 30), parallel: 30 });
    // A run has one job cluster, whatever the warehouse has.
    const onCluster = minutesOn({
      warehouse: { ...prod.settings.warehouse, clusters: { min: 3, max: 9 } },
      maintenance: { ...maintenance, runsOn: "job cluster" },
    });
    expect(onCluster[first]).toEqual({ minutes: one, parallel: 10 });
  });

  test("that do not fit into their window are told so", () => {
    expect(plan.findings.map(({ rule, where }) => [rule, where])).toEqual([
      ["maintenance/window", "maintenance.weekly"],
    ]);
  });

  test("stay in their jobs when one comes or goes, until there is a job more or less", () => {
    const places = (all: readonly Table[]) =>
      new Map(jobsOf(all).flatMap(({ key, tasks }) => tasks.map((task) => [task.key, key] as const)));
    const some = tables.slice(0, 1190);
    const before = places(some);
    const moved = (after: ReadonlyMap<string, string>) =>
      [...after].filter(([key, job]) => before.has(key) && before.get(key) !== job).map(([, job]) => job);
    const small = { size: { rows: 1, bytes: "10 MB" } } as const;
    expect(moved(places([table("a_new_one", small), ...some.slice(0, 700), ...some.slice(701)]))).toEqual([]);
    const more = Array.from({ length: 30 }, (_, index) => table(`z_${index}`, small));
    // 397 tables of three tasks each in 16 jobs, 427 in 18: a ninth has to go somewhere else.
    const gone = moved(places([...some, ...more]));
    expect(gone.length).toBeLessThan(1200 / 5);
    expect(new Set(gone)).toEqual(new Set(["weekly-small-17", "weekly-small-18"]));
  });

  test("give the same plan in any order", () => {
    const expected = JSON.stringify(plan);
    fc.assert(
      fc.property(fc.shuffledSubarray(tables, { minLength: tables.length }), (shuffled) => {
        const other = planLakehouse({ name: "kineo", tables: shuffled, sparkConf: [] }, prod);
        // Not toBe, which takes minutes to show a difference of megabytes.
        expect(JSON.stringify(other) === expected).toBe(true);
      }),
      { numRuns: 3 },
    );
  });
});

test("a warm-up starts after an update of its tables, or when the settings say", () => {
  const hot = table("t", { hot: { columns: ["id"], recent: { column: "day", last: "7 days" } } });
  const byUpdate = jobsOf([hot]).find(({ key }) => key === "warm-up");
  expect(byUpdate?.start).toEqual({ kind: "update", tables: ["prod.gold.t"], quietSeconds: 600 });
  const settings = { ...prod.settings, maintenance: { ...maintenance, warmUp: { at: "05:30" } } };
  const daily = jobsOf([hot], { ...prod, settings }).find(({ key }) => key === "warm-up");
  expect(daily?.start).toEqual(schedule("0 30 5 * * ?"));
});

test("a warm-up of more than the cache holds is told so, where it is known what it holds", () => {
  // A third of it is read: 3.3 TB. The one worker of a 2X-Small holds 0.95 TB, the four of a Small 3.8 TB.
  const hot = table("t", { size: { rows: 1, bytes: "10 TB" }, hot: { columns: ["id"] } });
  const told = (warehouse: { size: "2X-Small" | "Small"; serverless: boolean }): boolean => {
    const settings = { ...prod.settings, warehouse: { ...prod.settings.warehouse, ...warehouse } };
    const { findings } = planLakehouse(
      { name: "kineo", tables: [hot], sparkConf: [] },
      { ...prod, settings },
    );
    return findings.some(({ rule }) => rule === "cache/warm-up");
  };
  expect(told({ size: "2X-Small", serverless: false })).toBe(true);
  expect(told({ size: "Small", serverless: false })).toBe(false);
  expect(told({ size: "2X-Small", serverless: true })).toBe(false);
});

test("joins are held against the declared sizes", () => {
  const tables = [
    table("dim", { size: { rows: 1, bytes: "6 MB" }, join: "broadcast" }),
    table("fact", { size: { rows: 1, bytes: "11 MB" } }),
  ];
  const { joins, findings } = planLakehouse({ name: "kineo", tables, sparkConf: [] }, prod);
  const MiB = 1024 ** 2;
  expect(joins.broadcast).toEqual({
    threshold: 10 * MiB,
    enough: 12 * MiB,
    under: [{ table: "gold.dim", bytes: 6 * MiB, marked: true }],
    over: [{ table: "gold.fact", bytes: 11 * MiB, marked: false }],
  });
  expect(findings).toEqual([]);
});

function schedule(cron: string) {
  return { kind: "schedule", cron, timezone: "America/New_York" };
}

/** Minutes after Monday 00:00. */
function minuteOf(start: JobPlan["start"]): number {
  if (start.kind !== "schedule") throw new Error("no schedule");
  const [, minute = "", hour = "", , , day = ""] = start.cron.split(" ");
  // The window begins on Sunday; what runs past it is the next week's.
  const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"].indexOf(day);
  return days * 1440 + Number(hour) * 60 + Number(minute);
}
