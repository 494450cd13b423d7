import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reporter } from "../../../sandbox/report.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What is written when progress is told every two seconds of 150 s, between two lines. */
function written(channel: { isTTY?: boolean; columns?: number }): readonly string[] {
  const texts: string[] = [];
  const report = reporter({ ...channel, write: (text) => texts.push(text) }, "  ");
  report("begins");
  for (let second = 2; second <= 150; second += 2) {
    vi.advanceTimersByTime(2_000);
    report(`${second} s of work`, "progress");
  }
  report("ended");
  return texts;
}

test("a file gets one line of progress a minute", () => {
  expect(written({})).toEqual(["  begins\n", "  60 s of work\n", "  120 s of work\n", "  ended\n"]);
});

test("a terminal gets one line that is rewritten, and never a wrapped one", () => {
  const texts = written({ isTTY: true, columns: 10 });
  expect(texts).toHaveLength(77);
  expect(texts.slice(0, 2)).toEqual(["\r\u001B[K  begins\n", "\r\u001B[K  2 s of "]);
  expect(texts.at(-1)).toBe("\r\u001B[K  ended\n");
});
