import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Review } from "../../../src/review/report.ts";
import { recordingOf } from "../../scenarios/support/review-scenario.ts";
import { run } from "./in-process.ts";
import { digest, step } from "../review/previews.ts";

const folder = mkdtempSync(join(tmpdir(), "lakewright-review-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const review = (...args: readonly string[]) => run("review", ...args);
const diff = (...args: readonly string[]) => run("diff", ...args);

describe("lakewright review", () => {
  const clustering = recordingOf("clustering-changed", "dev");
  const failed = recordingOf("partitions-refused", "dev");

  test("reads standard input, and keeps the credentials of its environment out of the page", () => {
    const secret = "value-of-the-token";
    const job = step("databricks:index/job:Job", "j", { op: "same" });
    const input = digest([job], {
      diagnostics: [{ urn: job.urn, severity: "error", message: `refused ${secret}` }],
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, ["src/cli/lakewright.js", "review"], {
      encoding: "utf8",
      input,
      env: { ...process.env, DATABRICKS_TOKEN: secret },
    });
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("refused (secret)");
  });

  test("reads files, as document and as events, and several stacks", async () => {
    const { status, stdout } = await review(
      ...[clustering, recordingOf("several-stacks", "prod"), recordingOf("streamed", "dev")],
      ...["--after", "test/golden/plan.prod.json", "--json"],
    );
    expect(status).toBe(0);
    const { stacks } = JSON.parse(stdout) as Review;
    expect(stacks.map(({ stack, outcome }) => [stack, outcome])).toEqual([
      ["dev", "changes"],
      ["dev", "changes"],
      ["prod", "unchanged"],
    ]);
  });

  test("writes the page of a failed preview, and ends with 1; --fail-on draws the line elsewhere", async () => {
    const out = join(folder, "review.md");
    expect(await review(failed, "--out", out)).toEqual({ status: 1, stdout: "", stderr: "" });
    expect(readFileSync(out, "utf8")).toContain("the preview of `dev` failed");
    expect((await review(clustering, "--fail-on", "data")).status).toBe(0);
    expect((await review(clustering, "--fail-on", "rewrite")).status).toBe(1);
    expect((await review(clustering, "--fail-on", "metadata")).status).toBe(1);
  });

  test("tells a wrong input in one line, and from a bad change by the exit code", async () => {
    const noPlan = join(folder, "plan.json");
    writeFileSync(noPlan, "{}");
    const said = async (...args: readonly string[]) => {
      const { status, stdout, stderr } = await review(...args);
      return [status, stdout, stderr.trimEnd()];
    };
    expect(await said("missing.json")).toEqual([2, "", "missing.json: there is no such file"]);
    expect(await said("README.md")).toEqual([
      2,
      "",
      'README.md: it holds no preview; give what "pulumi preview --json" prints, as it is',
    ]);
    expect(await said(clustering, "--before", noPlan)).toEqual([
      2,
      "",
      `${noPlan}: it is no plan; give what "lakewright plan --stack NAME --json" prints`,
    ]);
    expect((await said(clustering, "--link", "javascript:alert(1)"))[0]).toBe(2);
    expect((await said(clustering, "--fail-on", "everything"))[0]).toBe(2);
    expect((await said("--help"))[0]).toBe(0);
  });
});

describe("lakewright diff", () => {
  test("shows what environments ask for differently, and folds what is meant to differ", async () => {
    expect(await diff("dev", "prod")).toEqual({
      status: 0,
      stderr: "",
      stdout: `dev and prod: 15 differences

compute: dev | prod
  cluster.nodeType: m5d.xlarge | r6id.2xlarge
  cluster.autoTerminationMinutes: 20 | 60
  warehouse.size: 2X-Small | Small
  warehouse.serverless: false | true
  warehouse.clusters.max: 1 | 3
  cluster.dbuPerHour: 2.07 to 6.21 | 6.12 to 18.36
  warehouse.dbuPerHour: 4 | 12 to 36
  protect: false | true

conf: the same (22 values)

layout: dev | prod
  gold.mv_certification_status.refresh: refreshed by hand | TRIGGER ON UPDATE AT MOST EVERY INTERVAL 60 MINUTES
  gold.mv_completion_by_position.refresh: refreshed by hand | TRIGGER ON UPDATE AT MOST EVERY INTERVAL 60 MINUTES

jobs: dev | prod
  warm-up.paused: true | false
  weekly-small.start.cron: 0 0 3 ? * SAT | 0 0 3 ? * SUN
  weekly-small.runsOn: a cluster of its own: 2 to 8 m5d.xlarge, 17.3.x-scala2.13 | the warehouse
  weekly-small.paused: true | false
  weekly-small.dbuPerHour: 2.07 to 6.21 | –

as intended, shown by --all: catalog (1), names (5), tags (8), principals (11), the policy, which follows the cluster (7)
`,
    });
  });

  test("compares revisions as well, and finds one statement", async () => {
    const plan = JSON.parse(readFileSync("test/golden/plan.prod.json", "utf8")) as {
      maintenance: { jobs: { tasks: { parameters: { statement: string } }[] }[] };
    };
    const task = plan.maintenance.jobs[1]?.tasks[0];
    if (task === undefined) throw new Error("no task");
    task.parameters.statement = "OPTIMIZE `prod`.`gold`.`x` FULL";
    const file = join(folder, "revision.json");
    writeFileSync(file, JSON.stringify(plan));
    const { stdout } = await diff("test/golden/plan.prod.json", file);
    expect(stdout).toContain("prod and prod: 1 difference\n");
    expect(stdout).toContain("| OPTIMIZE `…`.`gold`.`x` FULL");
    expect((await diff("prod", "test/golden/plan.prod.json", "--json")).stdout).not.toContain('"one": "0 0');
  });

  test("refuses an unknown stack, and a call with one side", async () => {
    const unknown = await diff("dev", "prd");
    expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('did you mean "prod"?')]);
    expect((await diff("dev")).status).toBe(2);
  });
});
