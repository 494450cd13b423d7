import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Store } from "../../../sandbox/store.ts";

const SCRATCH = join(import.meta.dirname, "..", "..", "..", ".sandbox", "test", "unit");

describe("the store of the sandbox", () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(SCRATCH, { recursive: true });
    folder = mkdtempSync(join(SCRATCH, "store-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("another process finds what was put, under any id", () => {
    const ids = ["w1", "sql/warehouses/w1", "dev.gold.t", "%2F", "ü"];
    const first = new Store(folder).collection<{ id: string }>("things");
    for (const id of ids) first.put(id, { id });
    const second = new Store(folder).collection<{ id: string }>("things");
    expect(ids.map((id) => second.get(id))).toEqual(ids.map((id) => ({ id })));
  });

  test("what was deleted stays deleted", () => {
    const things = new Store(folder).collection<number>("things");
    things.put("a", 1);
    expect(things.delete("a")).toBe(true);
    expect(things.delete("a")).toBe(false);
    expect(new Store(folder).collection("things").list()).toEqual([]);
  });

  test("a write that was cut off leaves the object as it was, and no trace", () => {
    new Store(folder).collection<string>("things").put("a", "whole");
    writeFileSync(join(folder, "things", "a.json.new"), '"ha');
    expect(new Store(folder).collection("things").get("a")).toBe("whole");
    expect(readdirSync(join(folder, "things"))).toEqual(["a.json"]);
  });

  test("an object that cannot be read stops the start and names its file", () => {
    new Store(folder).collection<string>("things").put("a", "x");
    writeFileSync(join(folder, "things", "a.json"), "{");
    expect(() => new Store(folder).collection("things")).toThrow(/things\/a\.json cannot be read/);
  });

  test("a sequence never gives a number twice, not after a delete and not after a restart", () => {
    const store = new Store(folder);
    expect([store.next("jobs"), store.next("jobs"), store.next("runs")]).toEqual([1, 2, 1]);
    expect(new Store(folder).next("jobs")).toBe(3);
  });

  test("ids are listed with their digits counted as numbers", () => {
    const things = new Store(folder).collection<string>("things");
    for (const id of ["10", "9", "b", "100"]) things.put(id, id);
    expect(things.list()).toEqual(["9", "10", "100", "b"]);
  });
});
