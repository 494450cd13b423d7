import { describe, expect, test } from "vitest";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import { inputs, mark, usePlugin } from "./plugin-under-test.ts";

const plugin = usePlugin();

const columns = { id: { position: 0, type: "INT" } };
const own: Values = { ...inputs, columns };
const applied: Values = { ...own, status: "applied" };
const CREATE =
  "CREATE TABLE IF NOT EXISTS `dev`.`gold`.`t` (`id` INT) USING DELTA TBLPROPERTIES ('a' = '1', 'lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.t')";

const statements = () =>
  plugin.workspace.received
    .filter(({ method, path }) => method === "POST" && path === "/api/2.0/sql/statements")
    .map(({ body }) => (body as { statement: string }).statement);

const appear = () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
};
const onStatement = "POST /api/2.0/sql/statements";
const succeeded = { statement_id: "s1", status: { state: "SUCCEEDED" } };

describe("a table with columns that does not exist", () => {
  test("is told to be created in a preview", async () => {
    const { properties } = await plugin.create(own, { preview: true });
    expect(properties).toEqual(applied);
    expect(plugin.said()).toEqual([`will run 1 statement:\n  ${CREATE}`]);
    expect(statements()).toEqual([]);
  });

  test("is created, read back, and done", async () => {
    plugin.workspace.faults.push({ on: onStatement, effect: appear, body: succeeded });
    expect((await plugin.create(own)).properties).toEqual(applied);
    expect(statements()).toEqual([CREATE]);
  });

  test("whose creation nobody answered is looked for before anything is sent again", async () => {
    plugin.workspace.faults.push({ on: onStatement, effect: appear, reset: true });
    expect((await plugin.create(own)).properties).toEqual(applied);
    expect(statements()).toEqual([CREATE]);
  });

  test("that somebody created meanwhile is compared as any other", async () => {
    plugin.workspace.faults.push({
      on: onStatement,
      effect: () => {
        plugin.workspace.tables.set("dev.gold.t", {
          properties: { a: "1" },
          columns: [{ name: "id", type_text: "string", nullable: true }],
        });
      },
      body: succeeded,
    });
    await expect(plugin.create(own)).rejects.toMatchObject({
      details: expect.stringContaining('column "id" is STRING and declared INT') as string,
    });
  });

  test("and went missing is created again", async () => {
    const { inputs: kept, state } = await plugin.read("dev.gold.t", { inputs: own, state: applied });
    expect(state).toEqual({ ...own, status: "deleted" });
    expect(kept).toEqual(own);
    const { detailed } = await plugin.diff({ ...own, status: "deleted" }, own);
    expect(detailed).toEqual({ status: 4 });
    await plugin.update({ ...own, status: "deleted" }, own, { preview: true });
    expect(plugin.said()).toEqual([
      "dev.gold.t was deleted with its rows, and is created again, empty. To have the rows back, run this before the up, within 7 days where nobody chose otherwise: UNDROP TABLE `dev`.`gold`.`t`",
      expect.stringMatching(/^will run 1 statement:\n {2}CREATE TABLE/) as string,
    ]);
  });
});

test("a difference is named by column and field", async () => {
  const { detailed } = await plugin.diff(applied, {
    ...own,
    columns: { id: { position: 0, type: "BIGINT" } },
  });
  expect(detailed).toEqual({ 'columns["id"].type': 4 });
});

test("a deleted resource says whose the table is now, and takes the mark off only", async () => {
  appear();
  await plugin.remove({ inputs: own, state: applied });
  expect(plugin.said()).toEqual([
    "dev.gold.t stays as it is, with its columns and rows, and is no longer managed. To drop it is left to you.",
  ]);
  expect(statements()).toEqual([
    "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')",
  ]);
});
