import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StatementLog, type StatementRecord } from "../../../../sandbox/sql/log.ts";

let file: string;

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), "log-")), "statements.jsonl");
});
afterEach(() => {
  rmSync(dirname(file), { recursive: true });
});

const record = (seq: number, state: StatementRecord["state"]): StatementRecord => ({
  seq,
  statement_id: `s${seq}`,
  statement: "x".repeat(1_000),
  warehouse_id: "",
  source: "api",
  state,
  started: seq,
});

test("what memory has no room for is read from the file, as it ended", () => {
  // Room for two, and for one once it was full.
  const log = new StatementLog(file, 3_500);
  for (let seq = 1; seq <= 5; seq += 1) {
    expect(log.next()).toBe(seq);
    log.put(record(seq, "RUNNING"));
  }
  for (const seq of [1, 5, 2, 3]) log.put(record(seq, "SUCCEEDED"));
  const states = (after: number, from = log): readonly string[] =>
    from.since(after).map(({ seq, state }) => `${seq} ${state}`);
  expect(states(0)).toEqual(["1 SUCCEEDED", "2 SUCCEEDED", "3 SUCCEEDED", "4 RUNNING", "5 SUCCEEDED"]);
  expect(states(3)).toEqual(["4 RUNNING", "5 SUCCEEDED"]);
  expect(states(5)).toEqual([]);

  const after = new StatementLog(file, 3_500);
  expect(after.next()).toBe(6);
  expect(states(2, after)).toEqual(["3 SUCCEEDED", "4 FAILED", "5 SUCCEEDED"]);
  after.put(record(6, "RUNNING"));
  expect(states(3, after)).toEqual(["4 FAILED", "5 SUCCEEDED", "6 RUNNING"]);
});

test("opens a log of more statements than fit on an argument list", () => {
  const lines = Array.from({ length: 130_000 }, (_, at) => {
    return JSON.stringify({ ...record(at + 1, "SUCCEEDED"), statement: "é" });
  });
  writeFileSync(file, `${lines.join("\n")}\n`);
  const log = new StatementLog(file);
  expect(log.next()).toBe(130_001);
  expect(log.since(129_999)).toMatchObject([{ seq: 130_000, statement: "é" }]);
  expect(log.since(0)).toHaveLength(130_000);
}, 60_000);
