import { expect, test } from "vitest";
import { releasedBy } from "../../../src/cli/released.ts";

const VIEW = "urn:pulumi:dev::shop::lakewright:index:MaterializedView::gold.mv";
const TABLE = "urn:pulumi:dev::shop::lakewright:index:TableLayout::gold.t";

function state(inputs: object, outputs: object = {}) {
  return {
    inputs: { ...inputs },
    outputs: { ...inputs, status: "applied", ...outputs },
    protect: false,
  };
}

test("a view is dropped where its declaration asks for that, and not where it was never created", () => {
  const view = { view: "dev.gold.mv", query: "SELECT 1 AS one", warehouseId: "w" };
  const drop = { ...view, onRemoval: "drop" };
  expect(releasedBy(VIEW, state(drop))).toEqual(["DROP MATERIALIZED VIEW IF EXISTS `dev`.`gold`.`mv`"]);
  expect(releasedBy(VIEW, state(drop, { status: "waiting" }))).toEqual([]);
  expect(releasedBy(VIEW, state(view))).toEqual([]);
  // The declaration has the last word, as in the plugin.
  expect(releasedBy(VIEW, state(view, { onRemoval: "drop" }))).toEqual([]);
});

test("a table keeps what it has but for the mark, unless its declaration says otherwise", () => {
  const table = { table: "dev.gold.t", properties: { "delta.appendOnly": "true" }, warehouseId: "w" };
  const unset = (keys: string) => [
    `ALTER TABLE \`dev\`.\`gold\`.\`t\` UNSET TBLPROPERTIES IF EXISTS (${keys})`,
  ];
  expect(releasedBy(TABLE, state(table))).toEqual(unset("'lakewright.managedBy'"));
  expect(releasedBy(TABLE, state({ ...table, onRemoval: "unset" }))).toEqual(
    unset("'delta.appendOnly', 'lakewright.managedBy'"),
  );
  expect(releasedBy(TABLE, state(table, { status: "waiting" }))).toEqual([]);
});

test("nothing else sends statements when it goes", () => {
  expect(releasedBy("urn:pulumi:dev::shop::databricks:index/job:Job::j", state({ name: "j" }))).toEqual([]);
});
