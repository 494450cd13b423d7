import { beforeEach, describe, expect, test } from "vitest";
import { TableLayoutResource } from "../../../src/provider/table-layout/table-layout.ts";
import { MaterializedViewResource } from "../../../src/provider/materialized-view/materialized-view.ts";
import { Claims } from "../../../src/provider/claims.ts";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import type { LiveTable } from "../../../src/databricks/tables.ts";
import { inputs, mark, outputs, URN } from "./plugin-under-test.ts";

/** Who holds a table, and what stands in its place; SQL is not parsed, what it does is proved on the real engine. */
let live: Record<string, Partial<LiveTable>>;
let sent: string[];
let said: string[];
let layouts: TableLayoutResource;
let views: MaterializedViewResource;

const RENAMED = URN.replace("gold.t", "renamed");
const VIEW = "urn:pulumi:dev::kineo::lakewright:index:MaterializedView::gold.t";
const UNSET = "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('a', 'lakewright.managedBy')";
const console = {
  info: (message: string) => Promise.resolve(void said.push(message)),
  warn: (message: string) => Promise.resolve(void said.push(`warning: ${message}`)),
};
const unsets: Values = { ...inputs, onRemoval: "unset" };
const state: Values = { ...outputs, onRemoval: "unset" };
const remove = () => layouts.delete({ urn: URN, inputs: unsets, state, console });
const update = (news: Values, { preview = false, olds = state } = {}) =>
  layouts.update({ urn: URN, console, preview, olds, oldInputs: unsets, news });

beforeEach(() => {
  live = { "dev.gold.t": { properties: { a: "1", ...mark } } };
  sent = [];
  said = [];
  const claims = new Claims();
  const workspace = () => ({
    findTable: (table: string) => {
      const found = live[table.toLowerCase()];
      const empty = { table, format: "DELTA", properties: {}, partitionedBy: [], columns: [] };
      return Promise.resolve(found === undefined ? undefined : { ...empty, ...found });
    },
    findTags: () => Promise.resolve({}),
    missingPlace: () => Promise.resolve(undefined),
    run: ({ sql }: { readonly sql: string }) => {
      sent.push(sql);
      return Promise.resolve({ columns: [], rows: [] });
    },
    sleep: () => Promise.resolve(),
  });
  layouts = new TableLayoutResource(workspace, claims);
  views = new MaterializedViewResource(workspace, claims);
});

describe("two resources of one stack", () => {
  test("are refused on one table, in whatever order the engine checks and creates them", async () => {
    expect(layouts.check(inputs, URN).failures).toEqual([]);
    const { failures } = layouts.check({ ...inputs, table: "Dev.gold.T" }, RENAMED);
    expect(failures.map(({ property }) => property)).toEqual(["table"]);
    const twice = 'is declared by the resource "renamed" of this stack as well. Nothing was sent';
    for (const preview of [true, false]) {
      await expect(layouts.create({ urn: URN, console, preview, inputs })).rejects.toThrow(twice);
    }
    expect(sent).toEqual([]);
  });

  test("are refused where one is a table and one a view", () => {
    layouts.check(inputs, URN);
    const view: Values = { view: "dev.gold.t", query: "SELECT 1 AS one", warehouseId: "w" };
    expect(views.check(view, VIEW).failures).toEqual([
      { property: "view", reason: expect.stringContaining('the resource "gold.t"') as string },
    ]);
  });
});

describe("a resource that goes", () => {
  test("takes nothing away from a table that another one of this run declares", async () => {
    layouts.check({ ...inputs, table: "dev.GOLD.t" }, RENAMED);
    await remove();
    expect(sent).toEqual([]);
    expect(said).toEqual(['dev.gold.t keeps its layout, which the resource "renamed" manages.']);
  });

  test("takes nothing away where it is only made anew", async () => {
    layouts.check(inputs, URN);
    await remove();
    expect(sent).toEqual([]);
  });

  test("takes away what it set under a former name", async () => {
    live["dev.gold.t"] = { properties: { a: "1", "lakewright.managedBy": "kineo/dev/former on dev.gold.t" } };
    await remove();
    expect(sent).toEqual([UNSET]);
  });

  test.each<[string, Partial<LiveTable> | undefined, string]>([
    ["a view", { type: "VIEW" }, "dev.gold.t is a view by now; nothing is sent."],
    ["Iceberg", { format: "ICEBERG" }, "dev.gold.t is an Iceberg table by now; nothing is sent."],
    ["gone", undefined, "dev.gold.t does not exist any more; nothing is sent."],
    [
      "another stack's",
      { properties: { "lakewright.managedBy": "b/prod/t on dev.gold.t" } },
      "dev.gold.t is managed by the stack b/prod by now; nothing is sent.",
    ],
  ])("leaves alone what is %s by now, and says so", async (_, found, note) => {
    live = found === undefined ? {} : { "dev.gold.t": found };
    await remove();
    expect([sent, said]).toEqual([[], [note]]);
  });

  test("leaves alone what was never there", async () => {
    await layouts.delete({ urn: URN, inputs: unsets, state: { ...state, status: "waiting" }, console });
    expect([sent, said]).toEqual([[], ["dev.gold.t got no layout from this stack; nothing is sent."]]);
  });
});

describe("a table that moves", () => {
  const moved: Values = { ...unsets, table: "dev.gold.u" };

  test("shows in its preview what its up sends to the one before", async () => {
    live["dev.gold.u"] = { properties: { a: "1" } };
    await update(moved, { preview: true });
    expect(said[0]).toBe(
      `will run 1 statement:\n  ${UNSET}\n` +
        "dev.gold.t loses what this stack set on it. This resource is dev.gold.u's layout from now on.",
    );
    expect(sent).toEqual([]);
    await update(moved);
    expect(sent[0]).toBe(UNSET);
  });

  test("says in both that nothing is sent to what another resource declares, or to what became a view", async () => {
    live = { "dev.gold.t": { type: "VIEW" }, "dev.gold.u": {} };
    const became =
      "dev.gold.t is a view by now; nothing is sent. This resource is dev.gold.u's layout from now on.";
    await update(moved, { preview: true });
    await update(moved);
    expect([said[0], said[2]]).toEqual([became, became]);
    layouts.check(inputs, RENAMED);
    await update(moved);
    expect(said.at(-1)).toContain('dev.gold.t keeps its layout, which the resource "renamed" manages.');
    expect(sent.filter((sql) => sql.includes("`t`"))).toEqual([]);
  });

  test("does not where only the letters are others: nothing differs, and what follows is the same table's", async () => {
    const shouted: Values = { ...unsets, table: "DEV.Gold.T" };
    const diff = (news: Values) => layouts.diff({ olds: state, oldInputs: unsets, news, console });
    expect(await diff(shouted)).toEqual({});
    await update({ ...shouted, properties: {} });
    expect(sent).toEqual(["ALTER TABLE `DEV`.`Gold`.`T` UNSET TBLPROPERTIES IF EXISTS ('a')"]);
    expect(said).toEqual([]);
  });
});

describe("what stands in a table's place", () => {
  beforeEach(() => {
    live = { "dev.gold.t": { type: "STREAMING_TABLE" } };
  });

  test("is warned of by a refresh, which leaves the state as recorded", async () => {
    const read = await layouts.read({ id: "dev.gold.t", inputs, state: outputs, console });
    expect(read).toEqual({ id: "dev.gold.t", inputs, state: outputs });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^warning: dev\.gold\.t is a streaming table; .* It counts as it was recorded\.$/,
    );
  });

  test("keeps a layout waiting, and stops no other resource's diff", async () => {
    const waiting = { ...outputs, status: "waiting" };
    expect(await layouts.diff({ olds: waiting, oldInputs: inputs, news: inputs, console })).toEqual({});
    expect(said[0]).toMatch(/^warning: dev\.gold\.t is a streaming table; .* Its layout waits\.$/);
    const imported: Values = { table: "dev.gold.t", properties: {}, status: "applied" };
    const news: Values = { ...inputs, properties: {}, tags: { team: "bi" } };
    expect(await layouts.diff({ olds: imported, oldInputs: {}, news, console })).toEqual({
      'tags["team"]': "add",
    });
  });

  test("fails what would change it, and its import, by name", async () => {
    const refused = "dev.gold.t is a streaming table; a TableLayout is for Delta tables.";
    for (const preview of [true, false]) {
      await expect(layouts.create({ urn: URN, console, preview, inputs })).rejects.toThrow(refused);
      await expect(update({ ...inputs, comment: "c" }, { preview })).rejects.toThrow(refused);
    }
    await expect(layouts.read({ id: "dev.gold.t", inputs: {}, state: {}, console })).rejects.toThrow(refused);
    expect(sent).toEqual([]);
  });
});

describe("a materialized view", () => {
  const declared: Values = {
    view: "dev.gold.t",
    query: "SELECT 1 AS one",
    warehouseId: "w",
    onRemoval: "drop",
  };
  const recorded: Values = { ...declared, status: "applied", definition: "SELECT 1 AS one" };
  const found = (by: string) => ({
    type: "MATERIALIZED_VIEW",
    definition: "SELECT 1 AS one",
    properties: { "lakewright.managedBy": `kineo/dev/${by} on dev.gold.t` },
  });
  const dropped = "DROP MATERIALIZED VIEW IF EXISTS `dev`.`gold`.`t`";
  const drop = () => views.delete({ urn: VIEW, inputs: declared, state: recorded, console });

  test("that is renamed is not dropped with its old name", async () => {
    live = { "dev.gold.t": found("gold.t") };
    views.check(declared, VIEW.replace("gold.t", "renamed"));
    await drop();
    expect([sent, said]).toEqual([[], ['dev.gold.t stays as it is; the resource "renamed" manages it.']]);
  });

  test("is dropped under a former name, and not where it became a table", async () => {
    live = { "dev.gold.t": found("former") };
    await drop();
    expect(sent).toEqual([dropped]);
    live = { "dev.gold.t": {} };
    await drop();
    expect(sent).toHaveLength(1);
    expect(said.at(-1)).toBe("dev.gold.t is a Delta table by now; nothing is sent.");
  });

  test("that became a table is warned of by a refresh, and counts as recorded", async () => {
    live = { "dev.gold.t": {} };
    const read = await views.read({ id: "dev.gold.t", inputs: declared, state: recorded, console });
    expect(read?.state).toEqual(recorded);
    expect(said[0]).toMatch(/^warning: dev\.gold\.t is a Delta table; .* It counts as it was recorded\.$/);
  });

  test("that goes by another name shows in its preview that the one before is dropped", async () => {
    live = { "dev.gold.t": found("gold.t") };
    const news: Values = { ...declared, view: "dev.gold.w" };
    const request = { urn: VIEW, console, olds: recorded, oldInputs: declared, news };
    await views.update({ ...request, preview: true });
    expect(said[0]).toBe(
      `will run 1 statement:\n  ${dropped}\ndev.gold.t is dropped; its sources keep their rows. This resource is dev.gold.w from now on.`,
    );
    expect(sent).toEqual([]);
  });
});
