import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ended } from "./support/process.ts";
import { Bench } from "./support/workbench.ts";

describe("bad input ends in one message without a stack trace", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open({ name: "bad-input", stack: "dev", tables: "none" });
    for (const schema of ["gold", "silver"]) await bench.sandbox.sql(`CREATE SCHEMA dev.${schema}`);
    return () => bench.sandbox.stop();
  });

  /** The message, after what every failed run must have in common. */
  function messageOf({ code, stdout, stderr }: Ended): string {
    const text = stdout + stderr;
    expect(code).not.toBe(0);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    // Pulumi prints every message twice: as it comes, and again under this heading.
    return text.slice(text.lastIndexOf("Diagnostics:"));
  }

  test("an unknown settings key", async () => {
    bench.edit("Pulumi.dev.yaml", "autoTerminationMinutes:", "autoTerminateMinutes:");
    const message = messageOf(await bench.pulumi("preview"));
    expect(message).toContain("Pulumi.dev.yaml: 2 faults in kineo:settings");
    expect(message).toContain(
      'cluster.autoTerminateMinutes: unknown key; did you mean "autoTerminationMinutes"?',
    );
    bench.edit("Pulumi.dev.yaml", "autoTerminateMinutes:", "autoTerminationMinutes:");
  });

  test("an autoscale minimum over the maximum", async () => {
    bench.edit("Pulumi.dev.yaml", "min: 2, max: 8", "min: 9, max: 8");
    expect(messageOf(await bench.pulumi("preview"))).toContain(
      "cluster.workers: min (9) is over max (8): workers scale from min up to max",
    );
    bench.edit("Pulumi.dev.yaml", "min: 9, max: 8", "min: 2, max: 8");
  });

  test("a table file that declares nothing", async () => {
    const forgotten = join(bench.directory, "tables", "gold", "forgotten.ts");
    writeFileSync(forgotten, "export {};\n");
    expect(messageOf(await bench.pulumi("preview"))).toContain(
      "tables/gold/forgotten.ts: it exports no table; a table file exports one defineTable or defineMaterializedView",
    );
    bench.remove("tables/gold/forgotten.ts");
  });

  test("errors of the rules, all at once", async () => {
    const edits = [
      ["Pulumi.dev.yaml", "nodeType: m5d.xlarge", "nodeType: r6id.2xlrage"],
      ["tables/gold/fact_course_history.ts", '"user_id", "course_id"]', '"user_id", "fiscal_year"]'],
    ] as const;
    for (const [file, from, to] of edits) bench.edit(file, from, to);
    const message = messageOf(await bench.pulumi("preview"));
    expect(message).toContain("the plan for dev has 2 errors");
    expect(message).toContain('cluster.nodeType: no cloud has a node type "r6id.2xlrage"');
    expect(message).toContain(
      "gold.fact_course_history: fiscal_year is both a partition column and a Z-order key",
    );
    expect(message).toContain('instead: zorder: ["user_id"] (layout/zorder-on-partition-column)');
    for (const [file, from, to] of edits) bench.edit(file, to, from);
  });

  test("a warning stops nothing, and shows on the resource that it is about", async () => {
    const file = "tables/gold/fact_program_history.ts";
    const accepted = '  accept: [{ rule: "layout/small-partitions", ...askedFor }],\n';
    bench.edit(file, accepted, "");
    const { code, stdout } = await bench.pulumi("preview");
    expect(code).toBe(0);
    const diagnostics = stdout.slice(stdout.lastIndexOf("Diagnostics:"));
    expect(diagnostics).toMatch(
      /lakewright:index:TableLayout \(gold\.fact_program_history\):\n(?: {4}.*\n)*? {4}warning: gold\.fact_program_history: partitions .+\n {4}instead: .+ \(layout\/small-partitions\)/,
    );
    expect(diagnostics.match(/warning: /g)).toHaveLength(1);
    bench.edit(file, "});\n", `${accepted}});\n`);
  });

  test("a wrong token", async () => {
    const ended = await bench.pulumiWith({ DATABRICKS_TOKEN: "dapi-wrong" }, "up", "--yes", "--skip-preview");
    const message = messageOf(ended);
    expect(message.match(/token refused by/g)).toHaveLength(1);
    expect(message).toContain("DATABRICKS_TOKEN");
  });

  test("a workspace that does not answer, within half a minute", async () => {
    const started = Date.now();
    const ended = await bench.pulumiWith(
      { DATABRICKS_HOST: "http://127.0.0.1:47999" },
      "up",
      "--yes",
      "--skip-preview",
    );
    expect(messageOf(ended).match(/workspace not reachable at http:\/\/127\.0\.0\.1:47999/g)).toHaveLength(1);
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});
