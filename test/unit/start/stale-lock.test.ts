import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLockedByTheDead } from "../../../dev/start/stale-lock.ts";

let state: string;
const ended = spawnSync(process.execPath, ["--version"]).pid;

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "state-"));
});
afterEach(() => {
  rmSync(state, { recursive: true });
});

function lock(name: string, by: { pid: number; hostname: string }): void {
  const directory = join(state, ".pulumi", "locks", "organization", "project", "sandbox");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, name), JSON.stringify(by));
}

test("a state without a lock is not locked by the dead", () => {
  expect(isLockedByTheDead(state, "sandbox")).toBe(false);
});

test("a lock whose process has ended is a dead one's", () => {
  lock("a.json", { pid: ended, hostname: hostname() });
  expect(isLockedByTheDead(state, "sandbox")).toBe(true);
  expect(isLockedByTheDead(state, "other")).toBe(false);
});

test("a lock of a running process, or of another machine, is left alone", () => {
  lock("a.json", { pid: ended, hostname: hostname() });
  lock("b.json", { pid: process.pid, hostname: hostname() });
  expect(isLockedByTheDead(state, "sandbox")).toBe(false);
  lock("b.json", { pid: ended, hostname: "elsewhere" });
  expect(isLockedByTheDead(state, "sandbox")).toBe(false);
});
