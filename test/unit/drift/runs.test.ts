import { beforeAll, describe, expect, test } from "vitest";
import { lastRuns } from "../../../src/drift/live/runs.ts";
import type { DeployedSide } from "../../../src/drift/sides.ts";
import { ResponseError } from "../../../src/databricks/errors.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Request } from "../../../src/databricks/connection.ts";
import { TestWorkspace, until } from "../sandbox/support/workspace.ts";

describe("the last runs of deployed jobs", () => {
  let workspace: TestWorkspace;
  let warehouse_id: string;
  let path: string;
  const asked: string[] = [];

  beforeAll(async () => {
    workspace = await TestWorkspace.open();
    warehouse_id = await workspace.warehouse();
    path = await workspace.file("run.sql", "SELECT 1");
  });

  const job = async (keys: readonly string[]): Promise<string> => {
    const tasks = keys.map((task_key) => ({
      task_key,
      ...{ sql_task: { warehouse_id, file: { path }, parameters: { task: task_key } } },
    }));
    return String((await workspace.ok("POST", "/api/2.2/jobs/create", { tasks }))["job_id"]);
  };
  const runOf = async (job_id: string): Promise<void> => {
    const { run_id } = await workspace.ok("POST", "/api/2.2/jobs/run-now", { job_id: Number(job_id) });
    await until(
      () => workspace.ok("GET", `/api/2.2/jobs/runs/get?run_id=${String(run_id)}`),
      ({ status }) => (status as { state: string }).state === "TERMINATED",
    );
  };
  const ask = async ({ path: at, query = {} }: Request): Promise<Json> => {
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    asked.push(at.split("/").slice(-2).join("/"));
    return await workspace.ok("GET", `${at}?${new URLSearchParams(given).toString()}`);
  };
  const side = (name: string, id: string, kind: DeployedSide["kind"] = "job"): DeployedSide => ({
    ...{ kind, name, id, urn: "", fields: {} },
  });

  test("one request a job tells how each task ended, the newest run first, and nothing of jobs that are not ours", async () => {
    const [own, other] = [await job(["a", "b"]), await job(["c"])];
    await runOf(own);
    await runOf(other);
    workspace.engine = ({ parameters }) =>
      parameters["task"] === "b" ? Promise.reject(new Error("[BOOM]")) : Promise.resolve();
    await runOf(own);
    workspace.engine = () => Promise.resolve();
    asked.length = 0;
    const found = await lastRuns({ find: ask, send: ask }, [side("own", own), side("w", "w1", "warehouse")]);
    expect(asked).toEqual(["runs/list"]);
    expect(
      found.map(({ name, runs }) => [
        name,
        runs.map(({ result, tasks }) => [result, tasks.map((task) => [task.key, task.result])]),
      ]),
    ).toEqual([
      [
        "own",
        [
          [
            "FAILED",
            [
              ["a", "SUCCESS"],
              ["b", "FAILED"],
            ],
          ],
          [
            "SUCCESS",
            [
              ["a", "SUCCESS"],
              ["b", "SUCCESS"],
            ],
          ],
        ],
      ],
    ]);
    const at = found[0]?.runs[0]?.tasks[0]?.at ?? "";
    expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
  });

  test("of a run with more than a hundred tasks, all are told", async () => {
    const keys = Array.from({ length: 130 }, (_, at) => `t${String(at).padStart(3, "0")}`);
    const large = await job(keys);
    await runOf(large);
    const [found] = await lastRuns({ find: ask, send: ask }, [side("large", large)]);
    expect(found?.runs[0]?.tasks.map(({ key }) => key)).toEqual(keys);
  });

  test("a job whose runs are not ours to see keeps nobody from the others", async () => {
    const refuse = () =>
      Promise.reject(new ResponseError("no right to see job 7", { status: 403, code: "PERMISSION_DENIED" }));
    const [found] = await lastRuns({ find: refuse, send: refuse }, [side("own", "7")]);
    expect(found).toEqual({ name: "own", runs: [], unread: "no right to see job 7" });
  });
});
