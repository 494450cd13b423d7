import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { countingPackages, duration } from "../../../dev/toolchain/progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("tells how far a build is", () => {
  const lines: string[] = [];
  const progress = countingPackages(10_000).start("pulumi (1 of 3)", (line) => lines.push(line));
  progress.compiled("go: downloading example.org/a v1.0.0");
  vi.advanceTimersByTime(10_000);
  progress.expect(["a", "b"]);
  progress.compiled("a");
  vi.advanceTimersByTime(10_000);
  progress.compiled("b");
  vi.advanceTimersByTime(60_000);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  expect(lines).toEqual([
    "Building pulumi (1 of 3) …",
    "Building pulumi (1 of 3): fetching modules, 10 s",
    "Building pulumi (1 of 3): 1 of 2 packages, 20 s",
    ...[30, 40, 50].map((seconds) => `Building pulumi (1 of 3): linking, ${seconds} s`),
    "Building pulumi (1 of 3): linking, 1 min 0 s",
    "Building pulumi (1 of 3): linking, 1 min 10 s",
    "Building pulumi (1 of 3): linking, 1 min 20 s",
    "Built pulumi (1 of 3) in 1 min 20 s",
  ]);
});

test("counts what an earlier program of the same build compiled", () => {
  const lines: string[] = [];
  const counter = countingPackages(10_000);
  const first = counter.start("first", () => undefined);
  first.compiled("shared");
  first.stop();
  const second = counter.start("second", (line) => lines.push(line));
  second.expect(["shared", "own", "main"]);
  vi.advanceTimersByTime(10_000);
  second.stop();
  expect(lines[1]).toBe("Building second: 1 of 3 packages, 10 s");
});

test("writes durations as people do", () => {
  expect([400, 59_400, 61_000, 754_000].map(duration)).toEqual(["0 s", "59 s", "1 min 1 s", "12 min 34 s"]);
});
