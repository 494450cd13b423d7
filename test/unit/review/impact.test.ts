import { describe, expect, test } from "vitest";
import { judgeField } from "../../../src/review/impact/impact.ts";
import { impactOfKind, KIND_IMPACTS } from "../../../src/review/impact/index.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { RANKS } from "../../../src/review/report.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { judgeStatement } from "../../../src/review/statements.ts";
import { digest, step } from "./previews.ts";

const layout = impactOfKind("lakewright:index:TableLayout");
const property = (key: string, from?: string, to?: string) =>
  judgeField(layout, {
    path: ["properties", key],
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }).rank;

test("every entry of the table has a rank, a reason and a source, and no field stands twice", () => {
  for (const [type, kind] of Object.entries(KIND_IMPACTS)) {
    const verdicts = [kind.created, kind.deleted, kind.other, ...kind.fields];
    for (const { rank, why, source } of verdicts) {
      expect(RANKS, type).toContain(rank);
      expect(source, type).not.toBe("");
      expect(typeof why, type).toBe("string");
    }
    const fields = kind.fields.map(({ field }) => field);
    expect(new Set(fields).size, type).toBe(fields.length);
    // What is not listed is never taken for less than what is.
    const worst = Math.min(...kind.fields.map(({ rank }) => RANKS.indexOf(rank)), RANKS.length);
    expect(RANKS.indexOf(kind.other.rank), type).toBeLessThanOrEqual(worst);
  }
});

describe("a property", () => {
  test.each([
    [
      "kept shorter than declared before",
      "delta.deletedFileRetentionDuration",
      "interval 14 days",
      "interval 1 day",
      "data",
    ],
    [
      "taken away, so that a shorter default holds",
      "delta.deletedFileRetentionDuration",
      "interval 14 days",
      undefined,
      "data",
    ],
    [
      "taken away, so that a longer default holds",
      "delta.logRetentionDuration",
      "interval 7 days",
      undefined,
      "cost",
    ],
    [
      "new, and longer than the default",
      "delta.deletedFileRetentionDuration",
      undefined,
      "interval 2 weeks",
      "cost",
    ],
    [
      "the same length in other words",
      "delta.logRetentionDuration",
      "interval 14 days",
      "2 weeks",
      "metadata",
    ],
    [
      "new, and as long as by default",
      "delta.logRetentionDuration",
      undefined,
      "interval 30 days",
      "metadata",
    ],
    ["in another case", "DELTA.LOGRETENTIONDURATION", "interval 30 days", "interval 1 day", "data"],
    ["that a table feature comes with", "delta.enableDeletionVectors", "false", "true", "interruption"],
    ["that nobody has listed", "delta.somethingNew", undefined, "true", "rewrite"],
    ["that is a note of the user's", "owner", "a", "b", "metadata"],
  ])("%s", (...[, key, from, to, rank]) => {
    expect(property(key, from, to)).toBe(rank);
  });
});

test.each([
  ["OPTIMIZE `a`.`b`.`c` ZORDER BY (`d`)", "rewrite"],
  ["OPTIMIZE `a`.`b`.`c` FULL", "rewrite"],
  ["VACUUM `a`.`b`.`c`", "data"],
  ["VACUUM `a`.`b`.`c` DRY RUN", "cost"],
  ["ANALYZE TABLE `a`.`b`.`c` COMPUTE STATISTICS FOR ALL COLUMNS", "cost"],
  ["ALTER TABLE `a`.`b`.`c` SET TBLPROPERTIES ('k' = 'v')", "metadata"],
  ["ALTER TABLE `a`.`b`.`c` DROP COLUMN `d`", "data"],
  ["ALTER TABLE `a`.`b`.`c` ALTER COLUMN `d` DROP NOT NULL", "metadata"],
  ["CREATE TABLE IF NOT EXISTS `a`.`b`.`c` (`d` INT)", "metadata"],
  ["CREATE OR REPLACE TABLE `a`.`b`.`c` AS SELECT 1", "data"],
  ["CREATE MATERIALIZED VIEW IF NOT EXISTS `a`.`b`.`c` AS SELECT 1", "cost"],
  ["CREATE OR REPLACE MATERIALIZED VIEW `a`.`b`.`c` AS SELECT 1", "rewrite"],
  ["ALTER MATERIALIZED VIEW `a`.`b`.`c` DROP SCHEDULE", "metadata"],
  ["DROP MATERIALIZED VIEW IF EXISTS `a`.`b`.`c`", "interruption"],
  ["DELETE FROM `a`.`b`.`c`", "data"],
  ["whatever else", "data"],
])("%s: %s", (statement, rank) => {
  expect(judgeStatement(statement).rank).toBe(rank);
});

test("kinds, fields and operations that nobody has listed are taken for the worst, and it is said", () => {
  const changes = reviewOf({
    previews: readPreviews(
      digest([
        step("new:kind:Thing", "updated", { old: { a: 1 }, new: { a: 2 }, diff: ["a"] }),
        step("new:kind:Thing", "created", { new: { a: 1 } }),
        step("databricks:index/cluster:Cluster", "c", { old: { x: 1 }, new: { x: 2 }, diff: ["x"] }),
        step("databricks:index/schema:Schema", "s", { op: "a-later-word", old: {}, new: {} }),
      ]),
      "p",
    ),
  }).stacks[0]?.changes;
  expect(changes?.map(({ name, rank, effects }) => [name, rank, effects[0]?.why])).toEqual([
    ["s", "data", "it is made anew: DROP SCHEMA, and what it holds goes with it"],
    ["updated", "data", "nothing is known of this kind; the worst is taken"],
    ["c", "interruption", expect.stringContaining("not among the fields that are known to do less")],
    ["created", "cost", "nothing is known of this kind; something new may cost"],
  ]);
});

test("a materialized view's query is computed in full, and its schedule costs", () => {
  const view = impactOfKind("lakewright:index:MaterializedView");
  expect(judgeField(view, { path: ["query"] }).rank).toBe("rewrite");
  expect(judgeField(view, { path: ["refresh", "cron"] }).rank).toBe("cost");
  expect(judgeField(view, { path: ["anything"] }).rank).toBe("rewrite");
  expect(view.deletedAs?.({ onRemoval: "drop" })?.rank).toBe("interruption");
  expect(view.deletedAs?.({ onRemoval: "forget" })).toBeUndefined();
});

test("a layout that goes to another table is as bad as what the one before loses by it", () => {
  const layout = (table: string) => ({
    table,
    onRemoval: "unset",
    properties: { "delta.deletedFileRetentionDuration": "interval 30 days" },
  });
  const moved = step("lakewright:index:TableLayout", "gold.t", {
    old: layout("dev.gold.t"),
    new: layout("prod.gold.t"),
    diff: ["table"],
  });
  const unset = "ALTER TABLE dev.gold.t UNSET TBLPROPERTIES ('delta.deletedFileRetentionDuration')";
  const waits =
    "prod.gold.t does not exist yet; its layout waits, and the first up after the table appears applies it.";
  const [change] =
    reviewOf({
      previews: readPreviews(
        digest([moved], {
          diagnostics: [
            {
              urn: moved.urn,
              severity: "info",
              message: `will run 1 statement:\n  ${unset}\nIt loses it.\n`,
            },
            { urn: moved.urn, severity: "info", message: waits },
          ],
        }),
        "p",
      ),
    }).stacks[0]?.changes ?? [];
  expect(change?.rank).toBe("data");
  expect(change?.effects.map(({ field, rank }) => [field, rank])).toEqual([
    ["dev.gold.t: properties.delta.deletedFileRetentionDuration", "data"],
    ["table", "metadata"],
  ]);
  expect(change?.runs.map(({ statement }) => statement)).toEqual([unset]);
});

test("a renamed resource takes nothing away, whatever the old one was to do on its removal", () => {
  const types = { "lakewright:index:TableLayout": "table", "lakewright:index:MaterializedView": "view" };
  for (const [type, named] of Object.entries(types)) {
    const removal = named === "table" ? "unset" : "drop";
    const before = { [named]: "dev.gold.t", query: "SELECT 1", properties: {}, onRemoval: removal };
    const steps = [
      step(type, "after", { new: { ...before, [named]: "dev.Gold.T" } }),
      step(type, "before", { op: "delete", old: before }),
    ];
    const released = () => ["taken away"];
    const changes = (all: readonly object[]) =>
      reviewOf({ previews: readPreviews(digest(all), "p"), released }).stacks[0]?.changes ?? [];
    const gone = changes(steps).find(({ name }) => name === "before");
    expect(gone).toMatchObject({ rank: "metadata", runs: [], operation: "forget" });
    expect(gone?.notes).toEqual(['the resource "after" manages it from now on; nothing is taken away']);
    expect(changes(steps.slice(1))[0]?.runs.map(({ statement }) => statement)).toEqual(["taken away"]);
  }
});
