import { describe, expect, test } from "vitest";
import { runResult, verdict } from "../../../../sandbox/jobs/run-if.ts";
import type { Result, RunIf } from "../../../../sandbox/jobs/types.ts";

const OK: Result = "SUCCESS";
const BAD: Result = "FAILED";

describe("run_if", () => {
  test.each<[RunIf, readonly Result[], string]>([
    ["ALL_SUCCESS", [], "RUN"],
    ["ALL_SUCCESS", [OK, OK], "RUN"],
    ["ALL_SUCCESS", [OK, BAD], "UPSTREAM_FAILED"],
    ["ALL_SUCCESS", [OK, "TIMEDOUT"], "UPSTREAM_FAILED"],
    ["ALL_SUCCESS", [OK, "UPSTREAM_FAILED"], "UPSTREAM_FAILED"],
    ["ALL_SUCCESS", [OK, "CANCELED"], "UPSTREAM_CANCELED"],
    ["ALL_SUCCESS", [OK, "EXCLUDED"], "RUN"],
    ["AT_LEAST_ONE_SUCCESS", [OK, BAD], "RUN"],
    ["AT_LEAST_ONE_SUCCESS", [BAD, BAD], "UPSTREAM_FAILED"],
    ["NONE_FAILED", [OK, "EXCLUDED"], "RUN"],
    ["NONE_FAILED", [OK, BAD], "UPSTREAM_FAILED"],
    ["ALL_DONE", [BAD, BAD], "RUN"],
    ["ALL_DONE", [OK, "UPSTREAM_FAILED"], "RUN"],
    ["AT_LEAST_ONE_FAILED", [OK, BAD], "RUN"],
    ["AT_LEAST_ONE_FAILED", [OK, OK], "EXCLUDED"],
    ["ALL_FAILED", [BAD, BAD], "RUN"],
    ["ALL_FAILED", [OK, BAD], "EXCLUDED"],
    ["ALL_DONE", ["EXCLUDED", "EXCLUDED"], "EXCLUDED"],
  ])("%s after %j: %s", (condition, results, expected) => {
    expect(verdict(condition, results)).toBe(expected);
  });
});

describe("the result of a run is that of its leaves", () => {
  test.each<[string, readonly [Result, boolean][], string]>([
    [
      "all succeed",
      [
        [OK, false],
        [OK, true],
      ],
      "SUCCESS",
    ],
    [
      "a leaf fails",
      [
        [OK, false],
        [BAD, true],
        [OK, true],
      ],
      "FAILED",
    ],
    [
      "a failure is taken care of",
      [
        [BAD, false],
        [OK, true],
      ],
      "SUCCESS_WITH_FAILURES",
    ],
    [
      "nothing was to be taken care of",
      [
        [OK, false],
        ["EXCLUDED", true],
      ],
      "SUCCESS",
    ],
    [
      "a leaf did not run for a failure above",
      [
        [BAD, false],
        ["UPSTREAM_FAILED", true],
      ],
      "FAILED",
    ],
  ])("%s", (_name, tasks, expected) => {
    expect(runResult(tasks.map(([result, isLeaf]) => ({ result, isLeaf })))).toBe(expected);
  });
});
