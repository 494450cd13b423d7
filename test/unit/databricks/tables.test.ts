import { afterEach, beforeEach, expect, test } from "vitest";
import { plainToken } from "../../../src/databricks/access.ts";
import { Connection } from "../../../src/databricks/connection.ts";
import { Tables } from "../../../src/databricks/tables.ts";
import { FakeWorkspace } from "../provider/fake-workspace.ts";

let workspace: FakeWorkspace;
let connection: Connection;
let now = 0;
const clock = { now: () => now, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)) };

beforeEach(async () => {
  workspace = new FakeWorkspace();
  now = 0;
  connection = new Connection({ access: plainToken(await workspace.start(), "t") });
  for (const schema of ["gold", "silver"]) {
    for (let at = 0; at < 5; at += 1) {
      workspace.tables.set(`dev.${schema}.t${at}`, { properties: { at: `${schema}${at}` } });
    }
  }
});

afterEach(async () => {
  await workspace.stop();
});

const asked = () => workspace.received.map(({ path }) => path.replace("/api/2.1/unity-catalog/tables", ""));

test("one or two tables are asked for one by one", async () => {
  const tables = new Tables(connection, clock);
  const [first, second] = await Promise.all([tables.find("dev.gold.t0"), tables.find("dev.gold.t1")]);
  expect([first?.properties, second?.properties]).toEqual([{ at: "gold0" }, { at: "gold1" }]);
  expect(asked().sort()).toEqual(["/dev.gold.t0", "/dev.gold.t1"]);
});

test("many tables come from one list a schema, page by page, and so do those asked for later", async () => {
  const tables = new Tables(connection, clock);
  const names = [...workspace.tables.keys(), "dev.gold.missing"];
  const found = await Promise.all(names.map((name) => tables.find(name)));
  expect(found.map((table) => table?.properties["at"])).toEqual([
    ...[0, 1, 2, 3, 4].map((at) => `gold${at}`),
    ...[0, 1, 2, 3, 4].map((at) => `silver${at}`),
    undefined,
  ]);
  expect((await tables.find("dev.gold.T3"))?.properties).toEqual({ at: "gold3" });
  // Five tables, two a page.
  expect(asked().filter((path) => path.includes("schema_name=gold"))).toHaveLength(3);
  expect(asked()).toHaveLength(6);
});

test("few at a time are asked for alone until they are many", async () => {
  const tables = new Tables(connection, clock);
  for (const at of [0, 1, 0, 2, 3, 4]) {
    expect((await tables.find(`dev.gold.t${at}`))?.properties).toEqual({ at: `gold${at}` });
  }
  const [first, second, again, ...lists] = asked();
  expect([first, second, again]).toEqual(["/dev.gold.t0", "/dev.gold.t1", "/dev.gold.t0"]);
  // Five tables, two a page.
  expect(lists.filter((path) => path.startsWith("?catalog_name=dev&schema_name=gold"))).toHaveLength(3);
  expect(lists).toHaveLength(3);
});

test("a schema in other letters is the same schema, answered from the same list", async () => {
  const tables = new Tables(connection, clock);
  await Promise.all([0, 1, 2].map((at) => tables.find(`dev.gold.t${at}`)));
  const requests = asked().length;
  expect((await tables.find("Dev.GOLD.T4"))?.properties).toEqual({ at: "gold4" });
  expect(asked()).toHaveLength(requests);
});

test("a list is believed for half a minute", async () => {
  const tables = new Tables(connection, clock);
  const all = () => Promise.all([0, 1, 2].map((at) => tables.find(`dev.gold.t${at}`)));
  await all();
  workspace.tables.set("dev.gold.t0", { properties: { at: "changed" } });
  now = 29_999;
  expect((await all())[0]?.properties).toEqual({ at: "gold0" });
  now = 30_000;
  expect((await all())[0]?.properties).toEqual({ at: "changed" });
});

test("a schema that does not exist holds no table, and a list that fails fails every question", async () => {
  const tables = new Tables(connection, clock);
  const missing = { on: "GET", status: 404, body: { error_code: "SCHEMA_DOES_NOT_EXIST", message: "no" } };
  workspace.faults.push(missing);
  expect(await Promise.all([0, 1, 2].map((at) => tables.find(`dev.bronze.t${at}`)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  workspace.faults.push({ on: "GET", status: 403, body: { error_code: "PERMISSION_DENIED", message: "no" } });
  const failed = await Promise.allSettled([0, 1, 2].map((at) => tables.find(`dev.gold.t${at}`)));
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
});
