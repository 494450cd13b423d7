import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Table, maintenanceOf, zorderKeys } from "../../src/model/index.ts";
import { planLayout } from "../../src/plan/layout.ts";
import { type LiveFile, liveFiles } from "./support/live-files.ts";
import { reported, maintenanceReport } from "./support/maintenance-report.ts";
import { pageShows } from "./support/maintenance-page.ts";
import { type EndedRun, runJob, runNotebook, type States, statesOf } from "./support/maintenance.ts";
import { Bench } from "./support/workbench.ts";
import { tables } from "../../dev/start/kineo.ts";

const KEPT = tables.filter(({ maintenance }) => maintenanceOf(maintenance).optimize !== undefined);
const NAMES = KEPT.map(({ name }) => name);
const PIECES = "silver.certification_expiries";

const isClustered = ({ layout }: Table) => layout !== "unordered" && layout.cluster !== undefined;

/** Kineo's lakehouse and its weekly maintenance on real Delta; each test stands on the one before it. */
describe("weekly maintenance", () => {
  let bench: Bench;
  let first: EndedRun;
  let before: States;
  let after: States;

  beforeAll(async () => {
    bench = await Bench.open({ name: "maintenance", stack: "sandbox" });
    await bench.up();
    return () => bench.sandbox.stop();
  });

  const sql = (text: string) => bench.sandbox.sql(text);
  const failures = ({ tasks }: EndedRun) => tasks.filter(({ result }) => result !== "SUCCESS");
  const skipped = ({ tasks }: EndedRun) =>
    tasks.flatMap(({ key, skipped: note }) => (note === undefined ? [] : [key]));
  const rewrites = ({ tasks }: EndedRun) => tasks.filter(({ key }) => /-(optimize|recluster)$/.test(key));
  /** A file a partition, for every table is far smaller than one file may be; with statistics of the layout's keys. */
  const isInShape = () => {
    for (const table of KEPT) {
      const { clustering } = planLayout(table, "sandbox").layout;
      const clusters = clustering?.kind === "columns" ? clustering.columns : [];
      const keys = [...zorderKeys(table.layout), ...clusters];
      const files = liveFiles(bench.sandbox, table.name);
      const partitions = new Set(files.map(({ partition }) => JSON.stringify(partition)));
      expect([table.name, files.length]).toEqual([table.name, partitions.size]);
      const unindexed = files.filter(({ indexed }) => keys.some((key) => !indexed.includes(key)));
      expect([table.name, unindexed]).toEqual([table.name, []]);
    }
  };
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

    after = await statesOf(bench, NAMES);
    expect(after[PIECES]).toMatchObject({ files: 1, rows: before[PIECES]?.rows });
    expect(await answer()).toEqual(expected);
    for (const name of NAMES) {
      const files = liveFiles(bench.sandbox, name).length;
      expect([name, after[name]]).toMatchObject([name, { files, rows: before[name]?.rows }]);
    }
    isInShape();
    writeFileSync(join(bench.directory, "report.md"), maintenanceReport({ before, after, run: first }));
    const report = reported(NAMES, { before, after, run: first });
    const [, files, left] = report.find(([name]) => name === PIECES) ?? [];
    expect([Number(files) >= 400, left]).toEqual([true, "1"]);
    // FULL has done what OPTIMIZE behind it would do.
    expect(report.map((cells) => cells.at(-1))).toEqual(
      KEPT.map((table) => (isClustered(table) ? "optimize" : "none")),
    );
  });

  test("rewrites nothing where nothing was written since, and says so", async () => {
    const only = rewrites(first).map(({ key }) => key);
    const second = await runJob(bench, "weekly-small", only);
    expect(failures(second)).toEqual([]);
    const optimized = rewrites(second);
    expect(optimized.map(({ key }) => key)).toEqual(only);
    expect(
      optimized.map(({ key, skipped: note }) => [key, note?.replace(/ since version \d+$/, "")]),
    ).toEqual(optimized.map(({ key }) => [key, "skipped: nothing asks for it"]));
    const now = await statesOf(bench, NAMES);
    expect(now).toEqual(after);
    expect(reported(NAMES, { before: after, after: now, run: second }).map((cells) => cells.at(-1))).toEqual(
      KEPT.map((table) => (isClustered(table) ? "optimize, recluster" : "optimize")),
    );
  });

  test("analyses what changed within two turns, and no other table", async () => {
    // A history goes by the times of its files.
    const log = join(bench.sandbox.home, "warehouse", "silver.db", "cert_overview", "_delta_log");
    const then = Date.now() / 1000 - 16 * 86_400;
    for (const file of readdirSync(log)) utimesSync(join(log, file), then, then);
    const own = ["gold-dim_course-analyze", "silver-cert_overview-analyze"];
    const run = await runJob(bench, "weekly-small", own);
    expect([failures(run), skipped(run)]).toEqual([[], ["silver-cert_overview-analyze"]]);
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
    const keys = rewrites(run).map(({ key }) => key);
    const ran = [...written, "fact_course_history", "dim_user"].map((table) => `gold-${table}-optimize`);
    expect(skipped(run).filter((key) => keys.includes(key))).toEqual(
      keys.filter((key) => !ran.includes(key)),
    );
    await bench.ok("preview", "--refresh", "--expect-no-changes");
    isInShape();
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
    expect(change?.diff).toEqual({ 'tables["sandbox.gold.dim_course"].optimize': "update" });
    expect(await bench.ok("preview", "--diff")).toMatch(
      /optimize: "OPTIMIZE `sandbox`\.`gold`\.`dim_course` ZORDER BY \(`course_id`, `course_category`\)"\s*=> "OPTIMIZE `sandbox`\.`gold`\.`dim_course` ZORDER BY \(`course_id`\)"/,
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
    expect(liveFiles(bench.sandbox, "silver.course_completions").map(({ indexed }) => indexed)).toEqual([
      ["course_id"],
    ]);
    expect(skipped(await runJob(bench, "weekly-small", own)).toSorted()).toEqual(own.toSorted());
  });

  test("a large table has its recent partitions merged and no other, and what deletion vectors hide purged", async () => {
    const name = "gold.fact_program_history";
    const file = "tables/gold/fact_program_history.ts";
    bench.edit(file, 'bytes: "512 KB"', 'bytes: "200 GB"');
    // With auto-compaction every write would merge the pieces itself.
    bench.edit(
      file,
      "properties: optimizedWrites",
      'properties: { "delta.autoOptimize.optimizeWrite": true, "delta.enableDeletionVectors": true }',
    );
    bench.edit(
      file,
      "maintenance: weeklyMaintenance",
      'maintenance: { ...weeklyMaintenance, reorg: "weekly", recent: { column: "fiscal_year", last: "1 year" } }',
    );
    await bench.up();
    // 2013 and 2014 are over, 2030 has not begun.
    for (let piece = 0; piece < 2; piece += 1)
      await sql(
        `INSERT INTO sandbox.${name} SELECT * FROM sandbox.${name} WHERE fiscal_year IN (2013, 2030)`,
      );
    await sql(`DELETE FROM sandbox.${name} WHERE fiscal_year = 2014 AND user_id % 2 = 0`);
    const then = liveFiles(bench.sandbox, name);
    const of = (files: readonly LiveFile[], ...years: readonly number[]) =>
      files.filter(({ partition }) => years.includes(Number(partition["fiscal_year"])));
    const counts = (files: readonly LiveFile[]) => [2013, 2014, 2030].map((year) => of(files, year).length);
    expect(counts(then)).toEqual([3, 1, 3]);
    expect(then.filter(({ hidesRows }) => hidesRows)).toEqual(of(then, 2014));
    const rows = await bench.sandbox.rows(name);

    const run = await runJob(bench, "weekly-large");
    expect([run.result, skipped(run)]).toEqual(["SUCCESS", []]);
    const own = ["analyze", "optimize", "reorg", "vacuum"].map((kind) => `gold-fact_program_history-${kind}`);
    expect(run.tasks.map(({ key }) => key)).toEqual(own);
    const now = liveFiles(bench.sandbox, name);
    expect(counts(now)).toEqual([3, 1, 1]);
    expect(now.filter(({ hidesRows }) => hidesRows)).toEqual([]);
    const rewritten = [...of(then, 2014, 2030), ...of(now, 2014, 2030)];
    expect(now.filter((one) => !rewritten.includes(one))).toEqual(
      then.filter((one) => !rewritten.includes(one)),
    );
    expect(await bench.sandbox.rows(name)).toBe(rows);
    const again = await runJob(bench, "weekly-large", own.slice(1, 3));
    expect([failures(again), skipped(again)]).toEqual([[], own.slice(1, 3)]);
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
    const clean = await runJob(bench, "weekly-small");
    expect([clean.result, failures(clean)]).toEqual(["SUCCESS", []]);
    expect(clean.tasks.map(({ key }) => key)).toEqual(run.tasks.map(({ key }) => key));
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
    const levelOf = async (table: string): Promise<string | undefined> => {
      const [plan] = await sql(`EXPLAIN EXTENDED SELECT * FROM sandbox.gold.${table}`);
      return /StorageLevel\(([^)]*)\)/.exec(plan?.[0] ?? "")?.[1];
    };
    const asked = ["dim_fy_completed", "dim_manager_relationship", "dim_user", "fact_course_progress"];
    const levels = () => Promise.all(asked.map(levelOf));
    expect(await levels()).toEqual(asked.map(() => undefined));
    const notebook = "/Shared/lakewright/kineo/kineo/sandbox/cache-tables";
    const cached = await runNotebook(bench, notebook, await bench.output("clusterId"));
    expect([cached.result, cached.message]).toEqual(["SUCCESS", ""]);
    expect(await levels()).toEqual([
      "memory, deserialized, 1 replicas",
      "memory, deserialized, 1 replicas",
      "disk, memory, deserialized, 1 replicas",
      "disk, 1 replicas",
    ]);
    // As docs/maintenance.md says: what this cluster writes is seen at once.
    const count = async () => Number((await sql("SELECT count(*) FROM sandbox.gold.dim_user"))[0]?.[0]);
    const rows = await count();
    await sql("INSERT INTO sandbox.gold.dim_user SELECT * FROM sandbox.gold.dim_user LIMIT 1");
    expect(await count()).toBe(rows + 1);
  });
});
