import { beforeAll, describe, expect, test } from "vitest";
import type { MaterializedViewDeclaration } from "../../src/model/materialized-view.ts";
import { sameQuery } from "../../src/model/query-text.ts";
import { LayoutProgram } from "./support/layouts.ts";

const QUERY = "SELECT region, sum(amount) AS total FROM `dev`.`gold`.`sales` GROUP BY region";
const VIEW = "`dev`.`gold`.`mv_sales`";
const MARK = "TBLPROPERTIES ('lakewright.managedBy' = 'layouts/test/mv on dev.gold.mv_sales')";
const DESCRIBE = `DESCRIBE TABLE EXTENDED ${VIEW}`;

/** One materialized view, changed step by step on the real engine; each test stands on the one before it. */
describe("a materialized view", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("materialized-views");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    return () => program.sandbox.stop();
  });

  const declared = {
    view: "dev.gold.mv_sales",
    query: QUERY,
    sources: ["dev.gold.sales"],
    clustering: { kind: "columns", columns: ["region"] },
    refresh: { kind: "every", count: 6, unit: "HOUR" },
    comment: "Sales by region",
  } as const satisfies MaterializedViewDeclaration;
  const declare = (change: Partial<MaterializedViewDeclaration> = {}) => {
    program.declare({}, { mv: { ...declared, ...change } });
  };
  const totals = () => program.sandbox.sql("SELECT region, total FROM dev.gold.mv_sales ORDER BY region");
  const said = async (...args: readonly string[]) => {
    const { stdout, stderr } = await program.pulumi(...args);
    return stdout + stderr;
  };

  test("waits for the tables that it reads, and the up after they appear creates it", async () => {
    declare();
    expect(await program.statementsOf(() => program.up())).toEqual([]);
    expect(await program.recorded("mv")).toMatchObject({ status: "waiting" });
    await program.ok("preview", "--refresh", "--expect-no-changes");

    await program.sandbox.sql("CREATE TABLE dev.gold.sales (region STRING, amount INT)");
    await program.sandbox.sql("INSERT INTO dev.gold.sales VALUES ('n', 1), ('n', 2), ('s', 5)");
    expect(await program.preview()).toEqual([{ op: "update", name: "mv", diff: { status: "update" } }]);
    const creation =
      `CREATE MATERIALIZED VIEW IF NOT EXISTS ${VIEW} CLUSTER BY (\`region\`) COMMENT 'Sales by region' ` +
      `${MARK} SCHEDULE EVERY 6 HOURS AS ${QUERY}`;
    expect(await said("preview", "--diff")).toContain(`will run 1 statement:\n  ${creation}`);
    expect(await program.statementsOf(() => program.up())).toEqual([creation]);
    expect(await totals()).toEqual([
      ["n", "3"],
      ["s", "5"],
    ]);
    expect(await program.recorded("mv")).toMatchObject({ ...declared, status: "applied", definition: QUERY });
  });

  test("has no difference in a second preview and in a refresh, which asks once for its schedule", async () => {
    await program.ok("preview", "--expect-no-changes");
    const sent = await program.statementsOf(() => program.ok("preview", "--refresh", "--expect-no-changes"));
    expect(sent).toEqual([DESCRIBE]);
  });

  test("is the same whatever the blanks, comments and the case of words, as the engine reads them", async () => {
    const formatted = [
      "select",
      "  REGION, -- one row a region",
      "  SUM(amount) as total /* of /* all */ sales */",
      "from `dev`.`gold`.`sales`",
      "group by region;",
    ].join("\n");
    const plan = async (query: string) => {
      const rows = await program.sandbox.sql(`EXPLAIN EXTENDED ${query.replace(/;$/, "")}`);
      const analyzed = /== Analyzed Logical Plan ==\n([^]*?)\n== /.exec(rows[0]?.[0] ?? "")?.[1] ?? "no plan";
      return analyzed.replaceAll(/#\d+L?/g, "").toLowerCase();
    };
    expect(sameQuery(QUERY, formatted)).toBe(true);
    expect(await plan(formatted)).toBe(await plan(QUERY));
    expect(sameQuery(QUERY, QUERY.replace("AS total", "AS sum"))).toBe(false);
    expect(await plan(QUERY.replace("AS total", "AS sum"))).not.toBe(await plan(QUERY));

    declare({ query: formatted });
    await program.ok("preview", "--expect-no-changes");
    expect(await program.statementsOf(() => program.up("--refresh", "--expect-no-changes"))).toEqual([
      DESCRIBE,
    ]);
  });

  test("takes another schedule and another comment by ALTER, without computing anything", async () => {
    await program.sandbox.sql("INSERT INTO dev.gold.sales VALUES ('w', 9)");
    const change = {
      refresh: { kind: "onUpdate", atMostEverySeconds: 900 },
      comment: "Sales",
    } as const;
    declare(change);
    expect(await program.preview()).toEqual([
      { op: "update", name: "mv", diff: { comment: "update", refresh: "update" } },
    ]);
    expect(await program.statementsOf(() => program.up())).toEqual([
      DESCRIBE,
      `ALTER MATERIALIZED VIEW ${VIEW} ALTER TRIGGER ON UPDATE AT MOST EVERY INTERVAL 15 MINUTES`,
      `COMMENT ON TABLE ${VIEW} IS 'Sales'`,
    ]);
    expect(await totals()).not.toContainEqual(["w", "9"]);
    await program.ok("preview", "--refresh", "--expect-no-changes");

    declare({ ...change, refresh: { kind: "manual" } });
    expect((await program.statementsOf(() => program.up())).slice(1)).toEqual([
      `ALTER MATERIALIZED VIEW ${VIEW} DROP SCHEDULE`,
    ]);
    declare(change);
    expect((await program.statementsOf(() => program.up())).slice(1)).toEqual([
      `ALTER MATERIALIZED VIEW ${VIEW} ADD TRIGGER ON UPDATE AT MOST EVERY INTERVAL 15 MINUTES`,
    ]);
  });

  test("is right after REFRESH, also when MERGE has changed its source", async () => {
    await program.sandbox.sql(
      "MERGE INTO dev.gold.sales AS t USING (SELECT 's' AS region, 7 AS amount) AS s ON t.region = s.region " +
        "WHEN MATCHED THEN UPDATE SET amount = s.amount WHEN NOT MATCHED THEN INSERT *",
    );
    await program.sandbox.sql("REFRESH MATERIALIZED VIEW dev.gold.mv_sales");
    expect(await totals()).toEqual(await program.sandbox.sql(`${QUERY} ORDER BY region`));
    expect(await totals()).toEqual([
      ["n", "3"],
      ["s", "7"],
      ["w", "9"],
    ]);
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("shows a schedule changed by hand as drift, and up --refresh reverts it", async () => {
    await program.sandbox.sql("ALTER MATERIALIZED VIEW dev.gold.mv_sales ALTER SCHEDULE EVERY 1 DAY");
    const drift = (await program.preview("--refresh")).filter(({ op }) => op === "update");
    expect(drift.map(({ name }) => name)).toEqual(["mv"]);
    expect(Object.keys(drift[0]?.diff ?? {}).filter((path) => !path.startsWith("refresh"))).toEqual([]);
    expect((await program.statementsOf(() => program.up("--refresh"))).at(-1)).toBe(
      `ALTER MATERIALIZED VIEW ${VIEW} ALTER TRIGGER ON UPDATE AT MOST EVERY INTERVAL 15 MINUTES`,
    );
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("is replaced by another query, which the preview says, and keeps what nothing declares", async () => {
    const query = QUERY.replace("sum(amount)", "max(amount)");
    const { view, sources, refresh } = declared;
    program.declare({}, { mv: { view, query, sources, refresh, clustering: declared.clustering } });
    expect(await program.preview()).toEqual([
      { op: "update", name: "mv", diff: { query: "update", refresh: "update" } },
    ]);
    expect(await said("preview", "--diff")).toContain(
      "dev.gold.mv_sales is replaced and computed anew from its sources, since its query changed.",
    );
    expect((await program.statementsOf(() => program.up())).slice(1)).toEqual([
      `CREATE OR REPLACE MATERIALIZED VIEW ${VIEW} CLUSTER BY (\`region\`) COMMENT 'Sales' ${MARK} ` +
        `SCHEDULE EVERY 6 HOURS AS ${query}`,
    ]);
    expect(await totals()).toContainEqual(["n", "2"]);
    await program.ok("preview", "--refresh", "--expect-no-changes");

    declare({ query, clustering: { kind: "none" } });
    expect((await program.preview()).map(({ diff }) => diff)).toEqual([
      { clustering: "update", comment: "add" },
    ]);
    expect((await program.statementsOf(() => program.up())).slice(1)).toEqual([
      `CREATE OR REPLACE MATERIALIZED VIEW ${VIEW} COMMENT 'Sales by region' ${MARK} SCHEDULE EVERY 6 HOURS AS ${query}`,
    ]);
  });

  test("a query changed by hand, and a view dropped by hand, are reverted", async () => {
    declare();
    await program.up();
    await program.sandbox.sql(
      `CREATE OR REPLACE MATERIALIZED VIEW ${VIEW} AS SELECT 1 AS region, 2 AS total`,
    );
    const changed = (await program.preview("--refresh")).filter(({ op }) => op === "update");
    expect(changed.map(({ name }) => name)).toEqual(["mv"]);
    await program.up("--refresh");
    expect(await totals()).toContainEqual(["n", "3"]);
    await program.ok("preview", "--refresh", "--expect-no-changes");

    await program.sandbox.sql(`DROP MATERIALIZED VIEW ${VIEW}`);
    await program.up("--refresh");
    expect(await totals()).toContainEqual(["n", "3"]);
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("faults are told before anything is sent, and what another stack manages is refused", async () => {
    declare({ refresh: { kind: "every", count: 100, unit: "HOUR" }, query: "DROP TABLE dev.gold.sales" });
    const faults = await said("preview");
    expect(faults).toContain("is refreshed every 100 hours; write 1 to 72 hours");
    expect(faults).toContain('has the query "DROP TABLE dev.gold.sales"; write one SELECT statement');
    await program.sandbox.sql(
      `CREATE MATERIALIZED VIEW dev.gold.theirs TBLPROPERTIES ('lakewright.managedBy' = 'other/prod/v on dev.gold.theirs') AS SELECT 1 AS one`,
    );
    const theirs = { ...declared, view: "dev.gold.theirs" };
    program.declare({}, { mv: declared, theirs });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("dev.gold.theirs is managed by the stack other/prod");
    expect(await program.sandbox.sql("SELECT * FROM dev.gold.theirs")).toEqual([["1"]]);
  });

  test("stays, marked and refreshed, when the resource goes, and is dropped where that was asked for", async () => {
    declare();
    await program.up();
    program.declare({});
    expect(await said("up", "--yes", "--skip-preview", "--diff")).toContain(
      "dev.gold.mv_sales stays as it is and goes on being refreshed, which costs",
    );
    expect(await totals()).toHaveLength(3);

    // An import takes the view as it is; the file that declares it makes no difference but the schedule's.
    await program.ok(
      ...["import", "lakewright:index:MaterializedView", "mv", "dev.gold.mv_sales"],
      ...["--yes", "--protect=false", "--generate-code=false"],
    );
    declare({ onRemoval: "drop" });
    expect((await program.preview()).map(({ diff }) => diff)).toEqual([{ refresh: "add" }]);
    expect(await program.statementsOf(() => program.up())).toEqual([DESCRIBE]);
    await program.ok("preview", "--refresh", "--expect-no-changes");

    expect(await program.statementsOf(() => program.ok("destroy", "--yes", "--skip-preview"))).toEqual([
      `DROP MATERIALIZED VIEW IF EXISTS ${VIEW}`,
    ]);
    expect(await program.sandbox.sql("SELECT count(*) FROM dev.gold.sales")).toEqual([["4"]]);
    expect((await program.sandbox.sql("SHOW TABLES IN dev.gold")).map(([, name]) => name)).toEqual([
      "sales",
      "theirs",
    ]);
  });
});
