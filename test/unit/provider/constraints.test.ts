import { expect, test } from "vitest";
import type { LayoutDeclaration } from "../../../src/model/layout.ts";
import { writeSql } from "../../../src/plan/sql.ts";
import {
  diffConstraints,
  planConstraints,
  readConstraints,
  reportConstraints,
} from "../../../src/provider/table-layout/constraints.ts";
import type { LiveLayout } from "../../../src/provider/table-layout/live.ts";
import { UNKNOWN } from "../../../src/pulumi-rpc/value.ts";

const table = "dev.gold.t";
const live: LiveLayout = {
  ...{ table, clustering: { kind: "none" }, partitionedBy: [] },
  properties: {
    "delta.constraints.pos": "s . x > 0",
    "delta.constraints.old": "a > 1",
    "delta.constraints.theirs": "b > 1",
  },
};
const declared: LayoutDeclaration = {
  table,
  properties: {},
  constraints: { Pos: "s.x > 0", late: "a <> 'X'" },
};

test("what differs is dropped and added; what others added is left alone", () => {
  const { dropped, added } = planConstraints({ declared, live, ourConstraints: ["old", "gone"] });
  expect([...dropped, ...added].map(writeSql)).toEqual([
    "ALTER TABLE `dev`.`gold`.`t` DROP CONSTRAINT IF EXISTS `old`",
    "ALTER TABLE `dev`.`gold`.`t` ADD CONSTRAINT `late` CHECK (a <> 'X')",
  ]);
  const changed = { ...declared, constraints: { pos: "s.x >= 0" } };
  const again = planConstraints({ declared: changed, live });
  expect([...again.dropped, ...again.added].map(({ kind }) => kind)).toEqual([
    "dropConstraint",
    "addConstraint",
  ]);
});

test("a report has our constraints in the declared words, and no others", () => {
  expect(reportConstraints({ declared, live, ourConstraints: ["old"] })).toEqual({
    constraints: { Pos: "s.x > 0", old: "a > 1" },
  });
  expect(reportConstraints({ declared: { table, properties: {} }, live })).toEqual({});
});

test("differences are named by constraint; blanks and letters are none, but for texts", () => {
  expect(
    diffConstraints({ a: "x>0", b: "y = 'q'", gone: "z" }, { A: "X > 0", b: "y = 'Q'", new: "1 = 1" }),
  ).toEqual({
    'constraints["b"]': "update",
    'constraints["new"]': "add",
    'constraints["gone"]': "delete",
  });
  expect(diffConstraints({}, UNKNOWN)).toEqual({ constraints: "update" });
  expect(diffConstraints(undefined, undefined)).toEqual({});
});

test("every fault of a declaration is told at its place", () => {
  const told: string[] = [];
  readConstraints(
    { "a b": "x > 0) , evil (", empty: " ", n: 1, N: "1 = 1", fill: "a = '${x}'" },
    (path, reason) => told.push(`${path}: ${reason}`),
  );
  expect(told).toEqual([
    'constraints["n"]: 1 is no text; write a condition, such as "amount > 0"',
    'constraints["a b"]: the constraint "a b" has no such name; write letters, digits and underscores',
    'constraints["a b"]: the constraint "a b" is "x > 0) , evil (": ")" closes what was not opened; write one SQL condition',
    'constraints["empty"]: the constraint "empty" is empty; write a SQL condition, or nothing',
    'constraints["fill"]: the constraint "fill" holds "${": Spark puts a value in its place before it parses; write a condition without it',
  ]);
  expect(readConstraints({ a: UNKNOWN }, expect.unreachable)).toBe(UNKNOWN);
});
