import { describe, expect, test } from "vitest";
import { taskChanges } from "../../../src/review/tasks.ts";

const STATEMENT = "OPTIMIZE `dev`.`gold`.`t`";
const FOLDER = "/Shared/lakewright";

function onWarehouse(taskKey: string, more: object = {}, statement = STATEMENT) {
  const sqlTask = {
    warehouseId: "w",
    file: { path: `${FOLDER}/run-if-due.sql`, source: "WORKSPACE" },
    parameters: { statement, due: "writes" },
  };
  return { taskKey, sqlTask, ...more };
}

function onCluster(taskKey: string, notebookPath = `${FOLDER}/run-if-due`) {
  return {
    taskKey,
    jobClusterKey: "maintenance",
    notebookTask: {
      ...{ notebookPath, source: "WORKSPACE" },
      baseParameters: { statement: STATEMENT, due: "writes" },
    },
  };
}

const changes = (from: readonly object[], to: readonly object[]) =>
  taskChanges({ tasks: from }, { tasks: to }).map(({ path, verdict, statement }) => [
    path.join("."),
    verdict.rank,
    statement,
  ]);

describe("a task with the same statement as before", () => {
  test.each<readonly [string, object, object, string, string]>([
    ["on a cluster of the job", onWarehouse("a"), onCluster("a"), "a.runsOn", "cost"],
    ["that another program runs", onCluster("a"), onCluster("a", "/Shared/other"), "a.program", "data"],
    [
      "in other words",
      onWarehouse("a", { description: "x" }),
      onWarehouse("a", { description: "y" }),
      "a.description",
      "metadata",
    ],
    [
      "after another task",
      onWarehouse("a"),
      onWarehouse("a", { dependsOns: [{ taskKey: "b" }] }),
      "a.dependsOns",
      "metadata",
    ],
    ["tried again", onWarehouse("a"), onWarehouse("a", { maxRetries: 2 }), "a.maxRetries", "cost"],
    [
      "with a setting that nobody has listed",
      onWarehouse("a"),
      onWarehouse("a", { later: 1 }),
      "a.later",
      "interruption",
    ],
  ])("%s", (...[, from, to, path, rank]) => {
    expect(changes([from], [to])).toEqual([[path, rank, undefined]]);
  });

  test("on another warehouse, whose id nobody knows before it is there, is none", () => {
    const moved = onWarehouse("a");
    expect(
      changes([onWarehouse("a")], [{ ...moved, sqlTask: { ...moved.sqlTask, warehouseId: "v" } }]),
    ).toEqual([]);
  });
});

test("statements stand in the order in which they run, and those that run no more behind them", () => {
  const waits = (taskKey: string) => ({ dependsOns: [{ taskKey }] });
  expect(
    changes(
      [onWarehouse("a-gone")],
      [
        onWarehouse("b-analyze", waits("b-optimize"), "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS"),
        onWarehouse("b-optimize", waits("b-recluster")),
        onWarehouse("b-recluster", {}, `${STATEMENT} FULL`),
      ],
    ),
  ).toEqual([
    ["b-recluster", "rewrite", `${STATEMENT} FULL`],
    ["b-optimize", "rewrite", STATEMENT],
    ["b-analyze", "cost", "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS"],
    ["a-gone", "cost", undefined],
  ]);
});

test("tasks that wait for each other, which the workspace would refuse, are read all the same", () => {
  const circle = [
    onWarehouse("a", { dependsOns: [{ taskKey: "b" }] }),
    onWarehouse("b", { dependsOns: [{ taskKey: "a" }] }),
  ];
  expect(changes([], circle).map(([path]) => path)).toEqual(["b", "a"]);
});
