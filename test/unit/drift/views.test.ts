import { describe, expect, test } from "vitest";
import type { StackContext } from "../../../src/drift/context.ts";
import type { DeployedView } from "../../../src/drift/deployment.ts";
import { appearedView, compareView, missingView } from "../../../src/drift/views/compare.ts";
import type {
  MaterializedViewDeclaration,
  RefreshDeclaration,
} from "../../../src/model/materialized-view.ts";
import { defineMaterializedView, type Refresh, refreshDeclaration, sql } from "../../../src/model/index.ts";
import type { LiveView } from "../../../src/provider/materialized-view/plan.ts";

const QUERY = "SELECT region, sum(amount) AS total FROM `prod`.`gold`.`sales` GROUP BY region";
const URN = "urn:pulumi:prod::kineo::lakewright:index:MaterializedView::gold.mv_sales";

const declared: MaterializedViewDeclaration = {
  view: "prod.gold.mv_sales",
  query: QUERY,
  sources: ["prod.gold.sales"],
  clustering: { kind: "columns", columns: ["region"] },
  refresh: { kind: "cron", cron: "0 0 5 * * ?", timezone: "UTC" },
  comment: "Sales by region",
};
const live: LiveView = {
  view: "prod.gold.mv_sales",
  query: QUERY,
  clustering: { kind: "columns", columns: ["Region"] },
  refresh: { kind: "cron", cron: "0 0 5 * * ?", timezone: "Etc/UTC" },
  comment: "Sales by region",
  properties: { "lakewright.managedBy": "kineo/prod/gold.mv_sales on prod.gold.mv_sales" },
};
const deployedAs = (
  view: MaterializedViewDeclaration,
  recorded: Partial<DeployedView["recorded"]> = {},
): DeployedView => ({
  ...{ name: "gold.mv_sales", urn: URN, view, warehouseId: "w1" },
  recorded: { ...view, status: "applied", ...recorded },
});

const inFile = (refresh: Refresh): StackContext => ({
  ...{ stack: "prod", up: "pulumi up --stack prod", declaredBy: "plan" },
  materializedViews: [
    defineMaterializedView("gold.mv_sales", {
      about: "Sales by region.",
      query: sql`SELECT 1 AS one`,
      layout: { cluster: ["region"] },
      refresh,
    }),
  ],
});
const context = inFile({ cron: "0 0 5 * * ?", timezone: "UTC" });

function compare(
  change: Partial<LiveView>,
  given: {
    readonly declared?: MaterializedViewDeclaration;
    readonly deployed?: DeployedView;
    readonly context?: StackContext;
  } = {},
) {
  const wanted = given.declared ?? declared;
  const sides = {
    ...{ name: "gold.mv_sales", declared: wanted, deployed: given.deployed ?? deployedAs(wanted) },
    live: { ...live, ...change },
  };
  return compareView(sides, given.context ?? context);
}
function without<T extends object, K extends keyof T & string>(whole: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([other]) => other !== key)) as Omit<T, K>;
}

const causes = ({ drifted }: ReturnType<typeof compareView>) =>
  drifted?.differences.map(({ path, cause }) => `${cause} ${path}`) ?? [];

describe("a materialized view is as declared", () => {
  test.each<[why: string, change: Partial<LiveView>, deployed?: DeployedView]>([
    ["whatever blanks and the case of words", { query: QUERY.toLowerCase().replaceAll(" ", "\n ") }],
    [
      "in the words that the engine made of the query when it took it",
      { query: "SELECT `region`, sum(`amount`) AS `total` FROM sales" },
      deployedAs(declared, { definition: "SELECT `region`, sum(`amount`) AS `total` FROM sales" }),
    ],
    ["where nobody read when it is refreshed", { refresh: undefined as never }],
  ])("%s", (...[, change, deployed]) => {
    expect(compare(change, deployed === undefined ? {} : { deployed })).toEqual({ settled: [], notes: [] });
  });

  test("where the workspace does not say by what it is clustered", () => {
    const silent = without(live, "clustering");
    const sides = { name: "gold.mv_sales", declared, deployed: deployedAs(declared), live: silent };
    expect(compareView(sides, context)).toEqual({ settled: [], notes: [] });
  });

  test("where a comment is declared no longer, which the next up leaves alone", () => {
    const less = without(declared, "comment");
    expect(compare({}, { declared: less, deployed: deployedAs(declared) })).toEqual({
      settled: [],
      notes: [],
    });
  });

  test("as far as this version can read, which it says", () => {
    const unread = { ...without(live, "refresh"), unreadRefresh: "AT FULL MOON" };
    const sides = { name: "gold.mv_sales", declared, deployed: deployedAs(declared), live: unread };
    expect(compareView(sides, context)).toEqual({
      settled: [],
      notes: [
        'prod.gold.mv_sales is refreshed by "AT FULL MOON", which this version of lakewright does not know; not compared.',
      ],
    });
  });
});

describe("a materialized view that differs", () => {
  test("is reverted by one statement, which computes it anew where no ALTER changes it", () => {
    const { drifted } = compare({ query: "SELECT 1 AS one", comment: "mine" });
    expect(drifted).toMatchObject({ kind: "materializedView", object: "prod.gold.mv_sales", urn: URN });
    expect(drifted?.revert.statements).toEqual([
      expect.stringMatching(/^CREATE OR REPLACE MATERIALIZED VIEW .* COMMENT 'Sales by region' .* AS SELECT/),
    ]);
    expect(compare({ comment: "mine" }).drifted?.revert.statements).toEqual([
      "COMMENT ON TABLE `prod`.`gold`.`mv_sales` IS 'Sales by region'",
    ]);
    expect(drifted?.differences.map(({ path, adopt }) => [path, adopt.kind])).toEqual([
      ["comment", "edit"],
      ["query", "manual"],
    ]);
  });

  test("by our edit alone is a pending deployment, also in an engine that keeps queries in its own words", () => {
    const own = "SELECT `region`, sum(`amount`) AS `total` FROM sales";
    const found = compare(
      { query: own },
      {
        declared: { ...declared, query: "SELECT 2 AS two" },
        deployed: deployedAs(declared, { definition: own }),
      },
    );
    expect(causes(found)).toEqual(["pendingDeployment query"]);
    expect(found.drifted?.differences[0]?.who).toEqual({ known: true, file: "tables/gold/mv_sales.ts" });
  });

  test("by both sides is told as such, and where both did the same there is nothing to revert", () => {
    const changed = { ...declared, comment: "Sales" };
    const given = { declared: changed, deployed: deployedAs(declared) };
    expect(causes(compare({ comment: "mine" }, given))).toEqual(["both comment"]);
    expect(compare({ comment: "Sales" }, given)).toEqual({
      settled: [{ name: "gold.mv_sales", path: "comment", deployed: "Sales by region", now: "Sales" }],
      notes: [],
    });
  });

  test("by another stack's mark is refused by every up, and says how to resolve it", () => {
    const { drifted } = compare({
      properties: { "lakewright.managedBy": "other/prod/mv on prod.gold.mv_sales" },
    });
    expect(drifted?.differences.map(({ path, live: mark }) => [path, mark])).toEqual([
      ['properties["lakewright.managedBy"]', "other/prod/mv"],
    ]);
    expect(drifted?.revert.manual).toContain("is managed by the stack other/prod");
  });
});

describe("adopting when a view is refreshed", () => {
  const adopt = (refresh: RefreshDeclaration, stack: StackContext = context) =>
    compare({ refresh }, { context: stack }).drifted?.differences[0]?.adopt;

  test.each<[Refresh]>([
    ["manual"],
    [{ every: "1 hour" }],
    [{ every: "6 hours" }],
    [{ every: "1 week" }],
    [{ cron: "0 0 6 * * ?", timezone: "Europe/Berlin" }],
    [{ onUpdate: "always" }],
    [{ onUpdate: { atMostEvery: "15 minutes" } }],
    [{ onUpdate: { atMostEvery: "2 hours" } }],
  ])("writes what reads as the same: %j", (refresh) => {
    expect(adopt(refreshDeclaration(refresh))).toEqual({
      ...{ kind: "edit", file: "tables/gold/mv_sales.ts", says: `refresh: ${JSON.stringify(refresh)}` },
      edit: { in: "table", table: "gold.mv_sales", field: "refresh", value: refresh },
    });
  });

  test("is left to a person for what a file has no words for", () => {
    expect(adopt({ kind: "onUpdate", atMostEverySeconds: 90 })).toMatchObject({ kind: "manual" });
  });

  test("is not for one view of a stack that pauses all of them", () => {
    expect(adopt({ kind: "every", count: 1, unit: "DAY" }, inFile({ every: "6 hours" }))).toEqual({
      kind: "manual",
      says: "the settings pause all refreshes and jobs of a stack or none (maintenance.paused)",
    });
  });
});

test("a view that is gone is made again from its sources, and one that waited once they are there", () => {
  const creation = expect.stringMatching(/^CREATE MATERIALIZED VIEW IF NOT EXISTS .* AS SELECT/) as string;
  const sides = { name: "gold.mv_sales", declared, deployed: deployedAs(declared) };
  expect(missingView(sides, context)).toMatchObject({
    differences: [
      { what: "missing", who: { ask: expect.stringContaining("'prod.gold.mv_sales'") as string } },
    ],
    revert: { command: "pulumi up --stack prod --refresh", statements: [creation] },
  });
  expect(appearedView(sides, context)).toMatchObject({
    differences: [{ what: "appeared", live: "prod.gold.sales" }],
    revert: { statements: [creation] },
  });
  expect(appearedView({ ...sides, live }, context)).toMatchObject({
    differences: [{ what: "appeared", live: "prod.gold.mv_sales" }],
    revert: { statements: [] },
  });
});
