import { expect, test } from "vitest";
import { countRun } from "../../runner/count.ts";
import { withNeeds } from "../../runner/steps.ts";

const file = (status: string, ...tests: readonly string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

test("counts each test", () => {
  expect(
    countRun(0, { testResults: [file("passed", "passed", "passed"), file("passed", "passed")] }),
  ).toEqual({
    passed: 3,
    failed: 0,
  });
});

test("counts a failed test", () => {
  expect(countRun(1, { testResults: [file("failed", "passed", "failed")] })).toEqual({
    passed: 1,
    failed: 1,
  });
});

test("counts a test that did not run as failed", () => {
  expect(countRun(1, { testResults: [file("failed", "failed", "skipped", "pending")] })).toEqual({
    passed: 0,
    failed: 3,
    note: "2 did not run in a.test.ts",
  });
});

test("counts a file that does not load", () => {
  expect(countRun(1, { testResults: [file("failed"), file("passed", "passed")] })).toEqual({
    passed: 1,
    failed: 1,
    note: "a.test.ts failed outside its tests",
  });
});

test("counts an error outside every test", () => {
  expect(countRun(1, { testResults: [file("passed", "passed")] })).toEqual({
    passed: 1,
    failed: 1,
    note: "an error outside every test",
  });
});

test("counts a run without tests, and one without a report, as failed", () => {
  expect(countRun(0, { testResults: [] })).toEqual({ passed: 0, failed: 1, note: "no tests were found" });
  expect(countRun(137, undefined)).toEqual({
    passed: 0,
    failed: 1,
    note: "vitest ended with 137 and without a report",
  });
});

test("runs what a step needs before it", () => {
  expect(withNeeds(["scenario", "types"])).toEqual(["types", "setup", "toolchain", "scenario"]);
});
