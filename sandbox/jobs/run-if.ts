import type { Result, RunIf } from "./types.ts";

/** Whether a task runs once all it depends on has ended, and if not, what becomes of it. */
export type Verdict = "RUN" | "UPSTREAM_FAILED" | "UPSTREAM_CANCELED" | "EXCLUDED";

/** Conditions that wait for a failure: not met means there was nothing to handle, which is no failure. */
const HANDLES_FAILURE: ReadonlySet<RunIf> = new Set(["AT_LEAST_ONE_FAILED", "ALL_FAILED"]);

/**
 * @param results of the tasks it depends on, all ended. An excluded task counts as successful, but a task
 * all of whose dependencies were excluded is excluded itself, whatever its condition.
 */
export function verdict(condition: RunIf, results: readonly Result[]): Verdict {
  if (results.length === 0) return "RUN";
  if (results.every((result) => result === "EXCLUDED")) return "EXCLUDED";
  const failed = results.filter(isFailure).length;
  if (isMet(condition, failed, results.length)) return "RUN";
  if (HANDLES_FAILURE.has(condition)) return "EXCLUDED";
  const canceled = results.some((result) => result === "CANCELED" || result === "UPSTREAM_CANCELED");
  return canceled ? "UPSTREAM_CANCELED" : "UPSTREAM_FAILED";
}

function isMet(condition: RunIf, failed: number, of: number): boolean {
  switch (condition) {
    case "ALL_SUCCESS":
    case "NONE_FAILED":
      return failed === 0;
    case "AT_LEAST_ONE_SUCCESS":
      return failed < of;
    case "ALL_DONE":
      return true;
    case "AT_LEAST_ONE_FAILED":
      return failed > 0;
    case "ALL_FAILED":
      return failed === of;
  }
}

function isFailure(result: Result): boolean {
  return result !== "SUCCESS" && result !== "SUCCESS_WITH_FAILURES" && result !== "EXCLUDED";
}

/**
 * The result of a run: its leaves decide. A failure that a later task took care of leaves the run a success
 * with failures.
 */
export function runResult(
  tasks: readonly { readonly result: Result; readonly isLeaf: boolean }[],
): "SUCCESS" | "SUCCESS_WITH_FAILURES" | "FAILED" {
  if (tasks.some(({ result, isLeaf }) => isLeaf && isFailure(result))) return "FAILED";
  return tasks.some(({ result }) => isFailure(result)) ? "SUCCESS_WITH_FAILURES" : "SUCCESS";
}
