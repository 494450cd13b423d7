import { expect, test } from "vitest";
import { examine } from "../../../src/rules/index.ts";
import { type MaterializedViewSubject, subject } from "../../../src/rules/subject.ts";
import { TODAY } from "./find.ts";

const tracked = { layout: {}, properties: { "delta.enableRowTracking": "true" } };
const tables = [
  { name: "gold.t", ...tracked },
  { name: "silver.u", ...tracked },
];
const view = { name: "gold.mv", query: "SELECT 1 AS one", reads: [] };

const find = (...materializedViews: readonly MaterializedViewSubject[]) =>
  examine(subject({ materializedViews, tables }), { today: TODAY }).map(({ rule, where, message }) => [
    rule.replace("materialized-view/", ""),
    where,
    message,
  ]);

test("a table named by hand is found whatever the quotes, and a column, a string or a comment is not", () => {
  const query =
    "SELECT t.id, 'gold.t', gold.x -- silver.u\nFROM `gold.t` AS t JOIN `gold`.`t` AS b JOIN Silver.U";
  expect(find({ ...view, query, reads: ["gold.t"] })).toEqual([
    ["query", "gold.mv", "names gold.x in the text of its query"],
    ["query", "gold.mv", "names gold.t in the text of its query"],
    ["query", "gold.mv", "names silver.u in the text of its query"],
  ]);
});

test("an unknown source, a circle, and a name that is a table's are found", () => {
  expect(find({ ...view, reads: ["gold.gone"] })).toEqual([
    ["query", "gold.mv", "reads gold.gone, which the lakehouse does not have"],
  ]);
  const circle = [
    { ...view, name: "gold.a", reads: ["gold.b"] },
    { ...view, name: "gold.b", reads: ["gold.a", "gold.b"] },
  ];
  expect(find(...circle)).toEqual([
    ["query", "gold.a", "reads itself, by way of other views"],
    ["query", "gold.b", "reads itself, by way of other views"],
  ]);
  expect(find({ ...view, name: "gold.t" }, { ...view, name: "gold.V" }, view, view)).toEqual([
    ["name", "gold.V", "is not a schema and a view in lower-case letters, digits and underscores"],
    ["name", "gold.mv", "is declared twice"],
    ["name", "gold.t", "is a table, too"],
  ]);
});

test("keys named twice, and the thousand-and-first trigger, are found", () => {
  expect(find({ ...view, cluster: ["a", "A"] })).toEqual([
    ["clustering-keys", "gold.mv", "clusters by one column twice"],
  ]);
  const triggered = Array.from({ length: 1001 }, (_, at) => ({
    ...view,
    name: `gold.v${at}`,
    refresh: { kind: "onUpdate" } as const,
  }));
  expect(find(...triggered)).toEqual([
    ["trigger", "gold.v1000", "is one of 1001 views that are refreshed on update"],
  ]);
  expect(find(...triggered.slice(1))).toEqual([]);
});
