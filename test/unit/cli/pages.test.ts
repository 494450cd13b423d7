import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { driftPage } from "../../../cli/drift-page.ts";
import { estatePage } from "../../../cli/estate-page.ts";
import { planFor } from "../../../cli/plan.ts";
import type { DriftReport } from "../../../drift/report.ts";

const NOW = new Date("2026-11-25T06:00:00.000Z");
const plan = planFor("prod");

test("the estate: every table with its layout, size and upkeep, compute with its rate, a week of windows", () => {
  const { tables, compute, windows } = estatePage(plan, new Map(), NOW);
  expect(tables.map(({ name }) => name)).toEqual(plan.tables.map(({ name }) => name));
  expect(tables.find(({ name }) => name === "gold.fact_course_history")).toEqual({
    name: "gold.fact_course_history",
    layout: "partition by fiscal_year, Z-order by user_id, course_id",
    ...{ rows: 24_000, bytes: 2 * 1024 ** 2 },
    upkeep: {
      optimize: { cadence: "weekly" },
      analyze: { cadence: "weekly" },
      vacuum: { cadence: "weekly" },
    },
    marks: [],
  });
  // 2 to 8 workers and a driver of 2.04 DBU.
  expect(compute.find(({ name }) => name === plan.compute.cluster.name)?.perHour).toEqual([6.12, 18.36]);
  // Sunday at three in New York, in winter.
  expect(windows.map(({ job, starts }) => [job, starts])).toEqual([["weekly-small", [6 * 1440 + 8 * 60]]]);
});

test("drift: what differs, who moved and how it is put back, beside the table that it is about", () => {
  const report: DriftReport = {
    ...{ version: 1, stack: "prod", lookedAt: NOW.toISOString(), declaredBy: "plan", looked: 50 },
    ...{ waiting: ["silver.users"], settled: [], unseen: [], notes: [] },
    resources: [
      {
        ...{ kind: "table", name: "gold.dim_user", object: "prod.gold.dim_user" },
        differences: [
          {
            ...{ what: "value", path: "clustering", declared: "none", live: "user_id", moved: "they" },
            ...{ who: { known: false, why: "nobody knows" }, matters: "files are ordered otherwise" },
            accept: { kind: "byHand", says: "by hand" },
          },
        ],
        putBack: { command: "pulumi up --refresh", statements: ["ALTER TABLE t CLUSTER BY NONE"] },
      },
    ],
  };
  const page = driftPage(report, plan, NOW);
  expect(page.items.items).toEqual([
    expect.objectContaining({
      ...{ group: "they moved", where: "prod.gold.dim_user", what: "table" },
      fields: [{ field: "clustering", from: "none", to: "user_id", why: "files are ordered otherwise" }],
      code: [
        { label: "Put it back", text: "pulumi up --refresh" },
        { label: "Statement", text: "ALTER TABLE t CLUSTER BY NONE" },
      ],
    }),
  ]);
  expect(
    page.tables.filter(({ marks }) => marks.length > 0).map(({ name, marks }) => [name, marks[0]?.text]),
  ).toEqual([
    ["gold.dim_user", "drift"],
    ["silver.users", "not there yet"],
  ]);
});

test("review --html writes the page beside the comment", () => {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-page-"));
  const file = join(folder, "review.html");
  const preview = "test/scenarios/review/clustering-changed/preview.dev.json";
  const { status, stdout } = spawnSync(
    process.execPath,
    ["cli/lakewright.js", "review", preview, "--html", file],
    { encoding: "utf8" },
  );
  const text = readFileSync(file, "utf8");
  rmSync(folder, { recursive: true });
  expect([status, stdout.startsWith("<!-- lakewright-review -->")]).toEqual([0, true]);
  expect(text).toContain("CLUSTER BY");
  expect(text).toContain("Review of dev");
});
