import { describe, expect, test } from "vitest";
import { resolveReferences } from "../../../../sandbox/jobs/references.ts";

const CONTEXT = {
  jobId: 7,
  jobName: "weekly",
  runId: 70,
  started: Date.UTC(2026, 10, 22, 21, 5, 9),
  taskKey: "optimize",
  taskRunId: 71,
  attempt: 2,
  parameters: { table: "gold.t", "with-dash": "x" },
  workspaceId: "123",
  url: "http://127.0.0.1:1",
};

describe("dynamic value references", () => {
  test.each([
    ["OPTIMIZE {{job.parameters.table}}", "OPTIMIZE gold.t"],
    ["{{ job.parameters.with-dash }}{{job.parameters.[table]}}", "xgold.t"],
    ["{{job.id}}/{{job.run_id}}/{{task.run_id}}/{{task.name}}", "7/70/71/optimize"],
    ["{{job.start_time.iso_date}} {{job.start_time.year}}", "2026-11-22 2026"],
    ["{{job.start_time.is_weekday}} {{job.start_time.iso_weekday}}", "false 7"],
    ["attempt {{task.execution_count}} of {{job.name}}", "attempt 2 of weekly"],
    ["{{run_id}} {{parent_run_id}} {{start_date}}", "71 70 2026-11-22"],
    ["no braces { } at all", "no braces { } at all"],
  ])("%s", (text, expected) => {
    expect(resolveReferences(text, CONTEXT)).toBe(expected);
  });

  test.each(["job.parameters.tabel", "job.parameters.constructor", "constructor"])(
    "one that means nothing is named: %s",
    (name) => {
      expect(() => resolveReferences(`a {{${name}}}`, CONTEXT)).toThrow(
        `The reference {{${name}}} cannot be resolved.`,
      );
    },
  );
});
