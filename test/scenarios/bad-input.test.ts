import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Ended } from "./support/process.ts";
import { Bench } from "./support/workbench.ts";

describe("bad input ends in one message without a stack trace", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open({ name: "bad-input", stack: "dev", tables: "none" });
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
    expect(message).toContain("Pulumi.dev.yaml: 2 faults in kineo-lakehouse:settings");
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

  test("a table file that is not in the index", async () => {
    const forgotten = join(bench.directory, "tables", "gold", "forgotten.ts");
    writeFileSync(forgotten, "export {};\n");
    expect(messageOf(await bench.pulumi("preview"))).toContain(
      "tables/gold/forgotten.ts is not in tables/index.ts; import it there and add it to the list",
    );
    bench.remove("tables/gold/forgotten.ts");
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
