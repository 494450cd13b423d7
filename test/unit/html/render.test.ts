import { expect, test } from "vitest";
import { computeSection } from "../../../src/html/compute.ts";
import { itemsSection } from "../../../src/html/items.ts";
import type { ComputeRow, Item, ItemField, TableRow } from "../../../src/html/model.ts";
import { tablesSection } from "../../../src/html/tables.ts";

const item = (field: Partial<ItemField>, more: Partial<Item> = {}): Item => ({
  ...{ tone: "warn", group: "changed outside", what: "job", where: "nightly", facts: [], code: [] },
  fields: [{ field: "f", ...field }],
  ...more,
});
const list = (...items: readonly Item[]) => {
  const { body } = itemsSection({ heading: "Drift", none: "", sides: ["declared", "live"], items });
  return body.text.replaceAll(/\s+/g, " ");
};

test("a schedule is said in words, with itself as its title", () => {
  expect(list(item({ from: "0 0 3 ? * SUN (America/New_York)", to: "0 0/5 * * * ?" }))).toContain(
    '<del><span title="0 0 3 ? * SUN (America/New_York)">Sundays 03:00 New York</span></del> <small>live</small> <ins>0 0/5 * * * ?</ins>',
  );
  expect(list(item({ to: "0 0 3 ? * SUN (UTC), paused" }))).toContain(">Sundays 03:00 UTC, paused<");
});

test("schedules that the words would not tell apart are shown as they are", () => {
  const text = list(item({ from: "0 0 3 ? * SUN (America/New_York)", to: "0 0 3 ? * SUN (US/New_York)" }));
  expect(text).toContain("<del>0 0 3 ? * SUN (America/New_York)</del>");
  expect(text).toContain("<ins>0 0 3 ? * SUN (US/New_York)</ins>");
});

test("SQL is a diff, whose like lines far from what differs are counted", () => {
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
  const text = list(
    item({ from: [...lines, "count(*)"].join("\n"), to: [...lines, "count(<b>)"].join("\n") }),
  );
  expect(text).toContain(
    '<pre class="diff"><small>17 lines that are alike</small><span>line 17</span><span>line 18</span><span>line 19</span><del>count(<mark>*</mark>)</del><ins>count(<mark>&lt;b&gt;</mark>)</ins></pre>',
  );
});

test("a text that only one side has is all of the diff", () => {
  expect(list(item({ to: "SELECT 1\nFROM t" }))).toContain("<ins>SELECT 1</ins><ins>FROM t</ins></pre>");
});

test("what there is one of is no filter", () => {
  const [one, other] = [item({}), item({}, { group: "deleted" })];
  const shows = (text: string) => [text.includes("<form"), text.match(/name="group"/g)?.length ?? 0];
  expect(shows(list(one))).toEqual([false, 0]);
  expect(shows(list(one, one))).toEqual([true, 0]);
  expect(shows(list(one, one, other))).toEqual([true, 2]);
});

test("tables are filtered by marks where some have them and others have not", () => {
  const table = (name: string, marked: boolean): TableRow => ({
    ...{ name, layout: [], maintenance: { kind: "table" } },
    marks: marked ? [{ tone: "warn", text: "deleted" }] : [],
  });
  const shows = (...tables: readonly TableRow[]) => {
    const { text } = tablesSection({ tables, maintenanceNote: "" }).body;
    return [text.includes("<form"), text.includes('name="marked"')];
  };
  expect(shows(table("a.b", true))).toEqual([false, false]);
  expect(shows(table("a.b", true), table("a.c", true))).toEqual([true, false]);
  expect(shows(table("a.b", false), table("a.c", false))).toEqual([true, false]);
  expect(shows(table("a.b", true), table("a.c", false))).toEqual([true, true]);
});

test("costs have bars under an axis where there are several to compare", () => {
  const row = (perHour: ComputeRow["perHour"]): ComputeRow => ({
    ...{ name: "cluster", detail: "" },
    ...(perHour === undefined ? {} : { perHour }),
  });
  const text = (...compute: readonly ComputeRow[]) =>
    computeSection({ compute, computeNotes: [] }).body.text.replaceAll(/\s+/g, " ");
  expect(text(row([6, 18]), row("shared"), row(undefined))).not.toContain("scale");
  const two = text(row([6, 18]), row([12, 36]));
  expect(two).toContain("<span>0</span> <span>36 DBU an hour</span>");
  expect(two.match(/left: [\d.]+%; width: [\d.]+%/g)).toEqual([
    ...["left: 16.7%; width: 33.3%", "left: 33.3%; width: 66.7%"],
  ]);
});
