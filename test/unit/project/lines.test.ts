import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PlanError } from "../../../src/plan/plan-error.ts";
import { withErrorLines } from "../../../src/project/lines.ts";
import type { Finding } from "../../../src/rules/finding.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "lines-"));
  mkdirSync(join(root, "tables"));
  writeFileSync(
    join(root, "tables/t.ts"),
    [
      'export const t = defineTable("gold.t", {',
      '  about: "A table.",',
      '  layout: { zorder: ["a"] },',
      '  properties: { "delta.appendOnly": true,',
      '    "delta.logRetentionDuration": "1 day" },',
      "});",
    ].join("\n"),
  );
  writeFileSync(
    join(root, "Pulumi.dev.yaml"),
    "config:\n  k:settings:\n    cluster:\n      autoTerminationMinutes: 1\n",
  );
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

const finding = (rule: string, message: string, file = "tables/t.ts"): Finding => ({
  ...{ rule, severity: "error", message, instead: "nothing", at: { file } },
  where: file.startsWith("Pulumi") ? "cluster" : "gold.t",
});

test.each<[Finding, string]>([
  [finding("table/properties", "sets delta.logRetentionDuration to 1 day"), "tables/t.ts:5"],
  [finding("table/properties", "has too many"), "tables/t.ts:4"],
  [finding("layout/zorder-many-columns", "orders by five"), "tables/t.ts:3"],
  [finding("table/name", "is called so"), "tables/t.ts:1"],
  [finding("cluster/auto-termination", "ends soon", "Pulumi.dev.yaml"), "Pulumi.dev.yaml:4"],
  [finding("cluster/autoscale", "does not", "Pulumi.dev.yaml"), "Pulumi.dev.yaml:3"],
  [finding("table/name", "is nowhere", "tables/other.ts"), "tables/other.ts"],
])("%o stands in its line", (found, place) => {
  expect(() =>
    withErrorLines(root, () => {
      throw new PlanError("dev", [found]);
    }),
  ).toThrow(`\n  - ${place}: ${found.where}: ${found.message}\n`);
});
