import { describe, expect, test } from "vitest";
import { type Commit, commitFor, readHistory } from "../../../src/drift/layouts/history.ts";

const COLUMNS = [
  "version",
  "timestamp",
  "userId",
  "userName",
  "operation",
  "operationParameters",
  "job",
  "notebook",
];

describe("the rows of DESCRIBE HISTORY", () => {
  test("come newest first, with who, when and from where", () => {
    const rows = [
      [
        "3",
        "2026-11-25T02:10:11.719Z",
        "1",
        "ana@kineo.test",
        "WRITE",
        '{"mode":"Append"}',
        null,
        '{"notebookId":"44"}',
      ],
      [
        "4",
        "2026-11-25T04:10:11.719+02:00",
        "1",
        "9e1f",
        "SET TBLPROPERTIES",
        '{"properties":"{\\"delta.appendOnly\\":\\"true\\"}"}',
        '{"jobId":"7","jobName":"tune","jobRunId":"9","runId":"8"}',
        null,
      ],
      [
        "2",
        "2026-11-24 23:00:00.000",
        null,
        null,
        "CREATE TABLE",
        '{"description":null,"partitionBy":"[]"}',
        null,
        null,
      ],
    ];
    expect(readHistory({ columns: COLUMNS, rows })).toEqual([
      {
        ...{ version: 4, at: "2026-11-25T02:10:11.719Z", operation: "SET TBLPROPERTIES", user: "9e1f" },
        parameters: { properties: '{"delta.appendOnly":"true"}' },
        job: { id: "7", name: "tune", run: "9" },
      },
      {
        ...{ version: 3, at: "2026-11-25T02:10:11.719Z", operation: "WRITE", user: "ana@kineo.test" },
        ...{ parameters: { mode: "Append" }, notebook: "44" },
      },
      {
        version: 2,
        at: "2026-11-24T23:00:00.000Z",
        operation: "CREATE TABLE",
        parameters: { partitionBy: "[]" },
      },
    ]);
  });
});

let version = 100;
const commit = (operation: string, parameters: Readonly<Record<string, string>> = {}): Commit => {
  version -= 1;
  return { version, at: "2026-11-25T02:00:00.000Z", operation, parameters };
};

describe("which commit gave a path its value", () => {
  const set = commit("SET TBLPROPERTIES", { properties: '{"delta.appendOnly":"true"}' });
  const unset = commit("UNSET TBLPROPERTIES", { properties: '["delta.targetFileSize"]', ifExists: "true" });
  const comment = commit("SET TBLPROPERTIES", { properties: '{"comment":"hi"}' });
  const auto = commit("SET TBLPROPERTIES", { properties: '{"clusterByAuto":"true"}' });
  const cluster = commit("CLUSTER BY", { oldClusteringColumns: "", newClusteringColumns: "id" });
  const column = commit("CHANGE COLUMN", { column: '{"name":"n","type":"long"}' });
  const overwrite = commit("WRITE", { mode: "Overwrite", partitionBy: '["d"]' });
  const append = commit("WRITE", { mode: "Append" });
  const replace = commit("CREATE OR REPLACE TABLE AS SELECT");
  const history = [append, set, unset, comment, auto, cluster, column, overwrite, replace];

  test.each<[path: string, found: Commit | undefined]>([
    ['properties["delta.appendOnly"]', set],
    ['properties["delta.AppendOnly"]', set],
    ['properties["delta.targetFileSize"]', unset],
    ['properties["delta.checkpointInterval"]', replace],
    ["comment", comment],
    ["clustering", auto],
    ['columns["n"].type', column],
    ['columns["other"].type', replace],
    ["partitionedBy", overwrite],
  ])("%s", (path, found) => {
    expect(commitFor(path, history)).toBe(found);
  });

  test("a table made anew has everything from that", () => {
    const restored = [commit("RESTORE", { version: "0" }), ...history];
    expect(commitFor('properties["delta.appendOnly"]', restored)?.operation).toBe("RESTORE");
  });

  test("none where the history does not reach back, or cannot tell", () => {
    expect(commitFor('properties["delta.checkpointInterval"]', [append, set])).toBeUndefined();
    for (const path of ['tags["a"]', "primaryKey"]) expect(commitFor(path, history)).toBeUndefined();
  });
});
