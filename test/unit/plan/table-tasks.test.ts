import { expect, test } from "vitest";
import { writeMaintenance } from "../../../src/plan/maintenance-sql.ts";
import {
  type TableStatements,
  tableTasks,
  TASK_KINDS,
  type TaskKind,
  taskKey,
  zorderOf,
} from "../../../src/plan/table-tasks.ts";

const table = "dev.gold.t";
const BY_STATEMENT = "operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true'";

test("a table's statements run in the order of their kinds, one behind the other", () => {
  const statements: TableStatements = Object.fromEntries(
    [...TASK_KINDS].reverse().map((kind) => [kind, kind]),
  );
  const tasks = tableTasks(table, statements, 15);
  expect(tasks.map(({ kind }) => kind)).toEqual(TASK_KINDS);
  expect(tasks.map(({ after }) => after)).toEqual([[], ...tasks.slice(0, -1).map(({ key }) => [key])]);
  expect(tasks.map(({ parameters }) => parameters.statement)).toEqual(TASK_KINDS);
});

test.each<[TaskKind, { due: string; done: string }]>([
  ["optimize", { due: "writes OR oldest", done: BY_STATEMENT }],
  [
    "recluster",
    {
      due: "operation = 'CLUSTER BY'",
      done: `${BY_STATEMENT} AND coalesce(operationParameters['isFull'], 'true') = 'true'`,
    },
  ],
  ["reorg", { due: "operation IN ('DELETE', 'MERGE', 'UPDATE')", done: "operation = 'REORG'" }],
  [
    "skipping-statistics",
    {
      due: "operation IN ('SET TBLPROPERTIES', 'UNSET TBLPROPERTIES') AND operationParameters['properties'] LIKE '%delta.dataSkipping%'",
      done: "operation = 'COMPUTE STATS'",
    },
  ],
  [
    "analyze",
    {
      due: "operation NOT LIKE 'VACUUM%'",
      done: "timestamp < current_timestamp() - INTERVAL 63 DAYS",
    },
  ],
])("%s is due after what asks for it, until it has run", (kind, guard) => {
  const [task] = tableTasks(table, { [kind]: "SQL" }, 63);
  expect(task?.script).toBe("runIfDue");
  expect(task?.parameters).toEqual({ ...guard, statement: "SQL", table: "`dev`.`gold`.`t`" });
});

test("what deletes or reads runs in any case", () => {
  const tasks = tableTasks(table, { vacuum: "V", "warm-up": "W" }, 15);
  expect(tasks.map(({ script, parameters }) => [script, parameters])).toEqual([
    ["run", { statement: "V" }],
    ["read", { statement: "W" }],
  ]);
});

test("a Z-order is settled by an OPTIMIZE with the same keys, quoted as text within text", () => {
  const [task] = tableTasks(table, { optimize: "OPTIMIZE t ZORDER BY (a, `it's`)" }, 15);
  expect(task?.parameters["done"]).toBe(
    `${BY_STATEMENT} AND operationParameters['zOrderBy'] = '["a","it\\'s"]'`,
  );
});

test.each<[sql: string, keys: readonly string[]]>([
  ["OPTIMIZE t", []],
  ["OPTIMIZE t WHERE zorder = 'ZORDER BY'", []],
  ["optimize t zorder by (a,b)", ["a", "b"]],
  ["OPTIMIZE t ZORDER BY (`a b`, `x``y`, s.`f`, `d.e`.f);", ["a b", "x`y", "s.f", "`d.e`.f"]],
  [writeMaintenance({ kind: "optimize", table, zorder: ["a", "b`c"] }), ["a", "b`c"]],
])("the Z-order of %s", (sql, keys) => {
  expect(zorderOf(sql)).toEqual(keys);
});

test("a key is short, and without the catalog", () => {
  expect(taskKey("dev.gold.t", "vacuum")).toBe("gold-t-vacuum");
  const keys = ["x", "y"].map((end) => taskKey(`gold.${"t".repeat(120)}${end}`, "optimize"));
  expect(keys.map((key) => key.length)).toEqual([100, 100]);
  expect(keys[0]).not.toBe(keys[1]);
});
