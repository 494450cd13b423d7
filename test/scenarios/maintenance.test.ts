import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { upkeepOf } from "../../model/index.ts";
import { estate } from "../../tables/estate.ts";
import { tables } from "../../tables/index.ts";
import { openBrowser } from "../browser/browser.ts";
import { openFile, seen } from "../browser/look.ts";
import { type EndedRun, runJob, statesOf, type TableState, upkeepReport } from "./support/upkeep.ts";
import { Bench } from "./support/workbench.ts";

const KEPT = tables.filter(({ maintenance }) => upkeepOf(maintenance).optimize !== undefined);
const NAMES = KEPT.map(({ name }) => name);
const PIECES = "silver.certification_expiries";

/** The page of a look for drift, in a browser: whose upkeep ran and whose failed, in the words of the workspace's own runs. */
async function pageShows(bench: Bench, run: EndedRun): Promise<void> {
  const file = join(bench.directory, "drift.html");
  const before = await bench.sandbox.requestCount();
  const { code } = await bench.lakewright("drift", "--html", file);
  // The table without its column has drifted.
  expect(code).toBe(2);
  const asked = await bench.sandbox.requestsSince(before);
  expect(asked.filter(({ path }) => path.includes("/runs/")).map(({ path }) => path.split("?")[0])).toEqual(
    Array(2).fill("/api/2.2/jobs/runs/list"),
  );
  const browser = await openBrowser();
  try {
    const { tab, complaints } = await openFile(browser, file);
    const today = new Date().toISOString().slice(0, 10);
    const cells = async (table: string) =>
      await tab.locator("#tables tbody tr", { hasText: table }).locator(".upkeep").allInnerTexts();
    const lines = (await cells("dim_fy_began")).map((cell) => cell.split("\n"));
    expect(lines).toEqual([
      ["weekly", `failed ${today}`, `last turn ${today}`],
      ["weekly", `not run ${today}`, `last turn ${today}`],
      ["weekly", `not run ${today}`, `last run ${today}`],
    ]);
    expect((await cells("dim_user")).map((cell) => cell.split("\n")[1])).toEqual([
      ...[`last turn ${today}`, `last turn ${today}`, `last run ${today}`],
    ]);
    const tables = await seen(tab, "#tables tbody tr");
    expect(tables).toBe(estate.tables.length + (estate.materializedViews ?? []).length);
    const failed = new Set(
      run.tasks.filter(({ result }) => result !== "SUCCESS").map(({ key }) => key.split("-")[1]),
    );
    expect(await tab.locator(".figures li", { hasText: "upkeep failed" }).locator("b").innerText()).toBe(
      String(failed.size),
    );
    await tab.locator('[data-filters="tables"] [name=text]').fill("gold.fact_program_progress");
    expect(await seen(tab, "#tables tbody tr")).toBe(1);
    await tab.locator('[data-filters="items"] [name=text]').fill("no such thing");
    expect(await seen(tab, "article")).toBe(0);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}

/** Kineo's estate and its weekly upkeep on real Delta; each test stands on the one before it. */
describe("weekly upkeep", () => {
  let bench: Bench;
  let first: EndedRun;
  let before: Readonly<Record<string, TableState>>;

  beforeAll(async () => {
    bench = await Bench.open({ name: "maintenance", stack: "sandbox" });
    await bench.up();
    return () => bench.sandbox.stop();
  });

  const sql = (text: string) => bench.sandbox.sql(text);
  const failures = ({ tasks }: EndedRun) => tasks.filter(({ result }) => result !== "SUCCESS");
  const skipped = ({ tasks }: EndedRun) =>
    tasks.flatMap(({ key, skipped: note }) => (note === undefined ? [] : [key]));
  const answer = () => sql(`SELECT sum(user_id), count(DISTINCT cert_id) FROM sandbox.${PIECES}`);

  test("merges a table of 400 pieces into one file, with the same rows and the same answer", async () => {
    // A table without optimised writes: with them Delta itself would merge the pieces.
    await sql(`INSERT INTO sandbox.${PIECES} SELECT /*+ REPARTITION(400) */ * FROM sandbox.${PIECES}`);
    const expected = await answer();
    before = await statesOf(bench, NAMES);
    expect(before[PIECES]?.files).toBeGreaterThanOrEqual(400);

    first = await runJob(bench, "weekly-small");
    expect(failures(first)).toEqual([]);
    expect(first.result).toBe("SUCCESS");

    const after = await statesOf(bench, NAMES);
    writeFileSync(join(bench.directory, "report.md"), upkeepReport(before, after, first));
    expect(after[PIECES]).toMatchObject({ files: 1, rows: before[PIECES]?.rows });
    expect(await answer()).toEqual(expected);
    for (const { name, layout } of KEPT) {
      // A file a partition: every table is far smaller than one file may be.
      const [by] = layout === "unordered" ? [] : (layout.partition ?? []);
      const values =
        by === undefined ? [["1"]] : await sql(`SELECT count(DISTINCT ${by}) FROM sandbox.${name}`);
      expect([name, after[name]?.files]).toEqual([name, Number(values[0]?.[0])]);
      expect([name, after[name]?.rows]).toEqual([name, before[name]?.rows]);
    }
  });

  test("rewrites nothing where nothing was written since, and says so", async () => {
    const then = await statesOf(bench, NAMES);
    const second = await runJob(bench, "weekly-small");
    expect(failures(second)).toEqual([]);
    const optimized = second.tasks.filter(({ key }) => /-(optimize|recluster)$/.test(key));
    expect(
      optimized.map(({ key, skipped: note }) => [key, note?.replace(/ since version \d+$/, "")]),
    ).toEqual(optimized.map(({ key }) => [key, "skipped: nothing asks for it"]));
    const now = await statesOf(bench, NAMES);
    for (const name of NAMES) {
      expect([name, now[name]?.files, now[name]?.bytes]).toEqual([
        name,
        then[name]?.files,
        then[name]?.bytes,
      ]);
    }
  });

  test("keeps what was promised readable, and deletes what is older", async () => {
    const folder = join(bench.sandbox.home, "warehouse", "gold.db", "fact_course_progress");
    const stray = (days: number): string => {
      const name = `part-stray-${days}.parquet`;
      writeFileSync(join(folder, name), "left by a write that was cut off");
      const then = Date.now() / 1000 - days * 86_400;
      utimesSync(join(folder, name), then, then);
      return name;
    };
    const [young, old] = [stray(13), stray(15)];
    expect(failures(await runJob(bench, "weekly-small", ["gold-fact_course_progress-vacuum"]))).toEqual([]);
    const left = readdirSync(folder);
    expect([left.includes(young), left.includes(old)]).toEqual([true, false]);
    // Version 0 consists of the files that the first OPTIMIZE replaced.
    const [counted] = await sql(
      "SELECT count(*), count(DISTINCT user_id) FROM sandbox.gold.fact_course_progress VERSION AS OF 0",
    );
    expect(counted?.[0]).toBe(String(before["gold.fact_course_progress"]?.rows));
    expect(await bench.sandbox.properties("gold.fact_course_progress")).toMatchObject({
      "delta.deletedFileRetentionDuration": "interval 14 days",
      "delta.logRetentionDuration": "interval 30 days",
    });
  });

  test("after a night of the pipeline brings what was written back into shape, and leaves the rest", async () => {
    const written = ["fact_course_progress", "fact_certification_progress", "fact_program_progress"];
    for (const fact of written) {
      const name = `sandbox.gold.${fact}`;
      await sql(
        `MERGE INTO ${name} AS t USING (SELECT DISTINCT user_id FROM ${name} WHERE user_id % 100 = 7) AS s` +
          " ON t.user_id = s.user_id WHEN MATCHED THEN UPDATE SET t.user_id = s.user_id",
      );
    }
    await sql(
      "INSERT INTO sandbox.gold.fact_course_history SELECT * FROM sandbox.gold.fact_course_history WHERE fiscal_year = 2024",
    );
    await sql(
      "CREATE OR REPLACE TABLE sandbox.gold.dim_user USING DELTA AS SELECT * FROM sandbox.gold.dim_user",
    );
    await bench.up("--refresh");
    const run = await runJob(bench, "weekly-small");
    expect(failures(run)).toEqual([]);
    const keys = run.tasks.map(({ key }) => key).filter((key) => /-(optimize|recluster)$/.test(key));
    const ran = [...written, "fact_course_history", "dim_user"].map((table) => `gold-${table}-optimize`);
    expect(skipped(run).filter((key) => keys.includes(key))).toEqual(
      keys.filter((key) => !ran.includes(key)),
    );
    await bench.ok("preview", "--refresh", "--expect-no-changes");
    for (const name of ["gold.dim_user", ...written.map((fact) => `gold.${fact}`)]) {
      const [last] = await sql(
        `SELECT max_by(operationParameters['zOrderBy'], version) FROM (DESCRIBE HISTORY sandbox.${name}) WHERE operation = 'OPTIMIZE'`,
      );
      const layout = KEPT.find((table) => table.name === name)?.layout;
      expect([name, JSON.parse(last?.[0] ?? "[]")]).toEqual([
        name,
        layout !== undefined && layout !== "unordered" ? layout.zorder : undefined,
      ]);
    }
  });

  test("other Z-order keys change one task in the preview, and make the next run order anew", async () => {
    bench.edit(
      "tables/gold/dim_course.ts",
      'zorder: ["course_id", "course_category"]',
      'zorder: ["course_id"]',
    );
    const [change, ...others] = await bench.changes();
    expect([change?.name, others]).toEqual(["kineo-weekly-small", []]);
    const paths = Object.keys(change?.diff ?? {});
    expect(new Set(paths.map((path) => /^tasks\[\d+\]/.exec(path)?.[0])).size).toBe(1);
    expect(paths.map((path) => path.replace(/^tasks\[\d+\]\./, ""))).toEqual([
      "description",
      "sqlTask.parameters.done",
      "sqlTask.parameters.statement",
    ]);
    expect(await bench.ok("preview", "--diff")).toMatch(
      /statement\s*: "OPTIMIZE `sandbox`\.`gold`\.`dim_course` ZORDER BY \(`course_id`, `course_category`\)"\s*=> "OPTIMIZE `sandbox`\.`gold`\.`dim_course` ZORDER BY \(`course_id`\)"/,
    );
    await bench.up();
    const run = await runJob(bench, "weekly-small", ["gold-dim_course-optimize"]);
    expect([failures(run), skipped(run)]).toEqual([[], []]);
  });

  test("other clustering keys and other indexed columns are carried out once", async () => {
    bench.edit(
      "tables/silver/course_completions.ts",
      'layout: { cluster: ["user_id", "course_id"] },',
      'layout: { cluster: ["course_id"] },\n  properties: { "delta.dataSkippingStatsColumns": ["course_id"] },',
    );
    await bench.up();
    const own = ["recluster", "optimize", "skipping-statistics"].map(
      (kind) => `silver-course_completions-${kind}`,
    );
    const run = await runJob(bench, "weekly-small", own);
    expect([failures(run), skipped(run)]).toEqual([[], ["silver-course_completions-optimize"]]);
    const history = await sql(
      "SELECT operation, operationParameters['isFull'], operationParameters['clusterBy'] FROM (DESCRIBE HISTORY sandbox.silver.course_completions) ORDER BY version DESC LIMIT 2",
    );
    expect(history).toEqual([
      ["COMPUTE STATS", null, null],
      ["OPTIMIZE", "true", '["course_id"]'],
    ]);
    expect(skipped(await runJob(bench, "weekly-small", own)).toSorted()).toEqual(own.toSorted());
  });

  test("a table that is missing and one without its column fail alone, and are named; the next run is clean", async () => {
    await sql("CREATE TABLE sandbox.gold.aside AS SELECT * FROM sandbox.gold.dim_fy_began");
    await sql("DROP TABLE sandbox.gold.dim_fy_began");
    await sql(
      "CREATE OR REPLACE TABLE sandbox.gold.fact_program_progress USING DELTA AS SELECT * EXCEPT (status) FROM sandbox.gold.fact_program_progress",
    );
    const run = await runJob(bench, "weekly-small");
    expect(run.result).toBe("FAILED");
    expect(run.message).toContain("gold-dim_fy_began-optimize, gold-fact_program_progress-optimize");
    const failed = failures(run);
    expect(failed.map(({ key, result }) => [key, result])).toEqual([
      ["gold-dim_fy_began-analyze", "UPSTREAM_FAILED"],
      ["gold-dim_fy_began-optimize", "FAILED"],
      ["gold-dim_fy_began-vacuum", "UPSTREAM_FAILED"],
      ["gold-fact_program_progress-analyze", "UPSTREAM_FAILED"],
      ["gold-fact_program_progress-optimize", "FAILED"],
      ["gold-fact_program_progress-vacuum", "UPSTREAM_FAILED"],
    ]);
    expect(failed[1]?.message).toContain("dim_fy_began");
    expect(failed[4]?.message).toContain("DELTA_ZORDERING_COLUMN_DOES_NOT_EXIST");
    await pageShows(bench, run);

    await sql("CREATE TABLE sandbox.gold.dim_fy_began USING DELTA AS SELECT * FROM sandbox.gold.aside");
    await sql("ALTER TABLE sandbox.gold.fact_program_progress ADD COLUMN status STRING");
    const clean = await runJob(
      bench,
      "weekly-small",
      failed.map(({ key }) => key),
    );
    expect([clean.result, failures(clean)]).toEqual(["SUCCESS", []]);
  });

  test("the warm-up reads what is hot, and the cluster's notebook caches at the levels that were asked for", async () => {
    const run = await runJob(bench, "warm-up");
    expect([run.result, run.tasks.map(({ key }) => key)]).toEqual([
      "SUCCESS",
      [
        "gold-dim_certification_progress-warm-up",
        "gold-dim_user-warm-up",
        "gold-fact_certification_progress-warm-up",
        "gold-fact_course_progress-warm-up",
      ],
    ]);
    const { content } = await bench.sandbox.send<{ content: string }>(
      "GET",
      "/api/2.0/workspace/export?path=/Shared/lakewright/kineo-lakehouse/sandbox/cache-tables&format=SOURCE",
    );
    const cells = Buffer.from(content, "base64")
      .toString("utf8")
      .split(/^-- COMMAND -+$/m);
    const statements = cells.flatMap((cell) => /^CACHE .*$/m.exec(cell) ?? []);
    expect(statements).toHaveLength(4);
    const levelOf = async (table: string): Promise<string | undefined> => {
      const [plan] = await sql(`EXPLAIN EXTENDED SELECT * FROM sandbox.gold.${table}`);
      return /StorageLevel\(([^)]*)\)/.exec(plan?.[0] ?? "")?.[1];
    };
    expect(await levelOf("dim_user")).toBeUndefined();
    for (const statement of statements) await sql(statement);
    expect(await levelOf("dim_user")).toBe("disk, memory, deserialized, 1 replicas");
    expect(await levelOf("dim_manager_relationship")).toBe("memory, deserialized, 1 replicas");
    expect(await levelOf("fact_course_progress")).toBe("disk, 1 replicas");
    // As docs/maintenance.md says: what this cluster writes is seen at once.
    const count = async () => Number((await sql("SELECT count(*) FROM sandbox.gold.dim_user"))[0]?.[0]);
    const rows = await count();
    await sql("INSERT INTO sandbox.gold.dim_user SELECT * FROM sandbox.gold.dim_user LIMIT 1");
    expect(await count()).toBe(rows + 1);
  });
});
