import { expect, test } from "vitest";
import { defineMaterializedView, sql } from "../../../src/model/index.ts";
import { describeView, type ViewStatement, writeViewSql } from "../../../src/plan/materialized-view-sql.ts";
import { planMaterializedViews } from "../../../src/plan/materialized-views.ts";
import { tables, targetOf } from "../../../dev/start/kineo.ts";

const view = "dev.gold.v`; DROP TABLE x";
const quoted = "`dev`.`gold`.`v``; DROP TABLE x`";
const creation = {
  kind: "createView",
  view,
  query: "SELECT 1 AS a",
  replace: false,
  properties: {},
} as const;

test.each<[string, ViewStatement]>([
  [`CREATE MATERIALIZED VIEW IF NOT EXISTS ${quoted} AS SELECT 1 AS a`, creation],
  [
    `CREATE OR REPLACE MATERIALIZED VIEW ${quoted} CLUSTER BY (\`a\`\`b\`) COMMENT 'it\\'s' TBLPROPERTIES ('k' = 'v') ` +
      `SCHEDULE CRON '0 0 5 * * ?' AT TIME ZONE 'UTC' AS SELECT 1 AS a`,
    {
      ...creation,
      replace: true,
      clustering: { kind: "columns", columns: ["a`b"] },
      comment: "it's",
      properties: { k: "v" },
      refresh: { kind: "cron", cron: "0 0 5 * * ?", timezone: "UTC" },
    },
  ],
  [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${quoted} CLUSTER BY AUTO TRIGGER ON UPDATE AS SELECT 1 AS a`,
    { ...creation, clustering: { kind: "auto" }, refresh: { kind: "onUpdate" } },
  ],
  [
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${quoted} AS SELECT 1 AS a`,
    { ...creation, clustering: { kind: "none" }, refresh: { kind: "manual" } },
  ],
  [
    `ALTER MATERIALIZED VIEW ${quoted} ADD SCHEDULE EVERY 1 DAY`,
    { kind: "alterRefresh", view, scheduled: false, refresh: { kind: "every", count: 1, unit: "DAY" } },
  ],
  [
    `ALTER MATERIALIZED VIEW ${quoted} ALTER TRIGGER ON UPDATE AT MOST EVERY INTERVAL 1 MINUTE`,
    { kind: "alterRefresh", view, scheduled: true, refresh: { kind: "onUpdate", atMostEverySeconds: 60 } },
  ],
  [
    `ALTER MATERIALIZED VIEW ${quoted} ALTER TRIGGER ON UPDATE AT MOST EVERY INTERVAL 90 SECONDS`,
    { kind: "alterRefresh", view, scheduled: true, refresh: { kind: "onUpdate", atMostEverySeconds: 90 } },
  ],
  [
    `ALTER MATERIALIZED VIEW ${quoted} DROP SCHEDULE`,
    { kind: "alterRefresh", view, scheduled: true, refresh: { kind: "manual" } },
  ],
  [`COMMENT ON TABLE ${quoted} IS 'a\\\\b'`, { kind: "commentView", view, comment: "a\\b" }],
  [`DROP MATERIALIZED VIEW IF EXISTS ${quoted}`, { kind: "dropView", view }],
])("%s", (text, statement) => {
  expect(writeViewSql(statement)).toBe(text);
  expect(describeView(view)).toBe(`DESCRIBE TABLE EXTENDED ${quoted}`);
});

const base = { about: "A view for tests.", layout: "unordered", refresh: { every: "1 day" } } as const;
const first = defineMaterializedView("gold.z_first", { ...base, query: sql`SELECT 1 AS one` });
const second = defineMaterializedView("gold.a_second", {
  ...base,
  query: sql`SELECT * FROM ${first} JOIN ${first} AS b`,
  layout: { cluster: "auto" },
  comment: "c",
  onRemoval: "drop",
});
const lakehouse = { name: "t", tables, sparkConf: [], materializedViews: [second, first] };
const target = (stack: "dev" | "prod") => targetOf(stack);

test("a view comes behind what it reads, with full names of the stack's catalog", () => {
  expect(planMaterializedViews(lakehouse, target("prod"))).toMatchObject([
    { name: "gold.z_first", reads: [] },
    {
      name: "gold.a_second",
      about: "A view for tests.",
      view: {
        view: "prod.gold.a_second",
        query: "SELECT * FROM `prod`.`gold`.`z_first` JOIN `prod`.`gold`.`z_first` AS b",
        sources: ["prod.gold.z_first"],
        clustering: { kind: "auto" },
        refresh: { kind: "every", count: 1, unit: "DAY" },
        comment: "c",
        onRemoval: "drop",
      },
      reads: ["gold.z_first"],
    },
  ]);
});

test("where maintenance is paused nothing is refreshed by itself", () => {
  const refreshes = planMaterializedViews(lakehouse, target("dev")).map(({ view }) => view.refresh);
  expect(refreshes).toEqual([{ kind: "manual" }, { kind: "manual" }]);
});

test("views that read each other are planned in some order, for a rule to refuse them", () => {
  const a = { ...first, query: { parts: ["SELECT * FROM ", ""], tables: [second.name] } };
  const plan = planMaterializedViews({ ...lakehouse, materializedViews: [a, second] }, target("prod"));
  expect(plan.map(({ name }) => name).sort()).toEqual(["gold.a_second", "gold.z_first"]);
});
