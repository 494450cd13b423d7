import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { driftPage } from "../../../src/html/pages/drift-page.ts";
import { lakehousePage } from "../../../src/html/pages/lakehouse-page.ts";
import { declaredCompute } from "../../../src/html/pages/compute-page.ts";
import { reviewPage } from "../../../src/html/pages/review-page.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { EndedRun } from "../../../src/drift/live/runs.ts";
import type { DriftReport } from "../../../src/drift/report.ts";
import type { Table } from "../../../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../../../src/plan/lakehouse.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { lakehouse, planOf, settingsOf } from "../../../dev/start/kineo.ts";
import { run } from "../cli/in-process.ts";

const NOW = new Date("2026-11-25T06:00:00.000Z");
const SUNDAY = "2026-11-22T08:03:00.000Z";
const plan = planOf("prod");
const NO_MARKS = new Map<string, never>();

const ended = (result: string, at: string, tasks: Readonly<Record<string, string>>): EndedRun => ({
  ...{ at, result, minutes: 3 },
  tasks: Object.entries(tasks).map(([key, of]) => ({ key, at, result: of })),
});
const lakehouseOf = (...runs: readonly EndedRun[]) =>
  lakehousePage(plan, {
    ...{ marks: NO_MARKS, now: NOW },
    runs: new Map([["weekly-small", { name: "kineo-weekly-small", runs }]]),
  });
const maintenanceOf = (page: ReturnType<typeof lakehousePage>, name: string) =>
  page.tables.find((table) => table.name === name)?.maintenance;

test("the lakehouse: every table and view with its layout, size and maintenance", () => {
  const { tables, maintenanceNote } = lakehousePage(plan, { marks: NO_MARKS, now: NOW });
  expect(tables.map(({ name }) => name)).toEqual(
    [...plan.tables, ...plan.materializedViews].map(({ name }) => name),
  );
  expect(tables.find(({ name }) => name === "gold.fact_course_history")).toEqual({
    name: "gold.fact_course_history",
    layout: [
      { by: "partition by", columns: ["fiscal_year"] },
      { by: "Z-order by", columns: ["user_id", "course_id"] },
    ],
    ...{ rows: 24_000, bytes: 2 * 1024 ** 2 },
    maintenance: {
      kind: "table",
      optimize: { cadence: "weekly" },
      analyze: { cadence: "weekly" },
      vacuum: { cadence: "weekly" },
    },
    marks: [],
  });
  expect(tables.find(({ name }) => name === "gold.mv_certification_status")).toEqual({
    name: "gold.mv_certification_status",
    layout: [{ by: "cluster by", columns: ["organization_id", "cert_id"] }],
    maintenance: { kind: "materialized view", refresh: "when its tables change, at most every 1 h" },
    marks: [{ tone: "info", text: "materialized-view/row-tracking" }],
  });
  expect(maintenanceNote).toBe("When maintenance last ran was not read.");
});

test("maintenance: the last turn that is known of each task, and a failed one before the last that ended well", () => {
  const key = "gold-dim_course";
  const page = lakehouseOf(
    ended("FAILED", SUNDAY, {
      [`${key}-optimize`]: "SUCCESS",
      [`${key}-analyze`]: "FAILED",
      [`${key}-vacuum`]: "UPSTREAM_FAILED",
    }),
    ended("SUCCESS", "2026-11-15T08:03:00.000Z", {
      [`${key}-optimize`]: "SUCCESS",
      [`${key}-analyze`]: "SUCCESS",
      [`${key}-vacuum`]: "SUCCESS",
    }),
  );
  const older = { tone: "ok", at: "2026-11-15T08:03:00.000Z" };
  expect(maintenanceOf(page, "gold.dim_course")).toEqual({
    kind: "table",
    optimize: { cadence: "weekly", turns: [{ tone: "ok", said: "last turn", at: SUNDAY }] },
    analyze: {
      cadence: "weekly",
      turns: [
        { tone: "bad", said: "failed", at: SUNDAY },
        { ...older, said: "last turn" },
      ],
    },
    vacuum: {
      cadence: "weekly",
      turns: [
        { tone: "bad", said: "not run", at: SUNDAY },
        { ...older, said: "last run" },
      ],
    },
  });
  expect(maintenanceOf(page, "gold.dim_user")).toMatchObject({ optimize: { cadence: "weekly", turns: [] } });
  expect(page.windows?.jobs.find(({ name }) => name === "kineo-prod-weekly-small")?.last).toEqual({
    ...{ tone: "bad", said: "last run failed after 3 min,", at: SUNDAY },
  });
});

test("maintenance: a run that was left out on purpose is no turn, and a job nobody may see is named", () => {
  const key = "gold-dim_course-optimize";
  const page = lakehouseOf(ended("SUCCESS", SUNDAY, { [key]: "EXCLUDED" }));
  expect(maintenanceOf(page, "gold.dim_course")).toMatchObject({ optimize: { turns: [] } });
  const { maintenanceNote } = lakehousePage(plan, {
    ...{ marks: NO_MARKS, now: NOW },
    runs: new Map([["weekly-small", { name: "kineo-weekly-small", runs: [], unread: "PERMISSION_DENIED" }]]),
  });
  expect(maintenanceNote).toMatch(/ Not known of the job kineo-weekly-small: PERMISSION_DENIED\.$/);
});

test("the week, by the clock of the windows: their hours, their jobs, and what starts by itself", () => {
  const { windows } = lakehousePage(plan, { marks: NO_MARKS, now: NOW });
  expect([windows?.timezone, windows?.monday]).toEqual(["America/New_York", "2026-11-23"]);
  expect(windows?.windows).toEqual([
    {
      ...{ name: "weekly", says: "Sundays 03:00 to 09:00", at: 180, minutes: 360 },
      starts: [6 * 1440 + 180],
    },
  ]);
  expect(windows?.jobs.map(({ name, window, offset, starts }) => [name, window, offset, starts])).toEqual([
    ["kineo-prod-warm-up", undefined, undefined, "10 min after the last update of 4 tables"],
    ["kineo-prod-weekly-small", "weekly", 0, "Sundays 03:00 New York"],
  ]);
});

test.each([
  // The clock goes forward on Sunday at two, and back on Sunday at two.
  ["2027-03-10T12:00:00Z", "2027-03-08", [6 * 1440 + 180]],
  ["2026-10-28T12:00:00Z", "2026-10-26", [6 * 1440 + 180]],
  // Monday in UTC is Sunday in New York yet.
  ["2026-11-30T03:00:00Z", "2026-11-23", [6 * 1440 + 180]],
])("the week of %s begins on %s", (now, monday, starts) => {
  const { windows } = lakehousePage(plan, { marks: NO_MARKS, now: new Date(now) });
  expect([windows?.monday, windows?.windows[0]?.starts]).toEqual([monday, starts]);
});

test("windows of every cadence, past midnight too, with jobs one behind the other", () => {
  const settings = settingsOf("prod");
  const maintenance: Settings["maintenance"] = {
    ...settings.maintenance,
    daily: { at: "23:00", hours: 2 },
    monthly: { day: 1, at: "22:30", hours: 8 },
  };
  const [small, ...others] = lakehouse.tables;
  const tables = [
    { ...small, maintenance: { optimize: "daily", analyze: "monthly", vacuum: "monthly" } } as Table,
    ...others,
    { ...others[0], name: "gold.large", size: { rows: 1, bytes: "40 GB" } } as Table,
  ];
  const many = planLakehouse(
    { ...lakehouse, tables },
    { project: "kineo", stack: "prod", settings: { ...settings, maintenance } },
  );
  const { windows } = lakehousePage(many, { marks: NO_MARKS, now: NOW });
  expect(windows?.windows.map(({ name, says, starts }) => [name, says, starts])).toEqual([
    ["daily", "daily 23:00 to 01:00", [0, 1, 2, 3, 4, 5, 6].map((day) => day * 1440 + 23 * 60)],
    ["weekly", "Sundays 03:00 to 09:00", [6 * 1440 + 180]],
    ["monthly", "day 1 of each month 22:30 to 06:30", []],
  ]);
  const weekly = windows?.jobs.filter(({ window }) => window === "weekly") ?? [];
  expect(weekly.map(({ name }) => name)).toEqual(["kineo-prod-weekly-medium", "kineo-prod-weekly-small"]);
  const [medium, after] = weekly;
  expect(medium?.offset).toBe(0);
  expect(after?.offset).toBe(Math.ceil((medium?.minutes ?? 0) / 5) * 5);
});

test("compute with what it costs an hour, and a month where hours are stated", () => {
  const rowOf = (of: LakehousePlan, name: string) =>
    declaredCompute(of).compute.find((row) => row.name === name);
  // 2 to 8 workers and a driver of 2.04 DBU.
  expect(rowOf(plan, plan.compute.cluster.name)).toMatchObject({ perHour: [6.12, 18.36] });
  expect(rowOf(plan, "kineo-prod-weekly-small")).toMatchObject({ perHour: "shared", runsPerMonth: 4.33 });
  const usage = { clusterHours: 100, pricePerDbu: { cluster: 0.5, currency: "USD" } };
  expect(rowOf({ ...plan, usage }, plan.compute.cluster.name)).toMatchObject({
    ...{ perMonth: [612, 1836], price: { currency: "USD", range: [306, 918] } },
  });
});

test("drift: what differs, who changed it and how it is reverted, beside the table that it is about", () => {
  const report: DriftReport = {
    ...{
      version: 1,
      stack: "prod",
      checkedAt: NOW.toISOString(),
      declaredBy: "plan",
      checked: 49,
      total: 50,
    },
    ...{ waiting: ["prod.silver.users"], settled: [], notes: ["a note"] },
    unreadable: [{ kind: "job", name: "kineo-warm-up", reason: "PERMISSION_DENIED" }],
    resources: [
      {
        ...{ kind: "table", name: "gold.dim_user", object: "prod.gold.dim_user" },
        differences: [
          {
            ...{
              what: "value",
              path: "clustering",
              declared: "none",
              live: "user_id",
              cause: "changedOutside",
            },
            ...{
              who: { known: false, why: "nobody knows", ask: "SELECT 1" },
              impact: "files are ordered otherwise",
            },
            adopt: { kind: "manual", says: "by hand" },
          },
        ],
        revert: { command: "pulumi up --refresh", statements: ["ALTER TABLE t CLUSTER BY NONE"] },
      },
    ],
  };
  const page = driftPage(report, { plan, runs: new Map() });
  expect(page.notes).toEqual(["a note"]);
  expect(page.items.items).toEqual([
    expect.objectContaining({ tone: "bad", group: "could not be checked", where: "kineo-warm-up" }),
    expect.objectContaining({
      ...{ group: "changed outside", where: "prod.gold.dim_user", what: "table" },
      fields: [{ field: "clustering", from: "none", to: "user_id", why: "files are ordered otherwise" }],
      code: [
        { label: "Revert it", text: "pulumi up --refresh" },
        { label: "What the deployment sends", text: "ALTER TABLE t CLUSTER BY NONE" },
        { label: "Ask the audit logs who it was", text: "SELECT 1" },
      ],
    }),
  ]);
  expect(
    page.tables
      .filter(({ marks }) => marks.some(({ text }) => !text.includes("/")))
      .map(({ name, marks }) => [name, marks[0]?.text]),
  ).toEqual([
    ["gold.dim_user", "changed outside"],
    ["silver.users", "not there yet"],
  ]);
});

test("review --html writes the page beside the comment", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-page-"));
  const file = join(folder, "review.html");
  const preview = "test/scenarios/review/clustering-changed/preview.dev.json";
  const { status, stdout } = await run("review", preview, "--html", file);
  const text = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  expect([status, stdout.startsWith("<!-- lakewright-review -->")]).toEqual([0, true]);
  expect(text).toContain("CLUSTER BY");
  expect(text).toContain("Review of dev");
});

test("a review that failed says why, and several stacks are told apart", () => {
  const previewOf = (stack: string, scenario: string) =>
    `test/scenarios/review/${scenario}/preview.${stack}.json`;
  const previews = [previewOf("dev", "program-fails"), previewOf("new", "several-stacks")].flatMap((file) =>
    readPreviews(readFileSync(file, "utf8"), file),
  );
  const page = reviewPage(reviewOf({ previews }), [], NOW);
  expect(page.about).toMatch(/^dev: the preview failed: what it shows may not be all · new: \d+ changes$/);
  const [first] = page.items.items;
  expect([first?.group, first?.tone, first?.where.startsWith("dev: ")]).toEqual(["Error", "bad", true]);
  expect(page.compute.map(({ name, before }) => [name.split(":")[0], before])).toContainEqual([
    "new",
    "none",
  ]);
});
